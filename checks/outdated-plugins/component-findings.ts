import type { Assessment, Trouble, TroubleKind } from '../../src/analysis/assessment/trouble.ts';
import type { AssessedComponent } from '../../src/core/assessed-component.ts';
import { componentKey } from '../../src/core/component.ts';
import type { FindingDraft, Severity, Verdict } from '../../src/core/finding.ts';
import type { Advisory } from '../../src/core/package-record.ts';
import { oneLine } from '../../src/core/text.ts';
import { removalStep, updateStep } from './remedy.ts';
import { type RuleId, rules } from './rules.ts';

type Draft = FindingDraft<RuleId>;
type KnownTrouble = Exclude<TroubleKind, 'unknown'>;

const ruleOf: Readonly<Record<KnownTrouble, RuleId>> = {
  exploitable: 'component-exploitable',
  'critically-vulnerable': 'component-critically-vulnerable',
  vulnerable: 'component-vulnerable',
  withdrawn: 'component-withdrawn',
  'security-release-missing': 'security-release-missing',
  closed: 'component-closed',
  'end-of-life-reached': 'end-of-life-reached',
  unsupported: 'component-unsupported',
  abandoned: 'component-abandoned',
  'end-of-life-near': 'end-of-life-near',
  outdated: 'component-outdated',
};

/** Below this nobody is paged for a version: it was guessed from outside. */
const leastConfidence = 50;

/** One finding for each trouble of each component; what is unknown is told elsewhere. */
export function componentFindings(assessments: readonly Assessment[], url: string): Draft[] {
  const slugs = Map.groupBy(assessments, ({ component }) => component.slug.toLowerCase());
  return assessments.flatMap((assessment) => {
    const { component, troubles } = assessment;
    const isAlone = slugs.get(component.slug.toLowerCase())?.length === 1;
    const where = { url, component: isAlone ? component.slug : componentKey(component) };
    return troubles.filter(isTold(component)).map((trouble) => ({
      rule: ruleOf[trouble.kind],
      where,
      title: titleOf(component, trouble),
      evidence: evidenceOf(component, trouble),
      advice: adviceOf(component, trouble.kind),
      ...weightOf(assessment, trouble.kind),
      ...helpOf(component, trouble.kind),
    }));
  });
}

/** What another package brought is updated with that one; alone it counts only where it is dangerous. */
function isTold(component: AssessedComponent) {
  return (trouble: Trouble): trouble is Trouble & { readonly kind: KnownTrouble } =>
    trouble.kind !== 'unknown' && !(trouble.kind === 'outdated' && component.direct === false);
}

function titleOf({ name, version }: AssessedComponent, { reason }: Trouble): string {
  const what = version === null ? name : `${name} ${version}`;
  return `${oneLine(what, 120)}: ${oneLine(reason, 300)
    .replace(/\.$/, '')
    .replace(/^[A-Z](?=[a-z ])/, (first) => first.toLowerCase())}`;
}

/** What is installed, who says so, and what is known against it. */
function evidenceOf(component: AssessedComponent, { kind, reason }: Trouble): string {
  const { kind: what, slug, version, source, confidence, active, latest, latestOn } = component;
  const sure = confidence >= 100 ? '' : `, ${confidence} % sure`;
  const state = active === false ? ', switched off' : '';
  const newest = latest === null ? '' : `; newest ${latest}${latestOn ? ` of ${latestOn}` : ''}`;
  const installed = `${what} ${slug} ${version ?? 'without a version'} (by ${source}${sure}${state})${newest}`;
  return isVulnerability(kind)
    ? [installed, ...component.advisories.map(advisoryLine)].join('\n')
    : `${installed}\n${reason}`;
}

function advisoryLine(advisory: Advisory): string {
  const { id, aliases, cvss, rating, exploited, fixedIn, title, url, notice } = advisory;
  const facts = [
    [id, ...aliases.slice(0, 3)].join(' = '),
    cvss === null ? null : `CVSS ${cvss.toFixed(1)}`,
    rating,
    exploited ? 'exploited' : null,
    fixedIn.length === 0 ? 'no fix named' : `fixed in ${fixedIn.slice(0, 6).join(', ')}`,
  ].filter((fact) => fact !== null);
  const source = [url, notice].filter((part) => part).join(' ');
  return oneLine(`${facts.join(', ')}: ${title}${source === '' ? '' : ` (${source})`}`, 600);
}

function adviceOf(component: AssessedComponent, kind: KnownTrouble): string {
  const general = rules[ruleOf[kind]].advice;
  const step = updateStep(component);
  switch (kind) {
    case 'exploitable':
      return step === null
        ? 'No repaired version is known: switch it off, block it at the firewall, and look for traces of a break-in.'
        : `${step} Then look for traces of a break-in.`;
    case 'critically-vulnerable':
    case 'vulnerable':
      return step ?? 'No repaired version is known: switch it off or replace it.';
    case 'withdrawn':
    case 'security-release-missing':
    case 'outdated':
      return step ?? general;
    case 'closed':
    case 'abandoned':
      return removalStep(component) ?? general;
    case 'unsupported':
    case 'end-of-life-reached':
      return step === null ? general : `${general} ${step}`;
    default:
      return general;
  }
}

function weightOf(
  { component, daysLeft }: Assessment,
  kind: KnownTrouble,
): { readonly verdict?: Verdict; readonly severity?: Severity } {
  if (isVulnerability(kind)) {
    const guessed = component.confidence < leastConfidence ? { verdict: 'review' as const } : {};
    return kind === 'vulnerable'
      ? { ...guessed, severity: severityOf(component.advisories) }
      : guessed;
  }
  if (kind === 'outdated') return component.behind === 'major' ? { severity: 'moderate' } : {};
  if (kind !== 'end-of-life-near' || daysLeft === null) return {};
  if (daysLeft <= 30) return { verdict: 'failed', severity: 'serious' };
  return daysLeft <= 90 ? { severity: 'moderate' } : {};
}

/** By CVSS 3.1, section 5: high from 7.0, medium from 4.0; what nobody rated counts as high. */
function severityOf(advisories: readonly Advisory[]): Severity {
  const each = advisories.map(({ cvss, rating }) => {
    if (rating === 'high' || (cvss ?? 0) >= 7 || (rating === null && cvss === null)) return 2;
    return rating === 'moderate' || (cvss ?? 0) >= 4 ? 1 : 0;
  });
  return (['minor', 'moderate', 'serious'] as const)[Math.max(0, ...each)] ?? 'serious';
}

function helpOf({ advisories }: AssessedComponent, kind: KnownTrouble): { help?: string } {
  const url = isVulnerability(kind) ? advisories[0]?.url : null;
  return url && URL.canParse(url) && /^https?:/.test(url) ? { help: url } : {};
}

function isVulnerability(kind: TroubleKind): boolean {
  return kind === 'exploitable' || kind === 'critically-vulnerable' || kind === 'vulnerable';
}
