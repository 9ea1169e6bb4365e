// How far the performance score of one heavy page differs from measurement to measurement, each the
// median of three runs, while an agent watches sites on the same machine:
// `node bench/page-audit/score-spread.ts --monitors 1000 --repeats 5`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { spreadOf } from '../../src/analysis/performance/median-run.ts';
import { createBrowsers } from '../../src/browser/host/browsers.ts';
import type { MeasuredPage } from '../../src/core/artifacts/lighthouse-report.ts';
import type { BrowserService } from '../../src/core/browser-service.ts';
import { memoryFeedCache } from '../../src/core/memory-feed-cache.ts';
import { siteOfUrl } from '../../src/core/site.ts';
import { noAccess } from '../../src/core/site-access.ts';
import lighthouseReport from '../../src/gather/lighthouse-report.ts';
import { type Child, startAgent, startScript } from '../agent/child.ts';
import { writePractice, writeSites } from '../agent/config-folder.ts';

const everyMs = 20_000;
const warmUpMs = 40_000;

/** What came of the measurements: a score each, and how many of them were marked as noisy. */
export interface ScoreSpread {
  readonly scores: readonly number[];
  /** Points between the highest and the lowest of them. */
  readonly spread: number;
  readonly noisy: number;
}

/** Measures the page so many times, beside an agent with so many monitors. */
export async function measureScoreSpread(monitors: number, repeats: number): Promise<ScoreSpread> {
  const shop = startScript(new URL('heavy-page.ts', import.meta.url));
  const browsers = createBrowsers();
  const watching = monitors === 0 ? null : await startWatching(monitors);
  try {
    const url = `http://127.0.0.1:${await shop.ask<number>('port', 'port')}/`;
    const pages: MeasuredPage[] = [];
    for (let repeat = 0; repeat < repeats; repeat += 1) pages.push(await measure(url, browsers));
    const scores = pages.flatMap(({ runs, median }) => runs[median]?.score ?? []);
    const noisy = pages.filter((page) => page.noisy).length;
    return { scores, spread: spreadOf(scores.map((score) => ({ score }))), noisy };
  } finally {
    await Promise.all([browsers.close(), watching?.stop(), shop.stop()]);
  }
}

async function measure(url: string, browser: BrowserService): Promise<MeasuredPage> {
  const params = { url, device: 'mobile', runs: 3 } as const;
  const result = await lighthouseReport.gather(params, {
    site: siteOfUrl(url, ['127.0.0.0/8']),
    clock: { now: () => Date.now(), monotonic: () => performance.now() },
    signal: new AbortController().signal,
    trace: () => {},
    access: noAccess,
    platforms: () => Promise.resolve([]),
    feeds: () => Promise.resolve([]),
    feedCache: memoryFeedCache(),
    browser,
    progress: () => {},
    asked: [],
    need: ({ artifact }) => Promise.reject(new Error(`nobody brings ${artifact}`)),
  });
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message}`);
  if (!result.value.loaded) throw new Error(result.value.reason);
  return result.value;
}

/** An agent that looks at so many sites every 20 s, and has done so for a while. */
async function startWatching(monitors: number): Promise<Pick<Child, 'stop'>> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-spread-'));
  const target = startScript(new URL('../agent/target.ts', import.meta.url));
  const port = await target.ask<number>('port', 'port');
  const ids = Array.from({ length: monitors }, (_, index) => `site-${index}`);
  const sites = ids.map((id) => ({ id, url: `http://127.0.0.1:${port}/page/agent/${id}` }));
  await writePractice(folder);
  writeSites(folder, sites, `${everyMs / 1000}s`);
  const agent = startAgent(folder, 'ignore');
  await sleep(warmUpMs);
  return {
    stop: async () => {
      await Promise.all([agent.stop(), target.stop()]);
      rmSync(folder, { recursive: true });
    },
  };
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      monitors: { type: 'string', default: '1000' },
      repeats: { type: 'string', default: '5' },
    },
  });
  const { scores, spread, noisy } = await measureScoreSpread(
    Number(values.monitors),
    Number(values.repeats),
  );
  process.stdout.write(
    `scores ${scores.join(' ')}: ${spread} points apart (goal: 3), ${noisy} of ${scores.length} noisy\n`,
  );
}
