import type { OwnSightings } from '../../core/artifacts/page-audit.ts';
import type { Page } from './page.ts';
import type { PageRule, PageRules, Sight } from './rule.ts';
import { sightingOf } from './where.ts';

/** Places that one rule names on one page; the rest is counted. */
export const maxSightings = 20;
/** Where a rule stops counting. */
const maxCounted = 10_000;

/** What the rules see on the page, each verdict of each rule for itself, in the order of the rules. */
export function see(rules: PageRules, page: Page): readonly OwnSightings[] {
  return Object.entries(rules).flatMap(([id, rule]) => seenBy(id, rule, page));
}

function seenBy(id: string, rule: PageRule, page: Page): readonly OwnSightings[] {
  const sights = [...firstOf(rule.find(page), maxCounted)];
  const byVerdict = Map.groupBy(sights, ({ verdict = rule.verdict }) => verdict);
  return [...byVerdict].map(([verdict, those]) => ({
    rule: id,
    verdict,
    sightings: those
      .slice(0, maxSightings)
      .map(({ element, evidence }) => sightingOf(page, element, evidence)),
    count: those.length,
  }));
}

function* firstOf(sights: Iterable<Sight>, count: number): Generator<Sight> {
  let seen = 0;
  for (const sight of sights) {
    if (seen === count) return;
    seen += 1;
    yield sight;
  }
}
