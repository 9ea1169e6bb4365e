import type { Platform } from '../core/site.ts';

/** What a path of a street's site answers. */
export interface Page {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A fault that is built into a site, by the check and rule that has to find it. */
export interface KnownFault {
  readonly check: string;
  readonly rule: string;
  /** A sentence: what is wrong, as somebody would explain it who put it there. */
  readonly why: string;
}

/** Where a site listens, for its config file. */
export interface Place {
  readonly url: string;
  /** `host:port`. */
  readonly address: string;
  /** Midnight before the start in the street's time zone, as config writes local times. */
  readonly midnight: string;
}

/** How things stand in the street at one moment. */
export interface Scene {
  /** The shop's servers do not serve. */
  readonly shopIsDown: boolean;
  /** Orders that nobody has picked up. */
  readonly ordersWaiting: number;
}

/** A small site that the demo serves and watches. */
export interface StreetSite {
  readonly id: string;
  readonly platform: Platform;
  /** Whether it is served over TLS, with a certificate that expires soon. */
  readonly secure: boolean;
  /** Its file in config/sites. */
  readonly yaml: (place: Place) => string;
  /** Its pages by path; every other path is not found. */
  readonly pages: (scene: Scene) => Readonly<Record<string, Page>>;
  /** Every fault it has, those of checks to come among them. */
  readonly knownFaults: readonly KnownFault[];
}
