import { describe, expect, it } from 'vitest';
import { schedule } from '../../src/cli/schedule.ts';
import { targetAllowed } from '../../src/gather/address-policy.ts';
import { folderWith, modules, pingCheck, pluginsCheck } from '../support/config-folder.ts';
import { memoryIo } from '../support/memory-io.ts';

const files = {
  'config/caretaker.yaml': 'defaults: { timezone: Europe/London }\n',
  'config/sites/acme.yaml': 'url: https://www.acme.example/\nplatform: wordpress\n',
  'config/sites/shop.yaml':
    'url: https://shop.example/\ntimezone: Asia/Kolkata\nchecks: { ping: { schedule: "0,30 9 * * mon-fri" } }\n',
};

async function ask(
  site: string | null,
  format: 'table' | 'json' = 'table',
  folder: Readonly<Record<string, string>> = files,
) {
  const io = memoryIo({ cwd: await folderWith(folder) });
  const source = { config: 'config', checks: [pingCheck, pluginsCheck], ...modules, targetAllowed };
  const now = Date.UTC(2026, 10, 23, 23, 59);
  const code = await schedule({ ...source, site, format, now }, io);
  return { code, out: io.out(), err: io.err() };
}

describe('caretaker schedule', () => {
  it('shows what runs next, on the wall clock of each site', async () => {
    const { code, out } = await ask(null);
    expect(code).toBe(0);
    expect(out).toBe(
      `SITE  CHECK    SCHEDULE            ZONE           NEXT                 THEN                 THEN
acme  ping     60s                 Europe/London  2026-11-23 23:59:47  2026-11-24 00:00:47  00:01:47
acme  plugins  0 3 * * *           Europe/London  2026-11-24 03:00:00  2026-11-25 03:00:00  2026-11-26 03:00:00
shop  ping     0,30 9 * * mon-fri  Asia/Kolkata   2026-11-24 09:00:00  09:30:00             2026-11-25 09:00:00
`,
    );
  });

  it('shows one site, and JSON for machines', async () => {
    const { out } = await ask('shop', 'json');
    expect(JSON.parse(out)).toEqual([
      {
        site: 'shop',
        check: 'ping',
        schedule: '0,30 9 * * mon-fri',
        timezone: 'Asia/Kolkata',
        next: [
          '2026-11-24T09:00:00+05:30',
          '2026-11-24T09:30:00+05:30',
          '2026-11-25T09:00:00+05:30',
        ],
      },
    ]);
  });

  it('knows no other site', async () => {
    expect(await ask('acm')).toEqual({
      code: 2,
      out: '',
      err: 'unknown site `acm`. Did you mean `acme`? Known sites: acme, shop\n',
    });
  });

  it('says what to do while there is none', async () => {
    const { 'config/caretaker.yaml': practice } = files;
    const { code, out } = await ask(null, 'table', { 'config/caretaker.yaml': practice });
    expect(code).toBe(0);
    expect(out).toBe('config/sites is empty: add a site with `caretaker init https://…`\n');
  });

  it('prints the mistakes of a broken config', async () => {
    const broken = {
      ...files,
      'config/sites/shop.yaml':
        'url: https://shop.example/\nchecks: { ping: { schedule: "0 3 30 2 *" } }\n',
    };
    const { code, err } = await ask(null, 'table', broken);
    expect(code).toBe(2);
    expect(err).toContain('never comes: no such day (30) in the month (2)');
  });
});
