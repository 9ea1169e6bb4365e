import type { Severity, Verdict } from '../../core/finding.ts';
import type { Page } from './page.ts';
import type { SnapshotElement } from './snapshot.ts';

/** Where a rule comes from. */
export type Level = 'A' | 'AA' | 'AAA' | 'best-practice';

/** A rule of our own: what it is, and how it sees a barrier on a page. Pure. */
export interface PageRule {
  /** What is wrong, in words a client understands. */
  readonly title: string;
  /** WCAG 2.2 success criteria; empty for best practice. */
  readonly wcag: readonly string[];
  readonly level: Level;
  /** `failed` where a criterion is broken, `warning` for style and best practice, `review` where a person must see it. */
  readonly verdict: Verdict;
  readonly severity: Severity;
  /** What to change. */
  readonly advice: string;
  /** The criterion's own text, a technique, or a rule of the ACT rules. */
  readonly help: string;
  /** Yields each place where the rule does not hold, in the order of the page. */
  readonly find: (page: Page) => Iterable<Sight>;
}

/** One place where a rule does not hold. */
export interface Sight {
  readonly element: SnapshotElement;
  /** What is there, and what was expected: `“click here” leads to /terms`. */
  readonly evidence: string;
  /** Where this place counts for less than the rule says. */
  readonly verdict?: Verdict;
}

/** A set of rules by id; ids are kebab-case nouns that name the failing state. */
export type PageRules<Id extends string = string> = Readonly<Record<Id, PageRule>>;

/** Gives a set of rules its type, and keeps its ids. */
export function pageRules<const Id extends string>(rules: PageRules<Id>): PageRules<Id> {
  return rules;
}

/** The page of a success criterion that explains it. */
export function understanding(slug: string): string {
  return `https://www.w3.org/WAI/WCAG22/Understanding/${slug}.html`;
}
