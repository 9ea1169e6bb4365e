import { compareAdvisories } from '../analysis/assessment/danger.ts';
import { orderVersions } from '../analysis/versions/compare.ts';
import type { AssessedComponent } from '../core/assessed-component.ts';
import { componentKey } from '../core/component.ts';
import { type Advisory, type AdvisoryRating, advisoryRatings } from '../core/package-record.ts';
import type { Question } from './advisories-question.ts';
import type { SiteInventory } from './site-inventories.ts';

/** A component of a site that the question is about. */
export interface Match {
  readonly site: SiteInventory['site'];
  /** ISO 8601 instant, UTC. */
  readonly takenAt: string | null;
  /** Its advisories are those that the question is about, the most dangerous first. */
  readonly component: AssessedComponent;
}

/** What is known about a question. */
export interface Answer {
  /** The most dangerous first. */
  readonly matches: readonly Match[];
  /** Components that may belong there as well: nobody can tell, for want of a version or of a feed. */
  readonly cannotTell: readonly Match[];
}

type Verdict = 'yes' | 'no' | 'cannot tell';

/** Answers a question from what is known to be installed. */
export function answerTo(question: Question, inventories: readonly SiteInventory[]): Answer {
  const asked = inventories.flatMap(({ site, takenAt, components }) =>
    components
      .filter((component) => isAskedFor(question, component))
      .map((component) => ({ site, takenAt, component: narrowed(question, component) })),
  );
  const of = (wanted: Verdict) =>
    asked
      .filter(({ component }) => verdictOn(question, component) === wanted)
      .toSorted(compareMatches);
  return { matches: of('yes'), cannotTell: of('cannot tell') };
}

/** CVSS 3.1, section 5: what a publisher who gave a score only would have called it. */
export function ratingOf({ rating, cvss }: Advisory): AdvisoryRating | null {
  if (rating !== null || cvss === null) return rating;
  if (cvss >= 9) return 'critical';
  if (cvss >= 7) return 'high';
  return cvss >= 4 ? 'moderate' : 'low';
}

function isAskedFor({ component }: Question, one: AssessedComponent): boolean {
  if (component === null) return true;
  const names = [one.slug, one.project ?? one.slug, componentKey(one)];
  return names.some((name) => name.toLowerCase() === component.toLowerCase());
}

/** Keeps the advisories that are severe enough, and those of which nobody says how severe they are. */
function narrowed({ severity }: Question, component: AssessedComponent): AssessedComponent {
  if (severity === null) return component;
  const enough = advisoryRatings.slice(0, advisoryRatings.indexOf(severity) + 1);
  const advisories = component.advisories.filter((advisory) => {
    const rating = ratingOf(advisory);
    return rating === null || enough.includes(rating);
  });
  return { ...component, advisories };
}

function verdictOn(question: Question, component: AssessedComponent): Verdict {
  const below = isBelow(question, component);
  if (below !== 'yes') return below;
  const wantsAdvisories = question.component === null || question.severity !== null;
  if (!wantsAdvisories || component.advisories.length > 0) return 'yes';
  return component.status === 'unknown' ? 'cannot tell' : 'no';
}

function isBelow({ below }: Question, { scheme, version }: AssessedComponent): Verdict {
  if (below === null) return 'yes';
  const order = version === null ? null : orderVersions(scheme, version, below);
  if (order === null) return 'cannot tell';
  return order < 0 ? 'yes' : 'no';
}

function compareMatches(a: Match, b: Match): number {
  const [one] = a.component.advisories;
  const [other] = b.component.advisories;
  const byDanger =
    one && other
      ? compareAdvisories(one, other)
      : Number(one === undefined) - Number(other === undefined);
  return (
    byDanger ||
    compareTexts(a.site.id, b.site.id) ||
    compareTexts(componentKey(a.component), componentKey(b.component))
  );
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
