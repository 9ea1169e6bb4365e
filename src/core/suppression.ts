/** Somebody's wish not to be paged for a while. Times are epoch milliseconds. */
export interface Silence {
  readonly id: string;
  /** Null for every site. */
  readonly site: string | null;
  /** Null for every check. */
  readonly check: string | null;
  readonly from: number;
  /** The first moment at which it no longer holds. */
  readonly until: number;
  readonly by: string;
  readonly reason: string;
}

/** Planned work on a site, from config: no pages, and the time counts as maintenance. */
export interface MaintenanceWindow {
  /** Null for every site. */
  readonly site: string | null;
  /** Null for every check. */
  readonly check: string | null;
  readonly from: number;
  /** The first moment at which it no longer holds. */
  readonly until: number;
  readonly reason: string;
}

/** Why nobody is paged at the moment, and until when. */
export interface Suppression {
  readonly kind: 'silence' | 'maintenance';
  /** A sentence. */
  readonly reason: string;
  readonly until: number;
}
