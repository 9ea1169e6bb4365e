import { describe, expect, it } from 'vitest';
import type { HttpExchangeParams } from '../../src/core/artifacts/http-exchange.ts';
import { request } from '../../src/core/check.ts';
import { noMemory } from '../../src/core/check-memory.ts';
import type { CheckResult } from '../../src/core/result.ts';
import { visit } from '../../src/engine/visit.ts';
import { result as checkResult, finding } from '../support/check-runs.ts';
import { exchange, type Gather, outcomes, page, ports, sample, site } from '../support/visits.ts';

const answer: Gather = async () => exchange;
const never: Gather = () => new Promise(() => {});

describe('a visit gathers each artifact once', () => {
  it('for two checks that ask for it with their parameters in another order', async () => {
    const asked: HttpExchangeParams[] = [];
    const reversed = Object.fromEntries(Object.entries(page).reverse()) as typeof page;
    const results = await visit(
      site,
      [
        sample('one'),
        sample('two', { params: reversed }),
        sample('three', { params: { ...page, method: 'HEAD' } }),
      ],
      ports(async (params) => {
        asked.push(params);
        return exchange;
      }),
    );
    expect(asked.map(({ method }) => method)).toEqual(['GET', 'HEAD']);
    expect(outcomes(results)).toEqual({ one: 'passed', two: 'passed', three: 'passed' });
  });

  it('also where another gatherer needs it', async () => {
    let gatherings = 0;
    const inner = { ...page, method: 'HEAD' } as const;
    await visit(
      site,
      [sample('one'), sample('two', { params: inner })],
      ports(async ({ method }, { need }) => {
        gatherings += 1;
        if (method === 'GET') await need(request('http-exchange', inner));
        return exchange;
      }),
    );
    expect(gatherings).toBe(2);
  });

  it('and again on the next visit', async () => {
    let gatherings = 0;
    const all = ports(async () => {
      gatherings += 1;
      return exchange;
    });
    await visit(site, [sample('one')], all);
    await visit(site, [sample('one')], all);
    expect(gatherings).toBe(2);
  });
});

describe('what nobody waits for any more', () => {
  it('is stopped when the last deadline has passed', async () => {
    const signals: AbortSignal[] = [];
    await visit(
      site,
      [sample('one', { timeout: '20ms' }), sample('two', { timeout: '40ms' })],
      ports((_params, { signal }) => {
        signals.push(signal);
        return new Promise(() => {});
      }),
    );
    expect(signals).toHaveLength(1);
    expect(signals[0]?.reason).toMatchObject({ name: 'TimeoutError' });
  });

  it('is stopped with the run, and every check says so', async () => {
    const controller = new AbortController();
    const results = visit(
      site,
      [sample('one'), sample('two', { lane: 'logs' })],
      ports(never, { signal: controller.signal }),
    );
    controller.abort();
    expect(outcomes(await results)).toEqual({
      one: 'The run was stopped before it had finished. Run it again.',
      two: 'The run was stopped before it had finished. Run it again.',
    });
  });

  it('is not begun where the run was stopped before, whatever the reason', async () => {
    let gatherings = 0;
    const count: Gather = async () => {
      gatherings += 1;
      return exchange;
    };
    const results = await visit(
      site,
      [sample('one')],
      ports(count, { signal: AbortSignal.abort('enough') }),
    );
    expect(outcomes(results).one).toContain('The run was stopped');
    expect(gatherings).toBe(0);
  });
});

describe('results', () => {
  /** `slow` takes longer than `fast`. */
  const bySpeed: Gather = async ({ method }) => {
    await new Promise((resolve) => setTimeout(resolve, method === 'GET' ? 60 : 0));
    return exchange;
  };
  const slow = sample('slow');
  const fast = sample('fast', { params: { ...page, method: 'HEAD' } });

  it('come in the order that was asked, and each is told as soon as it is there', async () => {
    const told: string[] = [];
    const onResult = ({ check }: CheckResult) => told.push(check);
    const results = await visit(site, [slow, fast], ports(bySpeed, { onResult }));
    expect(results.map(({ check }) => check)).toEqual(['slow', 'fast']);
    expect(told).toEqual(['fast', 'slow']);
  });

  it('say when the check began and how long it took', async () => {
    let monotonic = 0;
    const clock = { now: () => Date.UTC(2026, 10, 23, 2), monotonic: () => (monotonic += 7) };
    const [result] = await visit(site, [slow], ports(bySpeed, { clock }));
    expect(result).toMatchObject({ startedAt: '2026-11-23T02:00:00.000Z', durationMs: 7 });
  });

  it('are explained in the trace, with the stack of whatever was thrown', async () => {
    const lines: string[] = [];
    const trace = (step: string, text: string) => lines.push(`${step} ${text}`);
    const broken = sample('broken', {
      evaluate: () => {
        throw new Error('a typo');
      },
    });
    await visit(site, [fast, broken], ports(bySpeed, { trace }));
    expect(lines).toContain('decision fast: passed, 0 findings');
    expect(
      lines.find((line) => line.startsWith('error broken: Error: a typo\n    at ')),
    ).toBeDefined();
  });

  it('rest on what is remembered of the same check', async () => {
    const asked: string[] = [];
    const memory = (check: string) => {
      asked.push(check);
      return { previous: null, baseline: () => 12, state: { seen: 3 } };
    };
    const remembering = sample('one', {
      evaluate: (_answers, _options, { baseline, state, site: of }) => ({
        findings: [],
        labels: { memory: JSON.stringify([baseline('totalMs'), state, of.url]) },
      }),
    });
    const [result] = await visit(site, [remembering], ports(answer, { memory }));
    expect(asked).toEqual(['one']);
    expect(result?.labels.memory).toBe('[12,{"seen":3},"https://shop.example/"]');
  });

  it('are compared with the one before, and carry what the check keeps', async () => {
    const previous = checkResult({ check: 'one', findings: [finding()] });
    const remembering = sample('one', { evaluate: () => ({ findings: [], state: { seen: 4 } }) });
    const memory = async () => ({ ...noMemory, previous });
    const [result] = await visit(site, [remembering], ports(answer, { memory }));
    expect(result?.changes).toMatchObject({ since: previous.startedAt, fixed: [{}] });
    expect(result?.state).toEqual({ seen: 4 });
  });
});
