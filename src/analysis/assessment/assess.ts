import type { Catalogue } from '../../core/artifacts/catalogue.ts';
import type { Inventory } from '../../core/artifacts/inventory.ts';
import { type AssessedComponent, componentStatuses } from '../../core/assessed-component.ts';
import { type Component, componentKey, packageKey, packageKeyOf } from '../../core/component.ts';
import type { Advisory, PackageRecord } from '../../core/package-record.ts';
import { assessSubject } from './assess-subject.ts';
import { compareAdvisories } from './danger.ts';
import { productOf } from './lifecycle.ts';
import { mergeAdvisories } from './merge-advisories.ts';
import { mergeRecords } from './merge-records.ts';
import type { Foundation } from './requirements.ts';
import { subjectOf } from './subject.ts';
import { type Assessment, troubleKinds } from './trouble.ts';
import type { Measure } from './troubles.ts';

/** As long without a release as WordPress.org's own warning has it. */
export const usualAbandonedAfterMonths = 24;

/** What a catalogue that could not be had knows. */
export const emptyCatalogue: Catalogue = {
  packages: [],
  advisories: [],
  lifecycles: [],
  exploited: [],
  feeds: [],
  unanswered: {},
};

/** How everything that is installed stands, the most dangerous first. `now` in epoch milliseconds. */
export function assess(
  inventory: Inventory,
  catalogue: Catalogue,
  now: number,
): readonly AssessedComponent[] {
  const measure = { now, abandonedAfterMonths: usualAbandonedAfterMonths };
  return assessInventory(inventory, catalogue, measure).map(({ component }) => component);
}

/** The same with everything that is the matter with each component. */
export function assessInventory(
  inventory: Inventory,
  catalogue: Catalogue,
  measure: Measure,
): readonly Assessment[] {
  const { platform, components } = inventory;
  const records = mergeRecords([...inventory.packages, ...catalogue.packages]);
  const advisories = advisoriesByPackage(inventory, catalogue);
  const foundation = foundationOf(components);
  const assessments = components.map((component) => {
    const key = packageKey(component);
    const product = productOf(component, platform);
    const subject = subjectOf({
      component,
      platform,
      foundation,
      record: recordOf(records, key),
      advisories: advisories.get(advisedAs(component) ?? '') ?? [],
      lifecycles: catalogue.lifecycles.filter((one) => one.product === product),
      unanswered: unansweredOf(catalogue, component),
    });
    return assessSubject(subject, measure);
  });
  return assessments.toSorted(compareAssessments);
}

function advisoriesByPackage(
  inventory: Inventory,
  catalogue: Catalogue,
): ReadonlyMap<string, readonly Advisory[]> {
  const exploited = new Set(catalogue.exploited.map((id) => id.toUpperCase()));
  const byPackage = Map.groupBy([...inventory.advisories, ...catalogue.advisories], (advisory) =>
    packageKeyOf(advisory.registry, advisory.package, advisory.kind),
  );
  return new Map([...byPackage].map(([key, all]) => [key, mergeAdvisories(all, exploited)]));
}

/**
 * The package whose advisories are about a component. Those for WordPress name plugins and themes by
 * kind and slug wherever they are sold, so one from elsewhere is matched by these.
 */
function advisedAs(component: Component): string | null {
  const { scheme, registry } = component;
  return packageKey(
    scheme === 'wordpress' && registry === null
      ? { ...component, registry: 'wordpress-org' }
      : component,
  );
}

function recordOf(records: ReadonlyMap<string, PackageRecord>, key: string | null) {
  return key === null ? null : (records.get(key) ?? null);
}

/** Components are named by the site: `__proto__` may be one of them. */
function unansweredOf({ unanswered }: Catalogue, component: Component): readonly string[] {
  const key = componentKey(component);
  return Object.hasOwn(unanswered, key) ? (unanswered[key] ?? []) : [];
}

function foundationOf(components: readonly Component[]): Foundation {
  const core = components.find(({ kind }) => kind === 'core');
  const php = components.find(({ kind, slug }) => kind === 'runtime' && slug === 'php');
  return { core: core?.version ?? null, php: php?.version ?? null };
}

/** Orders by the worst trouble, then by the worst advisory, then by name. */
function compareAssessments(a: Assessment, b: Assessment): number {
  const [one, other] = [a.component.advisories[0], b.component.advisories[0]];
  return (
    statusRank(a) - statusRank(b) ||
    troubleRank(a) - troubleRank(b) ||
    (one && other ? compareAdvisories(one, other) : 0) ||
    a.component.slug.localeCompare(b.component.slug, 'en')
  );
}

function statusRank({ component }: Assessment): number {
  return componentStatuses.indexOf(component.status);
}

function troubleRank({ troubles }: Assessment): number {
  const [worst] = troubles;
  return worst === undefined ? troubleKinds.length : troubleKinds.indexOf(worst.kind);
}
