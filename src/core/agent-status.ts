import type { Priority } from './incident.ts';
import type { Outcome } from './result.ts';

/** The last result of one check at one site, in numbers. */
export interface LastRun {
  readonly site: string;
  readonly check: string;
  readonly outcome: Outcome;
  readonly durationMs: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly metrics: Readonly<Record<string, number>>;
}

/** What the agent knows of its own health: read by /healthz, /readyz and /metrics. */
export interface AgentStatus {
  readonly version: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** When the schedule last looked what is due, epoch ms; an old value means a stuck agent. */
  readonly lastTickAt: number;
  /** When the schedule next has something to do, epoch ms; null where nothing is scheduled. */
  readonly nextDueAt: number | null;
  /** Null where the store takes writes; else why it does not. */
  readonly storeFault: string | null;
  /** Null where the config in force is the one on disk; else what is wrong with the one on disk. */
  readonly configFault: string | null;
  /** When the config in force was loaded, epoch ms. */
  readonly configLoadedAt: number;
  readonly sites: number;
  readonly openIncidents: Readonly<Record<Priority, number>>;
  /** Messages that wait to be sent, and how long the oldest has waited, in ms. */
  readonly outbox: { readonly waiting: number; readonly oldestMs: number };
  readonly runs: Readonly<Record<Outcome, number>>;
  readonly lastRuns: Iterable<LastRun>;
}
