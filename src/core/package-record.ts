import type { ComponentKind, Registry } from './component.ts';

/** One release, as its registry describes it. */
export interface Release {
  readonly version: string;
  /** Epoch milliseconds; null where the registry does not say. */
  readonly releasedAt: number | null;
  /** The registry says that it repairs a vulnerability. */
  readonly security: boolean;
  /** The registry says that nobody should run it: insecure, revoked, unlisted. */
  readonly withdrawn: boolean;
  /** The registry says that it gets no more repairs; its words. */
  readonly unsupported: string | null;
  /** What it needs, as the registry spells it: constraints on the platform's core and on PHP. */
  readonly requiresCore?: string;
  readonly requiresPhp?: string;
  /** Where a person reads about it. */
  readonly url?: string;
}

/** What a registry, or a tool that asked one, knows about one package. */
export interface PackageRecord {
  readonly registry: Registry;
  /** As the registry spells it. */
  readonly name: string;
  /** WordPress.org, where kinds share names: what it is; a plugin where left out. */
  readonly kind?: ComponentKind;
  /** False: the registry has no such package. Nothing else is known then, least of all that it is safe. */
  readonly published: boolean;
  /** The newest first; may leave out what is old. */
  readonly releases: readonly Release[];
  /** The registry took the package down; null where it did not. */
  readonly closed: { readonly on: string | null; readonly reason: string | null } | null;
  /** The registry's word that nobody looks after the package any more; null where it says no such thing. */
  readonly unsupported: string | null;
  /** The registry's word that the package as a whole is insecure; null where it says no such thing. */
  readonly insecure: string | null;
  /** Prefixes of versions that still get repairs, each with its trailing dot: `10.6.`, `8.x-1.`; null where the registry has none. */
  readonly supportedBranches: readonly string[] | null;
  /** Which newest core it was tested with; null where unknown. */
  readonly testedCore: string | null;
  /** Feed or route that says all this. */
  readonly source: string;
}

/** Versions from one bound to another. A missing bound is unbounded. */
export interface VersionRange {
  readonly from: { readonly version: string; readonly inclusive: boolean } | null;
  readonly to: { readonly version: string; readonly inclusive: boolean } | null;
}

/** A publisher's word for how bad an advisory is. */
export const advisoryRatings = ['critical', 'high', 'moderate', 'low'] as const;
export type AdvisoryRating = (typeof advisoryRatings)[number];

/** A known vulnerability of a package. */
export interface Advisory {
  readonly registry: Registry;
  /** Package, as the registry spells it. */
  readonly package: string;
  /** WordPress.org, where kinds share names: what the package is; a plugin where left out. */
  readonly kind?: ComponentKind;
  /** The best known name: a CVE, else the publisher's own id. */
  readonly id: string;
  /** Every other name of the same vulnerability. */
  readonly aliases: readonly string[];
  /** One line. */
  readonly title: string;
  /** CVSS base score, 0-10; null where nobody gave one. */
  readonly cvss: number | null;
  readonly rating: AdvisoryRating | null;
  /** The publisher knows of attacks. */
  readonly exploited: boolean;
  /** Anybody may run code on the server, without an account. */
  readonly unauthenticatedCodeExecution: boolean;
  /** Drupal's highest rating. */
  readonly highlyCritical: boolean;
  /** Affected where one range holds or one version equals. */
  readonly ranges: readonly VersionRange[];
  readonly versions: readonly string[];
  /** Versions that repair it, one a branch; none where there is no repair. */
  readonly fixedIn: readonly string[];
  /** Epoch milliseconds. */
  readonly publishedAt: number | null;
  readonly url: string | null;
  /** Feed or route that says so. */
  readonly source: string;
  /** Notice that the publisher's licence wants to be shown. */
  readonly notice?: string;
}

/** How long one line of a product is looked after. */
export interface Lifecycle {
  /** `dotnet`, `php`, `umbraco`, `drupal`, `wordpress`, `shopify-api`. */
  readonly product: string;
  /** The line, as a prefix of its versions: `8.0`, `10.6`, `13`, `2026-01`. */
  readonly cycle: string;
  readonly longTerm: boolean;
  /** ISO date after which there are no more security repairs; null where none is set. */
  readonly endsOn: string | null;
  readonly latest: string | null;
  readonly source: string;
}
