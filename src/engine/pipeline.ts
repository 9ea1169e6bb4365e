import type { Commit, ResultRecord, StepRow } from '../core/commit.ts';
import { type Incident, type TroubleKey, troubleId } from '../core/incident.ts';
import type { CheckResult } from '../core/result.ts';
import { partsOf } from '../core/result-parts.ts';
import type { Tracker } from '../core/tracker.ts';
import { applyAcceptances } from '../incidents/acceptances.ts';
import type { Change } from '../incidents/change.ts';
import type { Observation } from '../incidents/observation.ts';
import { planPages } from '../incidents/plan.ts';
import { type IncidentPolicy, policyFor } from '../incidents/policy.ts';
import { reduce } from '../incidents/reduce.ts';
import { suppressionFor } from '../incidents/suppression.ts';
import { isSettled, newTracker, wantsConfirmation } from '../incidents/track.ts';
import { troublesOf } from '../incidents/troubles.ts';
import type { PipelinePorts, WatchedCheck } from './pipeline-ports.ts';
import type { Decision, IncidentReader } from './writer.ts';

/** From when on a difference of the wall clock to the monotonic one is somebody setting it, ms. */
const jumpMs = 5000;

/**
 * From result to page: accept, observe, reduce, keep, then act. A result that changes nothing is
 * kept with others; one that somebody has to hear of is kept durably before anybody hears of it.
 */
export class Pipeline {
  readonly #ports: PipelinePorts;
  readonly #trackers: Map<string, Tracker>;
  /** What the wall clock is ahead of the monotonic one. */
  #ahead: number;
  /** One decision at a time: each starts from the trackers that the one before has left. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(trackers: readonly Tracker[], ports: PipelinePorts) {
    this.#ports = ports;
    this.#trackers = new Map(trackers.map((tracker) => [troubleId(tracker.trouble), tracker]));
    this.#ahead = this.#aheadNow();
  }

  /** Takes the result of a run. Resolves when it, and whatever follows from it, is kept. */
  async take(watched: WatchedCheck, judged: CheckResult): Promise<void> {
    const { clock, wishes } = this.#ports;
    const { site, meta } = watched;
    const now = clock.now();
    const { result: told, state } = partsOf(judged);
    const result = applyAcceptances(site.id, told, wishes().acceptances, now);
    const known = this.#tracked(site.id, meta.id).map(({ trouble }) => trouble.fingerprint);
    const about = { ...watched.priority, site: site.id, timezone: site.timezone, known };
    const observations = troublesOf(meta, result, about);
    const { intervalMs, windows } = watched;
    const record: ResultRecord = {
      site: site.id,
      result,
      intervalMs,
      maintenance: windows(now).filter(({ check }) => check === null || check === meta.id),
      ...(state === undefined ? {} : { state }),
    };
    await this.observe(observations, watched, record);
  }

  /** Takes what is known of troubles, with the result that says so, if there is one. */
  async observe(
    observations: readonly Observation[],
    watched: WatchedCheck,
    record?: ResultRecord,
  ): Promise<void> {
    const { writer } = this.#ports;
    const policy = policyFor(watched.meta, this.#ports.escalation());
    const results = record ? [record] : [];
    const quiet = observations.every(
      ({ trouble, failing }) => failing !== true && !this.#trackers.has(troubleId(trouble)),
    );
    if (quiet) return writer.later({ results });
    await this.#inTurn(() => this.#decide(observations, watched, policy, results));
  }

  async #decide(
    observations: readonly Observation[],
    watched: WatchedCheck,
    policy: IncidentPolicy,
    results: readonly ResultRecord[],
  ): Promise<void> {
    const { writer, clock } = this.#ports;
    await this.mindClock();
    const decided = await writer.decide(async (incidents) => {
      const reductions = await Promise.all(
        observations.map((each) => this.#reduce(each, watched, policy, incidents)),
      );
      const changes = reductions.flatMap(({ change }) => change ?? []);
      const trackers = reductions.map(({ tracker }) => tracker);
      const now = clock.now();
      const settled = trackers.filter((tracker) => isSettled(tracker, policy, now));
      const commit: Commit = {
        results,
        trackers: trackers.filter((tracker) => !settled.includes(tracker)),
        settled: settled.map(({ trouble }) => trouble),
        ...commitOf(changes),
      };
      return { commit, value: { trackers, settled, changes } };
    });
    for (const tracker of decided.trackers) {
      this.#trackers.set(troubleId(tracker.trouble), tracker);
    }
    for (const { trouble } of decided.settled) this.#trackers.delete(troubleId(trouble));
    this.#act(decided.changes);
    if (decided.trackers.some((tracker) => wantsConfirmation(tracker, policy))) {
      this.#ports.recheck(watched);
    }
  }

  /** Takes the escalation steps that have fallen due, whoever they belong to. */
  takeDueSteps(): Promise<void> {
    return this.#inTurn(() => this.#takeDueSteps());
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(act);
    this.#turn = turn.catch(() => {});
    return turn;
  }

  async #takeDueSteps(): Promise<void> {
    const { writer, clock } = this.#ports;
    await this.mindClock();
    const changes = await writer.decide(async (incidents): Promise<Decision<readonly Change[]>> => {
      const now = clock.now();
      const steps = await incidents.dueSteps(now);
      const planned: Change[] = [];
      const orphans: string[] = [];
      for (const { incident: id } of steps) {
        const incident = await incidents.get(id);
        if (incident) planned.push(this.#plan(incident, now));
        else orphans.push(id);
      }
      const dropped = orphans.map((incident) => ({ incident, dueAt: null }));
      const { steps: kept = [], ...commit } = commitOf(planned);
      return { commit: { ...commit, steps: [...kept, ...dropped] }, value: planned };
    });
    this.#act(changes);
  }

  /**
   * Moves the steps along with a wall clock that was set, or a machine that slept: people have as
   * long to answer as they were promised. Steps that wait for the end of a silence or of maintenance
   * keep their time of day.
   */
  async mindClock(): Promise<void> {
    const ahead = this.#aheadNow();
    const byMs = ahead - this.#ahead;
    if (Math.abs(byMs) < jumpMs) return;
    this.#ahead = ahead;
    await this.#ports.writer.decide(async (incidents) => {
      const moved: StepRow[] = [];
      for (const { incident: id, dueAt } of await incidents.dueSteps(Number.MAX_SAFE_INTEGER)) {
        const incident = await incidents.get(id);
        if (incident?.suppressedUntil === null) moved.push({ incident: id, dueAt: dueAt + byMs });
      }
      return { commit: { steps: moved }, value: null };
    });
  }

  #aheadNow(): number {
    const { clock } = this.#ports;
    return clock.now() - clock.monotonic();
  }

  #plan(incident: Incident, now: number): Change {
    const { site, check } = incident.trouble;
    const watched = this.#ports.watched(site, check);
    const policy = policyFor(watched?.meta ?? { confirm: 0 }, this.#ports.escalation());
    const tracker = this.#trackers.get(troubleId(incident.trouble)) ?? null;
    return planPages(
      incident,
      { policy, tracker, suppression: this.#suppression(incident.trouble, watched, now) },
      now,
    );
  }

  async #reduce(
    observation: Observation,
    watched: WatchedCheck,
    policy: IncidentPolicy,
    incidents: IncidentReader,
  ) {
    const { trouble } = observation;
    const now = this.#ports.clock.now();
    const tracker = this.#trackers.get(troubleId(trouble)) ?? newTracker(trouble);
    const incident = tracker.incident === null ? null : await incidents.get(tracker.incident);
    const suppression = this.#suppression(trouble, watched, now);
    const { promises, site } = watched;
    const { timezone } = site;
    const context = { policy, suppression, promises, timezone, ids: this.#ports.ids };
    return reduce({ tracker, incident }, observation, context, now);
  }

  #suppression({ site, check }: TroubleKey, watched: WatchedCheck | null, now: number) {
    const { silences } = this.#ports.wishes();
    const about = { site, check, timezone: watched?.site.timezone ?? 'UTC' };
    return suppressionFor(about, now, silences, watched?.windows(now) ?? []);
  }

  #act(changes: readonly Change[]): void {
    for (const change of changes) this.#ports.onChange(change);
    if (changes.length > 0) this.#ports.wake();
  }

  #tracked(site: string, check: string): readonly Tracker[] {
    return [...this.#trackers.values()].filter(
      ({ trouble }) => trouble.site === site && trouble.check === check,
    );
  }
}

function commitOf(changes: readonly Change[]): Commit {
  if (changes.length === 0) return {};
  return {
    incidents: changes.map(({ incident }) => incident),
    timeline: changes.flatMap(({ timeline }) => timeline),
    steps: changes.flatMap(({ incident, step }) => {
      if (step.kind === 'keep') return [];
      return [{ incident: incident.id, dueAt: step.kind === 'due' ? step.dueAt : null }];
    }),
    outbox: changes.flatMap(({ drafts }) => drafts),
  };
}
