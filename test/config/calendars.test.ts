import { describe, expect, it } from 'vitest';
import type { PublicHolidays } from '../../src/config/calendars.ts';
import { holidayPlaces } from '../../src/config/holiday-places.ts';
import { loadConfig } from '../../src/config/load.ts';
import { renderProblem } from '../../src/config/problem.ts';
import { dueTimes } from '../../src/core/sla/due-times.ts';
import { localTime, shownAt } from '../support/calendars.ts';
import { folderWith, modules, pingCheck } from '../support/config-folder.ts';

/** What was asked for; the answer is one holiday. */
function holidaysOn(date: string) {
  const asked: string[] = [];
  const publicHolidays: PublicHolidays = (country, region) => {
    asked.push(`${country} ${region}`);
    return Promise.resolve([date]);
  };
  return { asked, publicHolidays };
}

async function load(
  practice: string,
  sites: Readonly<Record<string, string>>,
  publicHolidays?: PublicHolidays,
) {
  const files = Object.entries(sites).map(
    ([id, text]) => [`config/sites/${id}.yaml`, `url: https://${id}.example/\n${text}`] as const,
  );
  const cwd = await folderWith({ 'config/caretaker.yaml': practice, ...Object.fromEntries(files) });
  const ports = { cwd, checks: [pingCheck], ...modules, env: {}, targetAllowed: () => true };
  return loadConfig('config', { ...ports, publicHolidays });
}

/** When a P1 of each site with Gold is to be fixed that is opened on a Monday at noon, UTC. */
async function fixesOf(
  practice: string,
  sites: Readonly<Record<string, string>>,
  publicHolidays: PublicHolidays = holidaysOn('2026-11-23').publicHolidays,
): Promise<readonly string[]> {
  const loaded = await load(practice, sites, publicHolidays);
  if (!loaded.ok) throw new Error(loaded.problems.map(renderProblem).join('\n'));
  return loaded.config.sites.map(({ package: bought, calendar }) => {
    if (bought === null || calendar === null) return 'nothing';
    const contract = { package: bought, boltOns: [], priority: 'P1', calendar } as const;
    return shownAt(dueTimes(contract, localTime('2026-11-23T12:00')).resolveBy, calendar.timezone);
  });
}

async function problemsOf(
  practice: string,
  site = '',
  publicHolidays?: PublicHolidays,
): Promise<readonly string[]> {
  const loaded = await load(practice, { acme: site }, publicHolidays);
  return loaded.ok ? [] : loaded.problems.map(renderProblem);
}

const berlin = `
  berlin:
    timezone: Europe/Berlin
    hours: { mon: ["08:00-16:00"], tue: ["08:00-16:00"] }`;
const paris = `
  paris:
    timezone: Europe/Paris
    hours: { mon: ["09:00-18:00"] }`;
const gold = 'package: gold';

describe('the calendar that counts for a site', () => {
  it('is the only one that the practice has', async () => {
    expect(await fixesOf(`calendars:${berlin}`, { acme: gold })).toEqual([
      '2026-11-24T09:00+01:00',
    ]);
  });

  it('is the one that the site names, or the practice for all sites', async () => {
    const practice = `calendars:${berlin}${paris}\ndefaults: { package: gold, calendar: paris }`;
    expect(await fixesOf(practice, { acme: '', bakery: 'calendar: berlin' })).toEqual([
      '2026-11-23T17:00+01:00',
      '2026-11-24T09:00+01:00',
    ]);
  });

  it('is an office in England where there is none, or several and none is named', async () => {
    const monday = holidaysOn('2026-11-23');
    expect(await fixesOf('{}', { acme: gold }, monday.publicHolidays)).toEqual([
      '2026-11-24T13:00+00:00',
    ]);
    expect(await fixesOf(`calendars:${berlin}${paris}`, { acme: gold })).toEqual([
      '2026-11-24T13:00+00:00',
    ]);
    expect(monday.asked).toEqual(['GB ENG']);
  });

  it('has its holidays, closures and openings', async () => {
    const own = `${berlin}
    holidays: [2026-11-24]
    closed: [2026-11-30]
    open: [{ date: 2026-12-02, hours: ["10:00-11:00"] }]`;
    const practice = `calendars:${own}`;
    expect(await fixesOf(practice, { acme: gold })).toEqual(['2026-12-01T09:00+01:00']);
  });

  it('is nobody’s where no package was bought', async () => {
    const holidays = holidaysOn('2026-11-23');
    expect(await fixesOf('{}', { acme: '' }, holidays.publicHolidays)).toEqual(['nothing']);
    expect(holidays.asked).toEqual([]);
  });

  it('is not worked out for whoever does not ask for holidays', async () => {
    const loaded = await load('{}', { acme: gold });
    expect(loaded).toMatchObject({ ok: true, config: { sites: [{ calendar: null }] } });
  });

  it('is worked out once for all sites', async () => {
    const holidays = holidaysOn('2026-11-24');
    const practice = `calendars:${berlin}\n    holidays: { country: DE, region: BE }`;
    const sites = { acme: gold, bakery: 'package: silver' };
    await load(practice, sites, holidays.publicHolidays);
    expect(holidays.asked).toEqual(['DE BE']);
  });
});

describe('a mistake', () => {
  const withHolidays = (holidays: string) => `calendars:${berlin}\n    holidays: ${holidays}`;
  const file = 'config/caretaker.yaml';

  it.each([
    [
      'a country by its everyday name',
      '{ country: UK }',
      ':5:26  the holidays of the country `UK` are not known. Did you mean `GB`? Use an ISO 3166-1 code such as `GB`, or list the dates: `holidays: [2026-12-25]`.',
    ],
    [
      'a country that does not exist',
      '{ country: QQ }',
      ':5:26  the holidays of the country `QQ` are not known.',
    ],
    [
      'a region that is mistyped',
      '{ country: GB, region: EGN }',
      ':5:38  the holidays of the region `EGN` of `GB` are not known. Did you mean `ENG`? Known regions: ALD, ENG, NIR, SCT, WLS.',
    ],
    [
      'a region of a country that has none',
      '{ country: SG, region: EAST }',
      ':5:38  the holidays of the region `EAST` of `SG` are not known. Leave `region` out.',
    ],
  ])('%s', async (_, holidays, problem) => {
    const [found, ...others] = await problemsOf(withHolidays(holidays));
    expect(found?.startsWith(`${file}${problem}`), found).toBe(true);
    expect(others).toEqual([]);
  });

  it.each(['{ country: GB, region: ENG }', '{ country: DE, region: BY.A }', '{ country: SG }'])(
    'is none: %s',
    async (holidays) => {
      expect(await problemsOf(withHolidays(holidays))).toEqual([]);
    },
  );

  it('a calendar that does not exist', async () => {
    const remedy = 'Did you mean `berlin`? Known ids: `berlin`.';
    expect(await problemsOf(`calendars:${berlin}`, 'calendar: berlim')).toEqual([
      `config/sites/acme.yaml:2:11  nothing under \`calendars\` has the id \`berlim\`. ${remedy}`,
    ]);
    expect(await problemsOf(`calendars:${berlin}\ndefaults: { calendar: berlim }`)).toEqual([
      `config/caretaker.yaml:5:23  nothing under \`calendars\` has the id \`berlim\`. ${remedy}`,
    ]);
    expect(await problemsOf('{}', 'calendar: berlin')).toEqual([
      'config/sites/acme.yaml:2:11  nothing under `calendars` has the id `berlin`. Known ids: none yet.',
    ]);
  });

  it('holidays that cannot be worked out', async () => {
    const fails: PublicHolidays = () => Promise.reject(new Error('GB: no answer'));
    expect(await problemsOf('{}', gold, fails)).toEqual([
      'config/caretaker.yaml  the public holidays cannot be worked out: GB: no answer. Try again, or list the dates: `holidays: [2026-12-25]`.',
    ]);
  });
});

it('countries and regions whose holidays are known are codes', () => {
  const countries = Object.entries(holidayPlaces);
  expect(countries.length).toBeGreaterThan(200);
  for (const [country, regions] of countries) {
    expect(country).toMatch(/^[A-Z]{2}$/);
    expect(regions).toMatch(/^([A-Z0-9]+(\.[A-Z0-9]+)?( |$))*$/);
  }
});
