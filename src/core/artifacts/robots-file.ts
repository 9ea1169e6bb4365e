/** Asks for the robots.txt that speaks for an address: that of its scheme, host and port. */
export interface RobotsFileParams {
  readonly url: string;
}

/** The answer to `/robots.txt`. */
export interface RobotsFile {
  readonly url: string;
  /** `missing` bars nothing, `unreachable` bars everything (RFC 9309, 2.3.1). */
  readonly state: 'read' | 'missing' | 'unreachable';
  /** Null where no answer came. */
  readonly status: number | null;
  /** The first 500 KiB; empty unless it was read. */
  readonly text: string;
  readonly contentType: string;
  /** True where there is more of it than counts. */
  readonly cut: boolean;
  /** What came instead; empty where it was read. */
  readonly why: string;
}
