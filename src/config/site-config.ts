import type { Check } from '../core/check.ts';
import type { PlannedWork } from '../core/maintenance-windows.ts';
import type { Platform, Site } from '../core/site.ts';
import type { SiteAccess } from '../core/site-access.ts';
import type { Calendar } from '../core/sla/calendar.ts';
import type { BoltOnId, PackageId } from '../core/sla/package-ids.ts';
import { type EffectiveValue, effectiveValues } from './effective.ts';
import { credentialsOf, inventoryAccess } from './inventory.ts';
import { plannedWork } from './maintenance.ts';
import { builtIn, type Node, withValue } from './node.ts';
import { fitsPlatform, type SiteTree } from './site-rules.ts';
import type { SiteData } from './site-schema.ts';

/** A check as it runs for one site. */
interface CheckConfig {
  /** An interval such as `60s`, or a cron expression. */
  readonly schedule: string;
  /** Complete, and accepted by the check's schema. */
  readonly options: object;
}

/** One client site as config describes it, defaults filled in. */
export interface SiteConfig {
  /** What checks may see: no secrets. */
  readonly site: Site & { readonly id: string };
  /** The file, as it is shown to people. */
  readonly file: string;
  readonly package: PackageId | null;
  readonly boltOns: readonly BoltOnId[];
  /** Whose working hours its clocks count; null without a package, or where config was read without `publicHolidays`. */
  readonly calendar: Calendar | null;
  /** The checks that run, by id, in the order of the ids. */
  readonly checks: ReadonlyMap<string, CheckConfig>;
  /** What gatherers may use for it. Holds secrets. */
  readonly access: SiteAccess;
  readonly contacts: SiteData['contacts'];
  /** Ids of sites without which this one cannot work. */
  readonly dependsOn: readonly string[];
  /** Day of the month of the monthly routine, 1-28, or null where none is set. */
  readonly maintenanceDay: number | null;
  /** Planned work; `windowsAround` says when it holds. */
  readonly maintenanceWindows: readonly PlannedWork[];
}

/** What the practice and its folder add to what a site's file says. */
export interface SiteSurroundings {
  readonly checks: readonly Check[];
  readonly calendar: Calendar | null;
  /** Folder of the site's file, absolute. */
  readonly folder: string;
  readonly allowCommands: boolean;
  /** How feeds are reached, the same for all sites. */
  readonly feeds: SiteAccess['feeds']['settings'];
}

/** Turns validated data into the shape that the rest of the program reads. */
export function siteConfig(
  tree: SiteTree,
  data: SiteData,
  { checks, calendar, feeds, ...around }: SiteSurroundings,
): SiteConfig {
  const id = tree.name;
  const platform: Platform | null = data.platform ?? null;
  return {
    site: {
      id,
      url: data.url,
      platform,
      environment: data.environment,
      transactional: data.transactional,
      timezone: data.timezone,
      tags: data.tags,
      pages: data.pages,
      network: data.network,
    },
    file: tree.file,
    package: data.package ?? null,
    boltOns: data.boltOns,
    calendar,
    checks: new Map(
      sectionsOf(data, checks).flatMap(([check, section]) => checkConfig(check, section)),
    ),
    access: {
      credentials: credentialsOf(data.credentials),
      inventory: inventoryAccess(data.inventory, around),
      feeds: { ...data.feeds, settings: feeds },
    },
    contacts: data.contacts,
    dependsOn: data.dependsOn,
    maintenanceDay: data.maintenance?.day ?? null,
    maintenanceWindows: plannedWork(data.maintenance, data.timezone),
  };
}

/** Every value in force at a site with its origin; secrets masked. */
export function siteValues(
  tree: SiteTree,
  data: SiteData,
  checks: readonly Check[],
): readonly EffectiveValue[] {
  const id = tree.name;
  const sections = Object.fromEntries(sectionsOf(data, checks).map(scheduleFirst));
  return effectiveValues({ id, ...data, checks: sections }, withId(tree, id), tree.file);
}

/** What is configured for each check that fits the site. */
function sectionsOf(data: SiteData, checks: readonly Check[]) {
  return checks
    .filter((check) => fitsPlatform(check, data.platform ?? null))
    .map(({ meta }) => [meta.id, data.checks[meta.id]] as const);
}

/** The order in which people read a check. */
function scheduleFirst([id, section]: readonly [string, SiteData['checks'][string]]) {
  return [id, section ? { schedule: section.schedule, ...section } : section] as const;
}

function checkConfig(
  id: string,
  section: SiteData['checks'][string],
): readonly (readonly [string, CheckConfig])[] {
  if (!section) return [];
  const { schedule, ...options } = section;
  return [[id, { schedule: String(schedule), options }]];
}

/** An id that the file leaves out comes from the file's name: its place is the file's beginning. */
function withId({ merged, file }: SiteTree, id: string): Node {
  if (merged.kind !== 'mapping' || merged.entries.has('id')) return merged;
  const at = { file, line: 1, column: 1 };
  return withValue(merged, 'id', { ...builtIn(id), at });
}
