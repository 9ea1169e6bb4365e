import type { CheckMeta } from '../core/check.ts';
import type { EscalationStep } from '../core/notification.ts';

/** When a trouble becomes an incident, when it ends, and who hears of it. Durations in milliseconds. */
export interface IncidentPolicy {
  /** Failing runs in a row that open an incident. */
  readonly failuresToOpen: number;
  /** Passing runs in a row that resolve it. */
  readonly passesToResolve: number;
  /** How long the first page waits for the trouble to pass. */
  readonly groupWaitMs: number;
  /** How long after its end the same trouble is the same incident, if it begins to fail again by then. */
  readonly reopenMs: number;
  readonly flap: FlapPolicy;
  readonly escalation: readonly EscalationStep[];
}

/** What counts as flapping: changes between failing and passing, from run to run. */
export interface FlapPolicy {
  readonly windowMs: number;
  /** Changes within the window from which an open incident is kept open. */
  readonly changes: number;
  /** Changes within the window that open an incident though no failure lasted long enough. */
  readonly changesToOpen: number;
  /** How long a flapping trouble has to be gone before it counts as over. */
  readonly stableMs: number;
}

const minute = 60_000;

/** Thresholds for a check: its quick re-checks decide how often a failure has to repeat. */
export function policyFor(
  { confirm }: Pick<CheckMeta, 'confirm'>,
  escalation: readonly EscalationStep[],
): IncidentPolicy {
  return {
    failuresToOpen: 1 + confirm,
    // A check that one failure convinces is convinced by one pass: it may run once a day.
    passesToResolve: Math.min(2, 1 + confirm),
    groupWaitMs: minute / 2,
    reopenMs: 15 * minute,
    flap: { windowMs: 30 * minute, changes: 5, changesToOpen: 10, stableMs: 15 * minute },
    escalation,
  };
}
