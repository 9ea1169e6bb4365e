/** A person's decision to live with a finding until a date. Times are epoch milliseconds. */
export interface Acceptance {
  readonly id: string;
  readonly site: string;
  readonly check: string;
  /** Of the accepted finding. */
  readonly fingerprint: string;
  /** The first moment at which it fails the run again. */
  readonly until: number;
  readonly by: string;
  readonly reason: string;
  readonly createdAt: number;
}
