import type { Component } from '../component.ts';
import type { Advisory, PackageRecord } from '../package-record.ts';
import type { Platform } from '../site.ts';

/** Asks what is installed at a site; how is for config to say. */
export type InventoryParams = Readonly<Record<never, never>>;

/** What is installed at a site, as far as its routes could tell. */
export interface Inventory {
  readonly platform: Platform;
  /** Each once, by `componentKey`. */
  readonly components: readonly Component[];
  /** In the order in which they were considered. */
  readonly routes: readonly RouteReport[];
  /** Files and answers that made no sense, and contradictions between sources. */
  readonly remarks: readonly InventoryRemark[];
  /** What tools on the site's side said about packages and advisories: no feed was asked for it. */
  readonly packages: readonly PackageRecord[];
  readonly advisories: readonly Advisory[];
  readonly notices: readonly ServiceNotice[];
}

/** What came of one way to the inventory. */
export interface RouteReport {
  readonly route: string;
  readonly title: string;
  /** `unneeded`: others had brought everything already. `unavailable`: config gives it nothing to work with. */
  readonly outcome: 'used' | 'failed' | 'unavailable' | 'unneeded';
  /** Null where it was used. A sentence without its full stop. */
  readonly reason: string | null;
}

/** Something in the sources that a person should know of. */
export interface InventoryRemark {
  /** A file, a route, a component. */
  readonly about: string;
  readonly message: string;
}

/** Something the site uses and its platform's vendor will take away. */
export interface ServiceNotice {
  /** What, in one line: `script tag https://…`. Its identity from run to run. */
  readonly subject: string;
  readonly message: string;
  /** ISO date from which it stops; null where none is set, or where it has stopped. */
  readonly endsOn: string | null;
  readonly stopped: boolean;
  readonly advice: string;
  readonly help: string | null;
}
