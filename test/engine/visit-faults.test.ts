import { describe, expect, it } from 'vitest';
import { visit } from '../../src/engine/visit.ts';
import {
  exchange,
  type Gather,
  outcomes,
  page,
  ports,
  type Sample,
  sample,
  site,
} from '../support/visits.ts';

const answer: Gather = async () => exchange;
const never: Gather = () => new Promise(() => {});

describe('whatever goes wrong with one check hurts that one alone', () => {
  const other = sample('other', { params: { ...page, method: 'HEAD' } });
  const onlyGet =
    (gather: Gather): Gather =>
    (params, context) =>
      params.method === 'GET' ? gather(params, context) : answer(params, context);

  it('a gatherer that throws', async () => {
    const results = await visit(
      site,
      [sample('one'), other],
      ports(onlyGet(() => Promise.reject(new Error('the gatherer is broken')))),
    );
    expect(outcomes(results)).toEqual({ one: 'internal', other: 'passed' });
  });

  it('a gatherer that cannot be loaded', async () => {
    const loadGatherer = () => Promise.reject(new Error('no such module'));
    const results = await visit(site, [sample('one')], ports(answer, { loadGatherer }));
    expect(outcomes(results)).toEqual({ one: 'internal' });
  });

  it('a gatherer that never settles', async () => {
    const results = await visit(
      site,
      [sample('one', { timeout: '50ms' }), other],
      ports(onlyGet(never)),
    );
    expect(outcomes(results)).toEqual({
      one: 'The check did not finish within 50ms.',
      other: 'passed',
    });
  });

  it.each([
    [
      'whose evaluate throws',
      {
        evaluate: () => {
          throw new Error('a typo');
        },
      },
      'a typo',
    ],
    [
      'whose evaluate throws what is no error',
      {
        evaluate: () => {
          throw undefined;
        },
      },
      'undefined',
    ],
    [
      'whose requires throws',
      {
        requires: () => {
          throw new Error('bad options');
        },
      },
      'bad options',
    ],
    [
      'that names a rule which does not exist',
      { evaluate: () => ({ findings: [{ rule: 'nonsense', where: { url: '' }, evidence: '' }] }) },
      'caretaker itself failed',
    ],
    ['that returns nothing', { evaluate: () => undefined as never }, 'caretaker itself failed'],
  ] satisfies [string, Sample, string][])('a check %s', async (_what, own, reason) => {
    const results = await visit(site, [sample('one', own), other], ports(answer));
    expect(results.map(({ outcome }) => outcome)).toEqual(['errored', 'passed']);
    expect(results[0]?.reason).toContain(reason);
    expect(results[0]?.reason).not.toMatch(/\n|\bat \//);
  });

  it('a deadline that passes while another check still waits for the same artifact', async () => {
    const results = await visit(
      site,
      [sample('hasty', { timeout: '20ms' }), sample('patient')],
      ports(async (_params, { signal }) => {
        await new Promise((resolve) => setTimeout(resolve, 80));
        signal.throwIfAborted();
        return exchange;
      }),
    );
    expect(outcomes(results)).toEqual({
      hasty: 'The check did not finish within 20ms.',
      patient: 'passed',
    });
  });
});
