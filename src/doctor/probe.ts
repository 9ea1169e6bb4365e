/** What came of one probe of the agent itself. */
export interface Diagnosis {
  readonly name: string;
  readonly status: 'ok' | 'warning' | 'failed';
  /** What was found, in one line. */
  readonly detail: string;
  /** What to do about it; present unless all is well. */
  readonly remedy?: string;
}
