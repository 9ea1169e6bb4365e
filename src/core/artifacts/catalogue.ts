import type { FeedState } from '../feed.ts';
import type { Advisory, Lifecycle, PackageRecord } from '../package-record.ts';

/** Asks what exists of everything that is installed at a site: needs the inventory, and gathers it. */
export type CatalogueParams = Readonly<Record<never, never>>;

/** What feeds know about a site's components. */
export interface Catalogue {
  readonly packages: readonly PackageRecord[];
  readonly advisories: readonly Advisory[];
  readonly lifecycles: readonly Lifecycle[];
  /** CVE ids with known attacks. */
  readonly exploited: readonly string[];
  /** Every feed that covers a component, in the order of their ids. */
  readonly feeds: readonly FeedState[];
  /** By `componentKey`: what could not be learnt, feed by feed, in words. */
  readonly unanswered: Readonly<Record<string, readonly string[]>>;
}
