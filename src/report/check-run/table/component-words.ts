import type { AssessedComponent } from '../../../core/assessed-component.ts';
import { componentKey } from '../../../core/component.ts';
import type { Finding } from '../../../core/finding.ts';
import type { Advisory } from '../../../core/package-record.ts';
import type { CheckResult } from '../../../core/result.ts';
import { mostUrgentFirst } from '../urgency.ts';

const mostAdvisories = 3;
const mostSteps = 2;

/** What is known of a component beyond the columns of its row: advisories, reasons, the newest release. */
export function knownWords(component: AssessedComponent, result: CheckResult): string[] {
  const { status, reasons, advisories, target } = component;
  // Why nobody can say how they stand is one finding for all of them together.
  if (status === 'unknown' && findingsOf(component, result).length === 0) return [];
  const [worst] = advisories;
  const why = reasons.filter(
    (reason) =>
      !(worst && reason.startsWith(`Affected by ${worst.id}`)) &&
      !reason.endsWith(` update is available: ${target}.`),
  );
  const more = advisories.length - mostAdvisories;
  return [
    ...advisories.slice(0, mostAdvisories).map(advisoryWords),
    ...(more > 0 ? [`and ${more} more ${more === 1 ? 'advisory' : 'advisories'}`] : []),
    [...why, ...newestWords(component)].join(' '),
  ].filter((words) => words !== '');
}

/** What to do, each step once, that of the worst finding first. */
export function stepsOf(component: AssessedComponent, result: CheckResult): string[] {
  const steps = new Set(findingsOf(component, result).map(({ advice }) => advice));
  return [...steps].slice(0, mostSteps).map((advice) => `Do: ${advice}`);
}

/** The findings about a component, the most urgent first. */
export function findingsOf(component: AssessedComponent, { findings }: CheckResult): Finding[] {
  const names = namesOf(component);
  return mostUrgentFirst(findings.filter(({ where }) => names.includes(where.component ?? '')));
}

/** How findings name a component: by its slug, or by kind and slug where two share one. */
export function namesOf(component: AssessedComponent): readonly string[] {
  return [component.slug, componentKey(component)];
}

function newestWords({ version, latest, latestOn, target, behind }: AssessedComponent): string[] {
  if (latest === null || latest === version || behind === null) return [];
  if (latest !== target) return [`Newest is ${latest}${latestOn ? ` of ${latestOn}` : ''}.`];
  return latestOn ? [`${latest} was released on ${latestOn}.`] : [];
}

function advisoryWords({ id, cvss, rating, exploited, fixedIn, title }: Advisory): string {
  const facts = [
    cvss === null ? rating : `CVSS ${cvss.toFixed(1)}`,
    exploited ? 'exploited' : null,
    fixedIn.length === 0 ? 'no fix named' : `fixed in ${fixedIn.slice(0, 4).join(', ')}`,
  ].filter((fact) => fact !== null);
  return `${id} (${facts.join(', ')}) ${title}`;
}
