import type { Box } from '../../core/artifacts/page-audit.ts';
import type { Rule, Severity, Verdict } from '../../core/finding.ts';
import { understanding } from './rule.ts';

/** One barrier that the engines know, under one id of ours. */
export interface EngineRule extends Rule {
  readonly wcag: readonly string[];
  readonly help: string;
  /** Rules of axe-core that see it. */
  readonly axe: readonly string[];
  /** Ends of HTML_CodeSniffer's codes that see it, behind the criterion: `H37`. */
  readonly htmlcs: readonly string[];
  /** Whether HTML_CodeSniffer is believed where axe-core has no rule of its own. */
  readonly isTrusted: boolean;
  /** True for rules about a whole page, which say nothing of a fragment or of a handful of words. */
  readonly needsContent: boolean;
  /** Where what the engine saw takes a person to judge, by the room that the element takes; null for nowhere. */
  readonly isDoubtful: ((box: Box, html: string) => boolean) | null;
}

/** What differs from the usual: a failure of a criterion, of serious severity. */
interface Unusual {
  readonly verdict?: Verdict;
  readonly severity?: Severity;
  readonly htmlcs?: readonly string[];
  readonly isTrusted?: boolean;
  readonly needsContent?: boolean;
  readonly isDoubtful?: (box: Box, html: string) => boolean;
}

/** A barrier of success criteria; the slug is that of the first criterion's page. */
export function barrier(
  title: string,
  wcag: readonly string[],
  slug: string,
  advice: string,
  axe: readonly string[],
  unusual: Unusual = {},
): EngineRule {
  return rule(title, wcag, understanding(slug), advice, axe, { verdict: 'failed', ...unusual });
}

/** Good practice that no criterion asks for; `help` is the page of the pattern or technique. */
export function practice(
  title: string,
  help: string,
  advice: string,
  axe: readonly string[],
  unusual: Unusual = {},
): EngineRule {
  return rule(title, [], help, advice, axe, {
    verdict: 'warning',
    severity: 'moderate',
    ...unusual,
  });
}

function rule(
  title: string,
  wcag: readonly string[],
  help: string,
  advice: string,
  axe: readonly string[],
  unusual: Unusual,
): EngineRule {
  return {
    title,
    wcag,
    help,
    advice,
    axe,
    verdict: unusual.verdict ?? 'failed',
    severity: unusual.severity ?? 'serious',
    htmlcs: unusual.htmlcs ?? [],
    isTrusted: unusual.isTrusted ?? false,
    needsContent: unusual.needsContent ?? false,
    isDoubtful: unusual.isDoubtful ?? null,
  };
}

/** Gives a set of rules its type, and keeps its ids. */
export function engineRules<const Id extends string>(
  rules: Readonly<Record<Id, EngineRule>>,
): Readonly<Record<Id, EngineRule>> {
  return rules;
}
