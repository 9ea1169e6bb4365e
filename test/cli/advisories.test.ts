import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { App, PlannedCheck } from '../../src/app.ts';
import { advisories } from '../../src/cli/advisories.ts';
import type { CliProcess } from '../../src/cli/process.ts';
import type { Check } from '../../src/core/check.ts';
import type { CheckResult } from '../../src/core/result.ts';
import { targetAllowed } from '../../src/gather/address-policy.ts';
import { openStore } from '../../src/store/open.ts';
import { memoryProcess } from '../support/cli-process.ts';
import { advisory, plugin } from '../support/components.ts';
import { folderWith, modules, pingCheck } from '../support/config-folder.ts';
import { noon } from '../support/desk.ts';
import { assessed, resultWith } from '../support/site-inventories.ts';

const clock = { now: () => noon, monotonic: () => 0 };
const check: Check = {
  ...pingCheck,
  meta: { ...pingCheck.meta, id: 'outdated-plugins', lane: 'feeds', platforms: ['wordpress'] },
};
const site = (id: string, more = 'platform: wordpress') => ({
  [`config/sites/${id}.yaml`]: `url: https://${id}.example/\n${more}\n`,
});
const hole = advisory(plugin('forms', '2.0'), 'CVE-2026-0002', '2.1', { cvss: 8.8 });
const forms = assessed('forms', '2.0', { advisories: [hole], target: '2.1' });
const ago = (hours: number) => new Date(noon - hours * 3_600_000).toISOString();

/** Runs the command at a practice of these sites; `now` is what a look brings, by site. */
async function run(
  options: Readonly<Record<string, string | boolean>>,
  {
    kept = {},
    now = {},
    more = {},
    io = {},
  }: {
    readonly kept?: Readonly<Record<string, CheckResult>>;
    readonly now?: Readonly<Record<string, CheckResult>>;
    readonly more?: Readonly<Record<string, string>>;
    readonly io?: Partial<CliProcess>;
  } = {},
) {
  const files = { 'config/caretaker.yaml': '{}', ...site('shop'), ...site('club'), ...more };
  const cwd = await folderWith(files);
  if (Object.keys(kept).length > 0) {
    const store = openStore(join(cwd, 'data/caretaker.db'), { clock });
    const results = Object.entries(kept).map(([id, result]) => ({
      ...{ site: id, result, intervalMs: 21_600_000 },
    }));
    await store.commit({ results }, 'durable');
    await store.close();
  }
  const looked: string[] = [];
  const app: Pick<App, 'clock' | 'visit' | 'maskSecrets'> = {
    clock,
    maskSecrets: () => (planned: PlannedCheck) => planned,
    visit: async ({ id }) => {
      looked.push(id ?? '');
      const result = now[id ?? ''];
      return result ? [result] : [];
    },
  };
  const process = memoryProcess({ cwd, ...io });
  const source = { config: 'config', checks: [check], ...modules, targetAllowed };
  const code = await advisories({ args: {}, options, source, app }, process);
  return { cwd, code, looked, out: process.out(), err: process.err() };
}

const bothKept = {
  shop: resultWith(ago(2), [forms, assessed('akismet', '5.3')]),
  club: resultWith(ago(30), [assessed('akismet', '5.3.5')]),
};

describe('caretaker advisories', () => {
  it('shows every advisory of every site, by what is kept, with its age', async () => {
    const { code, looked, out } = await run({ format: 'table' }, { kept: bothKept });
    expect(out).toBe(
      [
        'DANGER    ADVISORY       COMPONENT  VERSION  FIXED IN  SITE  SEEN     WHAT',
        'high 8.8  CVE-2026-0002  forms      2.0      2.1       shop  2 h ago  Stored cross-site scripting',
        '2 sites known: 1 with advisories',
        '',
      ].join('\n'),
    );
    expect([code, looked]).toEqual([0, []]);
  });

  it('shows who has a component below a version', async () => {
    const options = { component: 'akismet', below: '5.3.1', format: 'table' };
    const { code, out } = await run(options, { kept: bothKept });
    expect(out).toBe(
      [
        'SITE  COMPONENT  KIND    VERSION  ACTIVE  STATUS   UPDATE TO  SEEN     ADVISORIES',
        'shop  akismet    plugin  5.3      yes     current  -          2 h ago  -',
        '2 sites known: 1 with `akismet` below 5.3.1',
        '',
      ].join('\n'),
    );
    expect(code).toBe(0);
  });

  it('names apart who may have it', async () => {
    const kept = { ...bothKept, club: resultWith(ago(1), [assessed('akismet', null)]) };
    const options = { component: 'akismet', below: '5.3.1', format: 'table' };
    const { out } = await run(options, { kept });
    expect(out).toContain('Cannot tell:\nSITE');
    expect(out).toMatch(/^club {2}akismet +plugin +\? /m);
    expect(out).toContain('2 sites known: 1 with `akismet` below 5.3.1, perhaps 1 more\n');
  });

  it('knows the name that was most likely meant', async () => {
    const { out } = await run({ component: 'akismt', format: 'table' }, { kept: bothKept });
    expect(out).toBe('2 sites known: 0 with `akismt`\nDid you mean `akismet`?\n');
  });

  it('is JSON when piped', async () => {
    const { out } = await run({ component: 'forms' }, { kept: bothKept });
    expect(JSON.parse(out)).toMatchObject({
      schemaVersion: 1,
      asked: { component: 'forms', below: null, severity: null, site: null },
      matches: [
        {
          site: { id: 'shop', url: 'https://shop.example/', platform: 'wordpress' },
          takenAt: ago(2),
          component: { kind: 'plugin', slug: 'forms', version: '2.0', advisories: [hole] },
        },
      ],
      cannotTell: [],
      sites: [
        { site: { id: 'club' }, origin: 'kept', components: 1, reason: null },
        { site: { id: 'shop' }, origin: 'kept', components: 2, reason: null },
      ],
    });
  });
});

describe('a site that nobody has looked at', () => {
  const shop = { shop: bothKept.shop };
  const now = { club: resultWith(ago(0), [forms]), shop: resultWith(ago(0), []) };

  it('is looked at now', async () => {
    const { looked, out, code } = await run({ format: 'table' }, { kept: shop, now });
    expect(looked).toEqual(['club']);
    expect(out).toMatch(/^high 8\.8 .* club {2}now /m);
    expect(code).toBe(0);
  });

  it('is looked at together with all others where fresh answers are wanted', async () => {
    const { looked, out } = await run({ fresh: true, format: 'table' }, { kept: shop, now });
    expect(looked).toEqual(['club', 'shop']);
    expect(out).not.toContain('2 h ago');
  });

  it('is said to be unknown where only what is kept is wanted', async () => {
    const { looked, out, code } = await run({ kept: true, format: 'table' }, { kept: shop, now });
    expect(looked).toEqual([]);
    expect(out).toContain('club: not known: nobody has looked yet;');
    expect(code).toBe(3);
  });

  it('is said to be unknown, with the reason, where it cannot be looked at', async () => {
    const failed: CheckResult = {
      ...resultWith(ago(0), []),
      outcome: 'errored',
      reason: 'Every route failed.',
    };
    const { components: _, ...errored } = failed;
    const { out, code } = await run({ format: 'table' }, { kept: shop, now: { club: errored } });
    expect(out).toContain('club: not known: Every route failed.\n');
    expect(out).toContain('1 site known: 1 with advisories\n');
    expect(code).toBe(3);
  });

  it('is not asked where config wants no look at it', async () => {
    const more = {
      ...site('club', 'platform: other'),
      ...site('pub', 'platform: wordpress\nchecks: { outdated-plugins: false }'),
    };
    const { looked, out, code } = await run({ format: 'table' }, { kept: shop, more });
    expect(looked).toEqual([]);
    expect(out).toContain('club: not asked: config names no platform whose components are known\n');
    expect(out).toContain('pub: not asked: config switches the check outdated-plugins off\n');
    expect(code).toBe(0);
  });

  it('leaves no store behind where only what is kept is wanted, and there is none', async () => {
    const { cwd, out, code } = await run({ kept: true, format: 'table' });
    expect(existsSync(join(cwd, 'data'))).toBe(false);
    expect(out).toContain('0 sites known: 0 with advisories\n');
    expect(code).toBe(3);
  });
});

describe('a question that makes no sense', () => {
  it.each([
    [{ below: '1.0' }, '--below needs --component: versions of which plugin, module or package?'],
    [{ kept: true, fresh: true }, '--kept and --fresh contradict each other'],
    [{ component: ' ' }, '--component: name one, such as akismet'],
    [{ component: 'akismet', below: '' }, '--below: name a version, such as 1.2.3'],
    [{ component: 'akismet', below: 'soon' }, '--below soon: name a version, such as 1.2.3'],
    [{ site: 'shp' }, 'unknown site `shp`. Did you mean `shop`? Known sites: club, shop'],
  ])('is refused: %j', async (options, why) => {
    const { code, err, looked } = await run(options);
    expect([code, err, looked]).toEqual([2, `caretaker: ${why}\n`, []]);
  });
});

it('nothing that a site says steers the terminal', async () => {
  const evil = assessed('evil\u001b[2J', '1.0', {
    advisories: [advisory(plugin('evil', '1.0'), 'CVE\u001b]0;x\u0007', null)],
  });
  const kept = { shop: resultWith(ago(1), [evil]), club: resultWith(ago(1), []) };
  for (const format of ['table', 'json']) {
    const { out } = await run({ format }, { kept });
    expect(out).not.toContain('\u001b');
    expect(out).not.toContain('\u0007');
  }
});
