import type { AgentStatus, LastRun } from '../core/agent-status.ts';
import { type Incident, type Priority, priorities } from '../core/incident.ts';
import { type CheckResult, type Outcome, outcomes } from '../core/result.ts';

/** Counts what the agent does, for health and metrics. */
export class Tally {
  readonly #runs = Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as Record<
    Outcome,
    number
  >;
  readonly #last = new Map<string, LastRun>();
  #open: Readonly<Record<Priority, number>> = countByPriority([]);

  count(site: string, result: CheckResult): void {
    const { check, outcome, durationMs, metrics, startedAt } = result;
    this.#runs[outcome] += 1;
    const at = Date.parse(startedAt);
    this.#last.set(`${site} ${check}`, { site, check, outcome, durationMs, at, metrics });
  }

  /** The incidents that are unresolved now. */
  open(incidents: readonly Incident[]): void {
    this.#open = countByPriority(incidents);
  }

  /** Forgets checks that are no longer watched. */
  keepOnly(isWatched: (site: string, check: string) => boolean): void {
    for (const [key, { site, check }] of this.#last) {
      if (!isWatched(site, check)) this.#last.delete(key);
    }
  }

  get counts(): Pick<AgentStatus, 'runs' | 'lastRuns' | 'openIncidents'> {
    return { runs: this.#runs, lastRuns: this.#last.values(), openIncidents: this.#open };
  }
}

function countByPriority(incidents: readonly Incident[]): Readonly<Record<Priority, number>> {
  return Object.fromEntries(
    priorities.map((priority) => [
      priority,
      incidents.filter((incident) => incident.priority === priority).length,
    ]),
  ) as Record<Priority, number>;
}
