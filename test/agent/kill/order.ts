/** What the agent of a kill test is told by its parent, as JSON on its command line. */
export interface Order {
  /** The store's file. */
  readonly file: string;
  /** The site that is watched. */
  readonly site: string;
  readonly smtpPort: number;
  readonly hook: string;
  /** What its clock shows when it has started, epoch milliseconds. */
  readonly now: number;
  /** How many times faster than real time it lives. */
  readonly speed: number;
  /** Jo is paged at once; Sam when Jo has not answered for so long. */
  readonly secondStepMs: number;
  /** Where it kills itself; null to live. */
  readonly point: string | null;
  /** Acknowledge the open incident beside a running agent, and end. */
  readonly acknowledges: boolean;
}

/** The key with which webhooks are signed. */
export const secret = 'a secret of the kill tests';

/** Where an agent is killed, from the result to the recorded delivery and on to the all-clear. */
export const points = [
  'result judged',
  'failure: before the write',
  'failure: committed',
  'opened: before the write',
  'opened: written',
  'opened: committed',
  'opened: known',
  'step due',
  'paged: before the write',
  'paged: written',
  'paged: committed',
  'paged: known',
  'lease: before',
  'lease: written',
  'lease: committed',
  'mail: before',
  'mail: answered',
  'hook: before',
  'hook: answered',
  'sent: before the write',
  'sent: written',
  'sent: committed',
  'sent: known',
  'escalated: before the write',
  'escalated: written',
  'escalated: committed',
  'resolved: before the write',
  'resolved: written',
  'resolved: committed',
  'all-clear: before',
  'all-clear: answered',
] as const;

/** Where whoever acknowledges is killed. */
export const acknowledgePoints = ['acknowledged: written', 'acknowledged: committed'] as const;

/** The points dealt out to six stories, so that each has its kills from the beginning to the end. */
export const lives: readonly (readonly string[])[] = Array.from({ length: 6 }, (_, life) =>
  points.filter((_point, index) => index % 6 === life),
);
