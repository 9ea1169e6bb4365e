import type { AgentStatus } from '../core/agent-status.ts';

/** One answer of a health endpoint. */
export interface Health {
  readonly ok: boolean;
  /** Every reason why not, in plain words. */
  readonly faults: readonly string[];
}

/** A schedule that has not looked for so long, although something was due, is stuck. */
const stuckAfterMs = 60_000;
/** A message that nobody could be sent for so long means that nobody is being told. */
const silentAfterMs = 10 * 60_000;

/**
 * Whether the process does its work: for restarts. A fault that a restart cannot mend (a full disk,
 * a bad config file) is none here.
 */
export function liveness(status: AgentStatus, now: number): Health {
  const { nextDueAt, lastTickAt } = status;
  const overdue = nextDueAt !== null && now - Math.max(nextDueAt, lastTickAt) > stuckAfterMs;
  return health(overdue ? ['the schedule is stuck: checks are due and none is started'] : []);
}

/** Whether the agent can be relied on: everything that an operator has to look at. */
export function readiness(status: AgentStatus, now: number): Health {
  const { storeFault, configFault, outbox } = status;
  const faults = [...liveness(status, now).faults];
  if (storeFault) faults.push(`the store takes no writes: ${storeFault}`);
  if (configFault) faults.push(`config is stale, the last good one is in force: ${configFault}`);
  if (outbox.waiting > 0 && outbox.oldestMs > silentAfterMs) {
    const minutes = Math.round(outbox.oldestMs / 60_000);
    faults.push(`${outbox.waiting} messages wait, the oldest for ${minutes} minutes`);
  }
  return health(faults);
}

function health(faults: readonly string[]): Health {
  return { ok: faults.length === 0, faults };
}
