import { describe, expect, test } from 'vitest';
import { keyOf, watchedChecks } from '../../src/agent/watched.ts';
import { createApp } from '../../src/app.ts';
import { runCommandLine } from '../../src/cli/program.ts';
import { configSourceWithHolidays } from '../../src/cli/sources.ts';
import { loadConfig } from '../../src/config/load.ts';
import type { AssessedComponent } from '../../src/core/assessed-component.ts';
import { Pipeline } from '../../src/engine/pipeline.ts';
import { Writer } from '../../src/engine/writer.ts';
import { incidentIds } from '../../src/incidents/ids.ts';
import { agentStore } from '../store/support/temp-store.ts';
import { escalation } from '../stories/support/practice.ts';
import { memoryProcess } from '../support/cli-process.ts';
import { folderWith } from '../support/config-folder.ts';
import { FastClock } from '../support/fast-clock.ts';
import { wordpressOfFile } from '../support/wordpress.ts';
import { cve, next, wordpressMirror } from '../support/wordpress-mirror.ts';

const wordpress = wordpressOfFile();
const app = createApp();
const feeds = (await app.feeds()).map(({ id }) => id);
const timeout = 60_000;
const minute = 60_000;

interface Options {
  /** Whether the mirror's folder is there. */
  readonly mirror?: boolean;
  /** Lines of the site's file. */
  readonly site?: string;
}

/** A practice that looks after the real WordPress, and asks nobody but a folder of saved answers. */
async function practice({ mirror = true, site = '' }: Options = {}) {
  const { url, admin } = wordpress();
  const settings = feeds.map((id) =>
    id === 'wpscan' ? `  ${id}: { off: true }\n` : `  ${id}: { mirror: ../mirror/${id} }\n`,
  );
  const cwd = await folderWith({
    'config/caretaker.yaml': `feeds:\n${settings.join('')}`,
    'config/sites/harbour.yaml': `url: ${url}
platform: wordpress
package: always-on
network: { allowPrivate: ["127.0.0.0/8"] }
credentials:
  wordpress:
    username: ${admin.username}
    applicationPassword: \${HARBOUR_PASSWORD}
${site}
`,
    ...(mirror ? wordpressMirror(wordpress(), Date.now()) : {}),
  });
  const env = { HARBOUR_PASSWORD: admin.applicationPassword };
  return {
    place: { cwd, env },
    caretaker: async (...args: readonly string[]) => {
      const io = memoryProcess({ cwd, env });
      const code = await runCommandLine(args, io);
      return { code, out: io.out(), err: io.err() };
    },
  };
}

const byKey = (components: readonly AssessedComponent[]) =>
  Object.fromEntries(components.map((one) => [`${one.kind}/${one.slug}`, one.status]));

describe('caretaker check of a real WordPress', { timeout }, () => {
  const check = ['check', 'harbour', 'outdated-plugins', 'platform-hardening', '--format'];

  test('prints what is dangerous first, and for each what to do', async () => {
    const { caretaker } = await practice();
    const { code, out, err } = await caretaker(...check, 'table');
    const { versions, version } = wordpress();
    expect([code, err]).toEqual([1, '']);
    const lines = out.replaceAll(/\u001b\[\d+m/g, '').split('\n');
    const rows = lines.flatMap(
      (line) => /^ {2}([a-z-]+) +(?:plugin|core|theme|runtime) /.exec(line)?.[1] ?? [],
    );
    expect(rows).toEqual([
      'akismet',
      'wordpress',
      'http-authentication',
      'php',
      'xrds-simple',
      'twentytwentythree',
      'harbour-badge',
      'harbour-tools',
    ]);
    const text = lines.map((line) => line.trim()).join(' ');
    const akismet = next(versions.akismet);
    expect(text).toContain(`${cve} (CVSS 9.8, exploited, fixed in ${akismet}) Akismet`);
    expect(text).toContain(`Run \`wp plugin update akismet --version=${akismet}\``);
    expect(text).toContain(`WordPress.org warns against running ${version}.`);
    expect(text).toContain('delete it, by `wp plugin delete http-authentication`');
    expect(text).toContain(
      'harbour-badge, harbour-tools: WordPress.org has no plugin of this name.',
    );
    expect(text).toContain('WPScan is switched off');
    expect(text).toContain('XML-RPC is open');
    // Addresses are never broken.
    const tooLong = lines.filter((line) => line.length > 80 && !line.includes('https://'));
    expect(tooLong).toEqual([]);
  });

  test('by its folder knows must-use plugins and drop-ins, and not what is switched on', async () => {
    const site = `inventory: { routes: [folder], folder: "${wordpress().folder}" }`;
    const { caretaker } = await practice({ site });
    const { code, out } = await caretaker(
      'check',
      'harbour',
      'outdated-plugins',
      '--format',
      'json',
    );
    expect(code).toBe(1);
    const [result] = JSON.parse(out).results;
    expect(byKey(result.components)).toMatchObject({
      'plugin/akismet': 'insecure',
      'core/wordpress': 'insecure',
      'plugin/harbour-tools': 'unknown',
      'plugin/harbour-loader': 'unknown',
      'plugin/maintenance.php': 'unknown',
    });
    expect(result.components).toContainEqual(
      expect.objectContaining({ slug: 'akismet', source: 'folder', active: null }),
    );
  });

  test('without any feed has the inventory, and says once of each feed why the rest is unknown', async () => {
    const { caretaker } = await practice({ mirror: false });
    const { code, out } = await caretaker(
      'check',
      'harbour',
      'outdated-plugins',
      '--format',
      'json',
    );
    const [result] = JSON.parse(out).results;
    expect([code, result.outcome]).toEqual([0, 'incomplete']);
    expect(new Set(Object.values(byKey(result.components)))).toEqual(new Set(['unknown']));
    expect(result.metrics).toMatchObject({ components: 8, unknown: 8, outdated: 0, insecure: 0 });
    const rules = result.findings.map(({ rule }: { readonly rule: string }) => rule);
    expect(rules.filter((rule: string) => rule === 'component-unknown')).toHaveLength(1);
    expect(rules.filter((rule: string) => rule === 'feed-unreadable')).toHaveLength(4);
    const { out: table } = await caretaker(
      'check',
      'harbour',
      'outdated-plugins',
      '--format',
      'table',
    );
    expect(table.match(/^ {2}akismet /gm)).toHaveLength(1);
    expect(table.match(/Do: .*whether the service answers/g)).toHaveLength(1);
  });
});

test('caretaker inventory and advisories answer for it', { timeout }, async () => {
  const { caretaker } = await practice();
  const { versions, version } = wordpress();
  const inventory = await caretaker('inventory', 'harbour', '--format', 'json');
  expect(inventory.code).toBe(0);
  const { components } = JSON.parse(inventory.out);
  expect(components[0]).toMatchObject({
    ...{ kind: 'plugin', slug: 'akismet', version: versions.akismet, active: true },
    ...{ source: 'rest', confidence: 100, latest: next(versions.akismet), status: 'insecure' },
    advisories: [{ id: cve, cvss: 9.8, exploited: true }],
  });
  expect(components).toContainEqual(
    expect.objectContaining({ kind: 'core', slug: 'wordpress', version, status: 'insecure' }),
  );
  const asked = ['advisories', '--component', 'akismet', '--below', '99', '--format', 'json'];
  const advisories = await caretaker(...asked);
  expect(advisories.code).toBe(0);
  expect(JSON.parse(advisories.out).matches).toMatchObject([
    { site: { id: 'harbour' }, component: { slug: 'akismet', version: versions.akismet } },
  ]);
});

test('an exploited plugin is a P1 with its clocks at once; the rest is left to the audit', {
  timeout,
}, async () => {
  const { place } = await practice();
  const io = memoryProcess(place);
  const source = await configSourceWithHolidays({ options: {} }, io);
  const loaded = await loadConfig('config', { ...source, ...place });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const { config } = loaded;
  const [found] = config.sites;
  const check = source.checks.find(({ meta }) => meta.id === 'outdated-plugins');
  const watched = watchedChecks(config, source.checks, Date.now()).get(
    keyOf('harbour', 'outdated-plugins'),
  );
  if (!found || !check || !watched) throw new Error('config has the site and the check');
  const [result] = await app.visit(found.site, [{ check, options: check.options.defaults }], {
    signal: new AbortController().signal,
    access: found.access,
  });
  if (!result) throw new Error('one check has one result');

  const clock = new FastClock(result.startedAt);
  const { store } = agentStore(undefined, clock);
  const pipeline = new Pipeline([], {
    clock,
    writer: new Writer({
      store,
      after: clock.timer,
      faultOf: () => null,
      onUnsaved: () => {},
      onFault: (error) => {
        throw error;
      },
    }),
    ids: incidentIds(clock, () => false),
    escalation: () => escalation,
    wishes: () => ({ silences: [], acceptances: [] }),
    watched: () => watched,
    recheck: () => {},
    onChange: () => {},
    wake: () => {},
  });
  await pipeline.take(watched, result);

  const incidents = await store.incidents.list();
  expect(incidents).toHaveLength(1);
  const [incident] = incidents;
  const openedAt = incident?.openedAt ?? 0;
  expect(incident).toMatchObject({
    priority: 'P1',
    respondBy: openedAt + 30 * minute,
    resolveBy: openedAt + 240 * minute,
  });
  expect(JSON.stringify(incident)).toContain(cve);
  expect(result.findings.filter(({ verdict }) => verdict === 'failed').length).toBeGreaterThan(4);
});
