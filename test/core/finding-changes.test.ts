import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding, Where } from '../../src/core/finding.ts';
import {
  type ComparedRun,
  changeCounts,
  type FindingChanges,
  findingChanges,
  standingOf,
} from '../../src/core/finding-changes.ts';
import { fingerprint } from '../../src/core/fingerprint.ts';
import { finding } from '../support/check-runs.ts';

const day = 86_400_000;
const monday = Date.UTC(2026, 10, 23, 3);

/** A page's finding. */
function on(page: string, rest: Partial<Finding> = {}): Finding {
  return finding({
    title: `Trouble on ${page}`,
    where: { url: `https://shop.example${page}` },
    ...rest,
  });
}

const names = (list: readonly { readonly title: string }[]) => list.map(({ title }) => title);

/** Runs of a check, a day apart, each compared with the one before. */
function runs(
  ...days: readonly { readonly found: readonly Finding[]; readonly missed?: readonly string[] }[]
): FindingChanges | undefined {
  let previous: ComparedRun | null = null;
  for (const [index, { found, missed = [] }] of days.entries()) {
    const now = monday + index * day;
    const isMissed = ({ url }: Where) => missed.includes(new URL(url).pathname);
    const changes: FindingChanges | undefined = previous
      ? findingChanges(previous, found, isMissed, now)
      : undefined;
    previous = {
      startedAt: new Date(now).toISOString(),
      findings: found,
      ...(changes ? { changes } : {}),
    };
  }
  return previous?.changes;
}

describe('against the run before', () => {
  it('a finding is new, still open or fixed', () => {
    const changes = runs({ found: [on('/a'), on('/b')] }, { found: [on('/b'), on('/c')] });
    expect(changes?.since).toBe('2026-11-23T03:00:00.000Z');
    expect(changes?.new).toEqual([on('/c').fingerprint]);
    expect(changes?.fixed).toEqual([
      { fingerprint: on('/a').fingerprint, title: 'Trouble on /a', where: on('/a').where },
    ]);
    expect(standingOf(on('/b'), changes)).toBe('still open');
    expect(standingOf(on('/c'), changes)).toBe('new');
  });

  it('nothing is said of the first run', () => {
    expect(runs({ found: [on('/a')] })).toBeUndefined();
    expect(standingOf(on('/a'), undefined)).toBeNull();
    expect(changeCounts({ findings: [on('/a')] })).toBeNull();
  });

  it('what somebody lives with is accepted, whether it is new or not', () => {
    const accepted = { by: 'jo', until: '2027-01-31T00:00:00.000Z', reason: 'Relaunch' };
    const changes = runs({ found: [on('/a')] }, { found: [on('/a'), on('/b')] });
    expect(standingOf(on('/a', { accepted }), changes)).toBe('accepted');
    expect(standingOf(on('/b', { accepted }), changes)).toBe('accepted');
    const findings = [on('/a', { accepted }), on('/b')];
    expect(changeCounts({ findings, ...(changes ? { changes } : {}) })).toEqual({
      new: 1,
      stillOpen: 0,
      accepted: 1,
      fixed: 0,
      unseen: 0,
    });
  });
});

describe('a run that confirms another', () => {
  const minute = 60_000;

  /** What is said at these moments, epoch ms, of what is found then. */
  function looks(...runs: readonly (readonly [at: number, ...found: readonly Finding[]])[]) {
    let previous: ComparedRun | null = null;
    for (const [at, ...findings] of runs) {
      const changes: FindingChanges | undefined = previous
        ? findingChanges(previous, findings, () => false, at)
        : undefined;
      previous = {
        startedAt: new Date(at).toISOString(),
        findings,
        ...(changes ? { changes } : {}),
      };
    }
    return (previous as ComparedRun | null)?.changes;
  }

  it('leaves new what is new, and fixed what is fixed', () => {
    const changes = looks(
      [monday, on('/a')],
      [monday + day, on('/b')],
      [monday + day + minute, on('/b')],
      [monday + day + 2 * minute, on('/b')],
    );
    expect(changes?.since).toBe('2026-11-23T03:00:00.000Z');
    expect(changes?.new).toEqual([on('/b').fingerprint]);
    expect(names(changes?.fixed ?? [])).toEqual(['Trouble on /a']);
  });

  it('takes back what it does not confirm', () => {
    const changes = looks(
      [monday, on('/a')],
      [monday + day, on('/b')],
      [monday + day + minute, on('/a'), on('/c')],
    );
    expect(changes?.new).toEqual([on('/c').fingerprint]);
    expect(changes?.fixed).toEqual([]);
  });

  it('is none where runs always come that often, or the look is over', () => {
    const everyMinute = looks([monday, on('/a')], [monday + minute], [monday + 2 * minute]);
    expect(everyMinute).toMatchObject({ since: '2026-11-23T03:01:00.000Z', fixed: [] });
    const late = looks([monday], [monday + day, on('/a')], [monday + day + 15 * minute, on('/a')]);
    expect(late).toMatchObject({ since: '2026-11-24T03:00:00.000Z', new: [] });
  });
});

describe('a place that a run could not look at', () => {
  it('keeps its findings open, and no later run calls them new', () => {
    const missed = [{ found: [on('/a'), on('/b')] }, { found: [on('/b')], missed: ['/a'] }];
    expect(names(runs(...missed)?.unseen ?? [])).toEqual(['Trouble on /a']);
    expect(runs(...missed)?.fixed).toEqual([]);
    const seenAgain = runs(...missed, { found: [on('/a'), on('/b')] });
    expect(seenAgain?.new).toEqual([]);
    expect(seenAgain?.unseen).toEqual([]);
  });

  it('has its findings fixed by the run that looks there again and finds none', () => {
    const changes = runs(
      { found: [on('/a')] },
      { found: [], missed: ['/a'] },
      { found: [], missed: ['/a'] },
      { found: [] },
    );
    expect(names(changes?.fixed ?? [])).toEqual(['Trouble on /a']);
  });

  it('is forgotten after 90 days', () => {
    const missed = Array.from({ length: 90 }, () => ({ found: [], missed: ['/a'] }));
    expect(runs({ found: [on('/a')] }, ...missed.slice(1))?.unseen).toHaveLength(1);
    expect(runs({ found: [on('/a')] }, ...missed)?.unseen).toEqual([]);
  });

  it('is remembered for five hundred findings, the last seen first', () => {
    const many = Array.from({ length: 600 }, (_, index) => on(`/${index}`));
    const missed = ({ url }: Where) => url !== '';
    const first = { startedAt: new Date(monday).toISOString(), findings: many };
    expect(findingChanges(first, [], missed, monday + day).unseen).toHaveLength(500);
  });
});

describe('whatever is found and missed', () => {
  const page = fc.integer({ min: 0, max: 12 }).map((number) => `/${number}`);
  const pages = fc.uniqueArray(page);

  it('every finding of before is found, fixed or unseen, and only one of them', () => {
    fc.assert(
      fc.property(pages, pages, pages, (before, now, missed) => {
        const known = before.map((each) => on(each));
        const found = now.map((each) => on(each));
        const changes = runs({ found: known }, { found, missed });
        const places = [found, changes?.fixed ?? [], changes?.unseen ?? []];
        for (const { fingerprint: one } of known) {
          const holding = places.filter((list) => list.some((each) => each.fingerprint === one));
          expect(holding).toHaveLength(1);
        }
        const isKnown = new Set(known.map((each) => each.fingerprint));
        const fresh = found.map((each) => each.fingerprint).filter((one) => !isKnown.has(one));
        expect(changes?.new).toEqual(fresh);
      }),
    );
  });

  it('the same run twice changes nothing', () => {
    fc.assert(
      fc.property(pages, (list) => {
        const found = list.map((each) => on(each));
        const changes = runs({ found }, { found });
        expect([changes?.new, changes?.fixed, changes?.unseen]).toEqual([[], [], []]);
      }),
    );
  });

  it('other evidence, title or severity make no other finding', () => {
    const texts = fc.record({ title: fc.string(), evidence: fc.string() });
    fc.assert(
      fc.property(texts, (other) => {
        const changes = runs({ found: [on('/a')] }, { found: [on('/a', other)] });
        expect(changes?.new).toEqual([]);
        expect(on('/a').fingerprint).toBe(
          fingerprint('uptime', 'status-unexpected', { url: 'https://shop.example/a/' }),
        );
      }),
    );
  });
});
