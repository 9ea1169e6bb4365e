import type { Catalogue } from '../../src/core/artifacts/catalogue.ts';
import type { Inventory } from '../../src/core/artifacts/inventory.ts';
import type { Component } from '../../src/core/component.ts';
import type { FeedState } from '../../src/core/feed.ts';
import type { Advisory, Lifecycle, PackageRecord, Release } from '../../src/core/package-record.ts';

/** An active plugin, as WordPress's REST API tells it. */
export function plugin(
  slug: string,
  version: string | null,
  more: Partial<Component> = {},
): Component {
  return {
    kind: 'plugin',
    slug,
    name: slug[0]?.toUpperCase() + slug.slice(1),
    version,
    active: true,
    source: 'rest',
    confidence: 100,
    scheme: 'wordpress',
    registry: 'wordpress-org',
    ...more,
  };
}

/** A module from drupal.org, as drush tells it. */
export function drupalModule(slug: string, version: string | null, more: Partial<Component> = {}) {
  const drupal = { kind: 'module', scheme: 'drupal', registry: 'drupal-org' } as const;
  return plugin(slug, version, { ...drupal, source: 'command', ...more });
}

/** A package that a project asks for itself. */
export function nugetPackage(slug: string, version: string | null, more: Partial<Component> = {}) {
  const nuget = { kind: 'package', scheme: 'nuget', registry: 'nuget', direct: true } as const;
  return plugin(slug, version, { ...nuget, name: slug, active: null, source: 'files', ...more });
}

/** A runtime on the server: `php`, `dotnet`. */
export function runtime(slug: 'php' | 'dotnet', version: string | null): Component {
  const name = slug === 'php' ? 'PHP' : '.NET';
  return plugin(slug, version, { kind: 'runtime', name, scheme: 'numeric', registry: slug });
}

/** A release of a day: `2026-10-01`. */
export function release(version: string, day: string | null, more: Partial<Release> = {}): Release {
  return {
    version,
    releasedAt: day === null ? null : Date.parse(day),
    security: false,
    withdrawn: false,
    unsupported: null,
    ...more,
  };
}

/** What its registry knows of a component; each release as `release` takes it. */
export function record(
  { registry, kind, project, slug }: Component,
  releases: readonly Release[],
  more: Partial<PackageRecord> = {},
): PackageRecord {
  if (registry === null) throw new Error(`${slug} has no registry`);
  return {
    registry,
    name: project ?? slug,
    kind,
    published: true,
    releases,
    closed: null,
    unsupported: null,
    insecure: null,
    supportedBranches: null,
    testedCore: null,
    source: registry,
    ...more,
  };
}

/** A vulnerability of everything before a version that repairs it. */
export function advisory(
  { registry, kind, project, slug }: Component,
  id: string,
  fixedIn: string | null,
  more: Partial<Advisory> = {},
): Advisory {
  if (registry === null) throw new Error(`${slug} has no registry`);
  const to = fixedIn === null ? null : { version: fixedIn, inclusive: false };
  return {
    registry,
    package: project ?? slug,
    kind,
    id,
    aliases: [],
    title: 'Stored cross-site scripting',
    cvss: 6.1,
    rating: null,
    exploited: false,
    unauthenticatedCodeExecution: false,
    highlyCritical: false,
    ranges: [{ from: null, to }],
    versions: [],
    fixedIn: fixedIn === null ? [] : [fixedIn],
    publishedAt: null,
    url: `https://advisories.example/${id}`,
    source: 'advisories',
    ...more,
  };
}

/** A line of a product: `lifecycle('dotnet', '8.0', '2026-11-10', '8.0.22')`. */
export function lifecycle(
  product: string,
  cycle: string,
  endsOn: string | null,
  latest: string | null,
  longTerm = false,
): Lifecycle {
  return { product, cycle, endsOn, latest, longTerm, source: 'lifecycles' };
}

/** What is installed at a WordPress site, by one route that worked. */
export function inventory(
  components: readonly Component[],
  more: Partial<Inventory> = {},
): Inventory {
  return {
    platform: 'wordpress',
    components,
    routes: [{ route: 'rest', title: 'REST API', outcome: 'used', reason: null }],
    remarks: [],
    packages: [],
    advisories: [],
    notices: [],
    ...more,
  };
}

/** What feeds know; nothing unless told otherwise. */
export function catalogue(more: Partial<Catalogue> = {}): Catalogue {
  return {
    packages: [],
    advisories: [],
    lifecycles: [],
    exploited: [],
    feeds: [],
    unanswered: {},
    ...more,
  };
}

/** A feed that has just been read. */
export function feed(id: string, more: Partial<FeedState> = {}): FeedState {
  return {
    feed: id,
    title: id,
    state: 'fresh',
    asOf: Date.UTC(2026, 10, 23, 6),
    reason: null,
    ...more,
  };
}
