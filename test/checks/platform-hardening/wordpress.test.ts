import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { request } from '../../../src/core/check.ts';
import type { GatherContext } from '../../../src/core/gatherer.ts';
import type { CheckResult } from '../../../src/core/result.ts';
import { siteOfUrl } from '../../../src/core/site.ts';
import { loadCheck, loadGatherer } from '../../../src/engine/discover.ts';
import { createLanes } from '../../../src/engine/lanes.ts';
import { visit } from '../../../src/engine/visit.ts';
import { detectors } from '../../platforms/detection.ts';
import { gatherContext } from '../../support/gather-context.ts';
import { wordpressOfFile } from '../../support/wordpress.ts';

const wordpress = wordpressOfFile();
const limit = 60_000;

const context = (): GatherContext =>
  gatherContext({
    site: siteOfUrl(wordpress().url, ['127.0.0.0/8']),
    platforms: async () => detectors,
    need: async ({ artifact, params }) => (await loadGatherer(artifact)).gather(params, context()),
  });

async function resultOf(id: string): Promise<CheckResult> {
  const check = await loadCheck(id);
  const { site, clock, signal, trace, access, platforms, feeds, feedCache, browser, progress } =
    context();
  const [result] = await visit(site, [{ check, options: check.options.defaults }], {
    clock,
    lanes: createLanes(),
    loadGatherer,
    services: { access, platforms, feeds, feedCache, browser, progress },
    signal,
    trace,
    memory: () => ({ previous: null, baseline: () => null, state: null }),
  });
  if (!result) throw new Error('one check has one result');
  return result;
}

/** Does something while a file of the site says this; afterwards all is as before. */
async function withFile<Result>(
  name: string,
  text: string,
  act: () => Promise<Result>,
): Promise<Result> {
  const path = join(wordpress().folder, name);
  const before = await readFile(path, 'utf8').catch(() => null);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  return act().finally(() => (before === null ? rm(path) : writeFile(path, before)));
}

const seen = ({ findings }: CheckResult) =>
  findings.map(({ rule, evidence }) => `${rule}: ${evidence}`).sort();

const always = [
  'shipped-document-exposed: the readme of WordPress',
  'users-enumerable: the REST API lists 1 of them; /?author=1 leads to an address with the name of user 1; the sitemap of users lists 1',
  expect.stringMatching(/^xmlrpc-exposed: it offers \d\d methods, pingback\.ping among them$/),
];

it.each(['/%postname%/', ''])(
  'is recognised with the permalinks “%s”, version and REST root included',
  async (permalinks) => {
    const { url, version, setPermalinks } = wordpress();
    await setPermalinks(permalinks);
    const found = await context().need(request('platform-detection', { url }));
    expect(found).toMatchObject({
      ok: true,
      value: {
        candidates: [{ platform: 'wordpress', version, confidence: 100 }],
        restRoot: permalinks === '' ? `${url}index.php?rest_route=/` : `${url}wp-json/`,
      },
    });
  },
  limit,
);

it(
  'shows strangers what a plain WordPress shows, and no more',
  async () => {
    await wordpress().setPermalinks('/%postname%/');
    const result = await resultOf('platform-hardening');
    expect(result).toMatchObject({ outcome: 'failed', labels: { platform: 'wordpress' } });
    expect(seen(result)).toEqual(always);
  },
  limit,
);

it(
  'shows strangers what was left lying about',
  async () => {
    const config = await readFile(join(wordpress().folder, 'wp-config.php'), 'utf8');
    const log = '[23-Nov-2026 08:00:01 UTC] PHP Notice:  x in /srv/x.php on line 1\n';
    const result = await withFile('wp-config.php~', config, () =>
      withFile('wp-content/debug.log', log, () =>
        withFile('.git/HEAD', 'ref: refs/heads/main\n', () => resultOf('platform-hardening')),
      ),
    );
    expect(seen(result)).toEqual([
      expect.stringMatching(/^configuration-exposed: PHP source with .*DB_USER \(4 characters\)/),
      'debug-log-exposed: an entry of 23-Nov-2026: PHP Notice …',
      'repository-exposed: it says “ref: refs/heads/main”',
      ...always,
    ]);
  },
  limit,
);

it(
  'tells its three troubles apart',
  async () => {
    const titleOf = async () => {
      const { findings } = await resultOf('uptime');
      return findings.map(({ title, where }) => `${where.component}: ${title}`);
    };
    expect(await titleOf()).toEqual([]);
    // A drop-in would be shown in place of WordPress's own words.
    await rm(join(wordpress().folder, 'wp-content/maintenance.php'));
    expect(await withFile('.maintenance', '<?php $upgrading = time();', titleOf)).toEqual([
      expect.stringContaining('wordpress-maintenance: The site answers 503: WordPress is in'),
    ]);
    const broken = 'wp-content/mu-plugins/broken.php';
    expect(await withFile(broken, '<?php nowhere();', titleOf)).toEqual([
      'wordpress-critical-error: The site answers 500: WordPress met a fatal PHP error',
    ]);
    const config = await readFile(join(wordpress().folder, 'wp-config.php'), 'utf8');
    const elsewhere = config.replace(/'localhost:[^']+'/, "'localhost:/nowhere.sock'");
    expect(await withFile('wp-config.php', elsewhere, titleOf)).toEqual([
      'wordpress-database: The site answers 500: WordPress cannot reach its database',
    ]);
  },
  limit,
);
