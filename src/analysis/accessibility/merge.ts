import type {
  AccessibilityReport,
  Box,
  Device,
  PageAudit,
} from '../../core/artifacts/page-audit.ts';
import type { Severity, Verdict } from '../../core/finding.ts';
import {
  allEngineRules,
  type EngineRuleId,
  silentAxeRules,
  unsureAxeRules,
} from './engine-rules/index.ts';
import { allPageRules } from './rules/index.ts';
import { sameBarrier } from './same-barrier.ts';

/** A page with fewer words is a fragment to the rules about whole pages. */
const fewWords = 100;

/** One barrier at one place of one page, whoever saw it. */
export interface Barrier {
  readonly rule: BarrierRule;
  readonly verdict: Verdict;
  readonly severity: Severity | null;
  readonly url: string;
  readonly path: string;
  readonly selector: string;
  readonly html: string;
  readonly evidence: readonly string[];
  /** Engines with their own ids: `axe:color-contrast`. */
  readonly sources: readonly string[];
  readonly wcag: readonly string[];
  /** Where it was seen, and where on each picture. */
  readonly boxes: readonly { readonly device: Device; readonly box: Box | null }[];
  /** How many of its kind are on the page, this one included. */
  readonly count: number;
}

/** Ids of all rules that a barrier may have. */
export type BarrierRule = EngineRuleId | keyof typeof allPageRules;

const strength: Readonly<Record<Verdict, number>> = { failed: 2, warning: 1, review: 0 };

/**
 * What the engines and our own rules say of one page, on all its devices, as one list: a barrier
 * that several have seen is named once, with all of them; what an engine says and another
 * contradicts is for a person to see.
 */
export function mergeBarriers(audits: readonly PageAudit[]): readonly Barrier[] {
  const merged = new Map<string, Barrier>();
  for (const audit of audits) {
    if (audit.accessibility === null) continue;
    for (const one of onePage(audit, audit.accessibility)) {
      const key = `${one.rule} ${one.url} ${one.selector}`;
      const known = merged.get(key);
      merged.set(key, known ? joined(known, one) : one);
    }
  }
  return [...merged.values()];
}

/** One load's barriers, merged by the element they are at. */
function onePage(audit: PageAudit, report: AccessibilityReport): Iterable<Barrier> {
  const byPlace = new Map<string, Barrier>();
  const add = (one: Barrier) => {
    const key = `${one.rule} ${one.path}`;
    const known = byPlace.get(key);
    byPlace.set(key, known ? joined(known, one) : one);
  };
  for (const one of fromAxe(audit, report)) add(one);
  for (const one of fromOwnRules(audit, report)) add(one);
  for (const one of fromHtmlcs(audit, report, byPlace)) add(one);
  return withoutWeaker(byPlace).values();
}

function joined(a: Barrier, b: Barrier): Barrier {
  const [first, second] = strength[b.verdict] > strength[a.verdict] ? [b, a] : [a, b];
  const devices = new Set(first.boxes.map(({ device }) => device));
  return {
    ...first,
    severity: first.severity ?? second.severity,
    evidence: first.evidence.length > 0 ? first.evidence : second.evidence,
    sources: [...new Set([...first.sources, ...second.sources])].sort(),
    wcag: [...new Set([...first.wcag, ...second.wcag])].sort(),
    boxes: [...first.boxes, ...second.boxes.filter(({ device }) => !devices.has(device))],
    count: Math.max(first.count, second.count),
  };
}

const ofAxe = reverse(({ axe }) => axe);
const ofHtmlcs = reverse(({ htmlcs }) => htmlcs);

function reverse(
  idsOf: (rule: (typeof allEngineRules)[EngineRuleId]) => readonly string[],
): ReadonlyMap<string, EngineRuleId> {
  const entries = Object.entries(allEngineRules) as [
    EngineRuleId,
    (typeof allEngineRules)[EngineRuleId],
  ][];
  return new Map(entries.flatMap(([id, rule]) => idsOf(rule).map((engine) => [engine, id])));
}

type Where = Pick<Barrier, 'url'> & { readonly device: Device };
const whereOf = ({ url, device }: PageAudit): Where => ({ url, device });

function* fromAxe(audit: PageAudit, { axe }: AccessibilityReport): Generator<Barrier> {
  for (const found of axe?.rules ?? []) {
    const id = ofAxe.get(found.rule);
    if (id === undefined || silentAxeRules.has(found.rule)) continue;
    const rule = allEngineRules[id];
    if (rule.needsContent && audit.words < fewWords) continue;
    if (found.verdict === 'review' && unsureAxeRules.has(found.rule)) continue;
    const verdict = found.verdict === 'review' ? 'review' : rule.verdict;
    for (const one of placed(whereOf(audit), found, {
      rule: id,
      verdict,
      severity: found.impact,
      wcag: found.wcag.length > 0 ? found.wcag : rule.wcag,
      source: `axe:${found.rule}`,
    })) {
      const isDoubtful = one.boxes.some(
        ({ box }) => box !== null && rule.isDoubtful?.(box, one.html),
      );
      yield isDoubtful ? { ...one, verdict: 'review' } : one;
    }
  }
}

function* fromOwnRules(audit: PageAudit, { own }: AccessibilityReport): Generator<Barrier> {
  for (const found of own) {
    const id = found.rule as keyof typeof allPageRules;
    const rule = allPageRules[id] as (typeof allPageRules)[keyof typeof allPageRules] | undefined;
    if (rule === undefined) continue;
    yield* placed(whereOf(audit), found, {
      rule: sameBarrier[id] ?? id,
      verdict: found.verdict,
      severity: found.severity ?? null,
      wcag: rule.wcag,
      source: `caretaker:${id}`,
    });
  }
}

function* fromHtmlcs(
  audit: PageAudit,
  { axe, htmlcs }: AccessibilityReport,
  seen: ReadonlyMap<string, Barrier>,
): Generator<Barrier> {
  for (const found of htmlcs?.rules ?? []) {
    const { criterion, technique } = codeOf(found.rule);
    const id = criterion === '1.4.6' ? 'text-contrast-not-enhanced' : ofHtmlcs.get(technique);
    if (found.verdict !== 'failed' || id === undefined) continue;
    const rule = allEngineRules[id];
    const isAloneToKnow = rule.axe.length === 0 ? rule.isTrusted : axe === null;
    for (const one of placed(whereOf(audit), found, {
      rule: id,
      verdict: 'review',
      severity: null,
      wcag: rule.wcag.length > 0 && criterion !== '' ? [criterion] : [],
      source: `htmlcs:${found.rule}`,
    })) {
      const confirmed = seen.has(`${one.rule} ${one.path}`);
      yield isAloneToKnow && !confirmed ? { ...one, verdict: rule.verdict } : one;
    }
  }
}

/** The parts of a code such as `WCAG2AAA.Principle1.Guideline1_1.1_1_1.H37`. */
function codeOf(code: string): { readonly criterion: string; readonly technique: string } {
  const found = /\.(\d+_\d+_\d+)(?:_[A-Z0-9]+)?\.(.+)$/.exec(code);
  return { criterion: (found?.[1] ?? '').replaceAll('_', '.'), technique: found?.[2] ?? '' };
}

function* placed(
  { url, device }: Where,
  found: { readonly sightings: readonly Sighted[]; readonly count: number },
  as: Pick<Barrier, 'rule' | 'verdict' | 'severity' | 'wcag'> & { readonly source: string },
): Generator<Barrier> {
  const { source, ...rest } = as;
  for (const { path, selector, html, box, evidence } of found.sightings) {
    yield {
      ...rest,
      url,
      path,
      selector,
      html,
      evidence: evidence === '' ? [] : [evidence],
      sources: [source],
      boxes: [{ device, box }],
      count: found.count,
    };
  }
}
type Sighted = AccessibilityReport['own'][number]['sightings'][number];

/** The stricter level says nothing new where the lower one is missed already. */
function withoutWeaker(barriers: Map<string, Barrier>): Map<string, Barrier> {
  for (const [key, { rule, path }] of barriers) {
    if (rule !== 'text-contrast-not-enhanced') continue;
    const lower = barriers.get(`text-contrast-low ${path}`);
    if (lower && lower.verdict !== 'review') barriers.delete(key);
  }
  return barriers;
}
