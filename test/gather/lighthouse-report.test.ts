import { describe, expect, it } from 'vitest';
import { type Gathered, gathered, notGathered } from '../../src/core/artifacts/failure.ts';
import type {
  LighthouseReport,
  LighthouseRun,
} from '../../src/core/artifacts/lighthouse-report.ts';
import type { BrowserService } from '../../src/core/browser-service.ts';
import type { FailureCode } from '../../src/core/failure-codes.ts';
import type { GatherContext } from '../../src/core/gatherer.ts';
import lighthouseReport from '../../src/gather/lighthouse-report.ts';
import lighthouseReports from '../../src/gather/lighthouse-reports.ts';
import { gatherContext } from '../support/gather-context.ts';
import { measuredPage, measuredRun, noField } from '../support/lighthouse.ts';

const url = 'https://shop.example/';
const params = { url, device: 'mobile', runs: 3 } as const;

/** Browsers that answer with these runs, one after another, and no more. */
function answering(...runs: readonly Gathered<LighthouseRun>[]) {
  const asked: unknown[] = [];
  const browser = {
    run: (kind: string, job: object) => {
      const answer = runs[asked.length];
      asked.push({ kind, ...job });
      return Promise.resolve(answer ?? failing('internal', 'asked too often'));
    },
    close: () => Promise.resolve(),
  } as BrowserService;
  return { browser, asked };
}

const run = (score: number, benchmarkIndex = 2600) =>
  gathered<LighthouseRun>(measuredRun({ score, benchmarkIndex, html: `<p>${score}` }));
const failing = (code: FailureCode, message = 'it broke') =>
  notGathered<LighthouseRun>({ code, message });

async function measured(browser: BrowserService, context: Partial<GatherContext> = {}) {
  const result = await lighthouseReport.gather(params, gatherContext({ browser, ...context }));
  if (!result.ok || !result.value.loaded) throw new Error(JSON.stringify(result));
  return result.value;
}

const scoresOf = ({ runs }: { runs: readonly { readonly score: number }[] }) =>
  runs.map(({ score }) => score);

describe('a Lighthouse report', () => {
  it('is made of as many runs as were asked for, of which the median speaks', async () => {
    const { browser, asked } = answering(run(60), run(90), run(70));
    const report = await measured(browser);
    expect(scoresOf(report)).toEqual([60, 90, 70]);
    expect(report).toMatchObject({ median: 2, repeated: 0, noisy: false });
    expect(asked).toEqual(Array(3).fill({ kind: 'lighthouse', url, device: 'mobile', html: true }));
  });

  it('keeps the page of the median run alone', async () => {
    const report = await measured(answering(run(60), run(90), run(70)).browser);
    expect(report.runs.map(({ html }) => html)).toEqual([null, null, '<p>70']);
  });

  it('says which run is made', async () => {
    const steps: string[] = [];
    const { browser } = answering(run(60), run(90), run(70, 900), run(71));
    await measured(browser, { progress: (step) => steps.push(step) });
    expect(steps).toEqual([
      'lighthouse mobile 1 of 3',
      'lighthouse mobile 2 of 3',
      'lighthouse mobile 3 of 3',
      'lighthouse mobile 3 of 3 (again: this machine was busy)',
    ]);
  });

  it('tells a page that does not load at once', async () => {
    const page = { loaded: false, reason: 'the server answers with an error (503)' } as const;
    const { browser, asked } = answering(gathered<LighthouseRun>(page), run(90));
    const result = await lighthouseReport.gather(params, gatherContext({ browser }));
    expect(result).toEqual(gathered<LighthouseReport>(page));
    expect(asked).toHaveLength(1);
  });
});

describe('a busy machine', () => {
  it('has its runs repeated, at most twice in all', async () => {
    const { browser, asked } = answering(
      run(60, 2600),
      run(30, 900),
      run(62),
      run(31, 900),
      run(61),
    );
    const report = await measured(browser);
    expect(scoresOf(report)).toEqual([60, 62, 61]);
    expect(report).toMatchObject({ repeated: 2, noisy: false });
    expect(asked).toHaveLength(5);
  });

  it('makes a noisy report where it stays busy', async () => {
    const busy = [run(30, 900), run(31, 1000), run(32, 950), run(33, 910)];
    const report = await measured(answering(run(60), ...busy).browser);
    expect(scoresOf(report)).toEqual([60, 31, 32]);
    expect(report).toMatchObject({ repeated: 2, noisy: true });
  });

  it('is found out by a later run', async () => {
    const { browser } = answering(run(30, 1000), run(60, 2600), run(61, 2500), run(62, 2550));
    expect(scoresOf(await measured(browser))).toEqual([60, 61, 62]);
  });

  it('is known by what the same browsers did before', async () => {
    const runs = [run(60), run(60), run(60)];
    const { browser } = answering(...runs, ...Array(5).fill(run(30, 900)));
    await measured(browser);
    expect(await measured(browser)).toMatchObject({ noisy: true });
  });
});

describe('a run that fails', () => {
  it('through our own fault is repeated once', async () => {
    const { browser } = answering(run(60), failing('browser-lost'), run(61), run(62));
    expect(scoresOf(await measured(browser))).toEqual([60, 61, 62]);
    const { browser: twice } = answering(
      failing('browser-lost'),
      run(61),
      failing('audit-too-long', 'it spins'),
    );
    expect(await lighthouseReport.gather(params, gatherContext({ browser: twice }))).toEqual(
      notGathered({ code: 'audit-too-long', message: 'it spins' }),
    );
  });

  it.each(['connection-refused', 'host-not-resolved', 'browser-missing'] as const)(
    'for good (%s) is not repeated',
    async (code) => {
      const { browser, asked } = answering(failing(code), run(60), run(60), run(60));
      const result = await lighthouseReport.gather(params, gatherContext({ browser }));
      expect(result).toMatchObject({ ok: false, failure: { code } });
      expect(asked).toHaveLength(1);
    },
  );

  it('because the run was stopped is not repeated', async () => {
    const { browser, asked } = answering(failing('cancelled'), run(60));
    const context = gatherContext({ browser, signal: AbortSignal.abort() });
    expect(await lighthouseReport.gather(params, context)).toMatchObject({ ok: false });
    expect(asked).toHaveLength(1);
  });
});

it('pages are measured one after the other, each on each device', async () => {
  const order: string[] = [];
  let underWay = 0;
  const need = (async ({ artifact, params: { url: page, device } }) => {
    underWay += 1;
    expect(underWay).toBe(1);
    order.push(`${artifact} ${device} ${page}`);
    await new Promise((resolve) => setImmediate(resolve));
    underWay -= 1;
    return artifact === 'field-data' ? gathered(noField) : measuredPage();
  }) as (request: { artifact: string; params: { url: string; device: string } }) => unknown;
  const pages = [url, `${url}shop`];
  const result = await lighthouseReports.gather(
    { pages, devices: ['mobile', 'desktop'], runs: 1 },
    gatherContext({ need: need as GatherContext['need'] }),
  );
  expect(result.ok && result.value.measured).toHaveLength(4);
  expect(order.filter((step) => step.startsWith('lighthouse-report'))).toEqual([
    `lighthouse-report mobile ${url}`,
    `lighthouse-report desktop ${url}`,
    `lighthouse-report mobile ${url}shop`,
    `lighthouse-report desktop ${url}shop`,
  ]);
});
