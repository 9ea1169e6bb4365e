import type {
  DueStep,
  Incident,
  TimelineEntry,
  TimelineKind,
  TroubleKey,
} from '../../src/core/incident.ts';
import type { EscalationStep, OutboxDraft } from '../../src/core/notification.ts';
import type { Promises } from '../../src/core/sla/due-times.ts';
import type { Silence } from '../../src/core/suppression.ts';
import type { Tracker } from '../../src/core/tracker.ts';
import type { Change } from '../../src/incidents/change.ts';
import { incidentIds } from '../../src/incidents/ids.ts';
import type { Fault, Observation } from '../../src/incidents/observation.ts';
import { type Act, acknowledge, note, resolve } from '../../src/incidents/people.ts';
import { planPages } from '../../src/incidents/plan.ts';
import { type IncidentPolicy, policyFor } from '../../src/incidents/policy.ts';
import { reduce } from '../../src/incidents/reduce.ts';
import { suppressionFor } from '../../src/incidents/suppression.ts';
import { newTracker } from '../../src/incidents/track.ts';

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;

export const trouble: TroubleKey = { site: 'shop', check: 'uptime', fingerprint: '' };

/** A fault that wakes people; whatever matters to a test is overridden. */
export function fault(overrides: Partial<Fault> = {}): Fault {
  return {
    title: 'The site answers with an error',
    severity: 'critical',
    priority: 'P1',
    priorityReason: 'Visitors cannot use the site.',
    url: 'https://shop.example/',
    evidence: 'HTTP/1.1 503 Service Unavailable',
    advice: 'Look at the web server’s error log.',
    ...overrides,
  };
}

export function observed(failing: boolean | null, at: number, what: Fault = fault()): Observation {
  return failing
    ? { trouble, at, failing, fault: what }
    : { trouble, at, failing, reason: failing === null ? 'No network.' : 'The check passed.' };
}

/** Jo by mail at once, Sam by mail after a quarter of an hour. */
export const escalation: readonly EscalationStep[] = [
  { afterMs: 0, recipients: [{ person: 'jo', channel: 'mail', address: 'jo@agency.example' }] },
  {
    afterMs: 15 * minute,
    recipients: [{ person: 'sam', channel: 'mail', address: 'sam@agency.example' }],
  },
];

/** Everything that lasts between two decisions: what the store keeps. */
export interface Kept {
  readonly tracker: Tracker;
  readonly incidents: Readonly<Record<string, Incident>>;
  readonly timeline: readonly TimelineEntry[];
  readonly outbox: readonly OutboxDraft[];
  readonly step: DueStep | null;
  readonly silences: readonly Silence[];
}

export const nothingKept: Kept = {
  tracker: newTracker(trouble),
  incidents: {},
  timeline: [],
  outbox: [],
  step: null,
  silences: [],
};

const timezone = 'Europe/London';

export type World = ReturnType<typeof worldAt>;

/** One trouble, a clock that jumps from event to event, and what the store would keep. */
export function worldAt(
  start: string | number,
  options: { policy?: IncidentPolicy; promises?: Promises } = {},
) {
  const policy = options.policy ?? policyFor({ confirm: 2 }, escalation);
  const promises = options.promises ?? null;
  let now = typeof start === 'number' ? start : Date.parse(start);
  let kept = nothingKept;
  const ids = incidentIds({ now: () => now }, (id) => id in kept.incidents);

  const present = () => kept.incidents[kept.tracker.incident ?? ''] ?? null;
  const suppression = () => suppressionFor({ ...trouble, timezone }, now, kept.silences, []);

  function commit({ incident, timeline, step, drafts }: Change) {
    const steps = {
      keep: kept.step,
      drop: null,
      due: step.kind === 'due' ? { incident: incident.id, dueAt: step.dueAt } : null,
    };
    kept = {
      ...kept,
      incidents: { ...kept.incidents, [incident.id]: incident },
      timeline: [...kept.timeline, ...timeline],
      outbox: [...kept.outbox, ...drafts],
      step: steps[step.kind],
    };
  }

  function takeDueStep() {
    const incident = kept.incidents[kept.step?.incident ?? ''];
    if (!incident) throw new Error('a step is due for an incident that is not kept');
    commit(planPages(incident, { policy, suppression: suppression(), tracker: kept.tracker }, now));
  }

  function does(act: (incident: Incident) => Act): Act | null {
    const incident = present();
    const done = incident && act(incident);
    if (done?.ok) commit(done.change);
    return done;
  }

  return {
    policy,
    now: () => now,
    kept: () => kept,
    incident: present,
    /** Lets time pass; steps are taken on the way, when they fall due. */
    wait(ms: number) {
      const until = now + ms;
      for (let guard = 0; kept.step && kept.step.dueAt <= until; guard++) {
        if (guard > 1000) throw new Error('steps fall due for ever');
        now = Math.max(now, kept.step.dueAt);
        takeDueStep();
      }
      now = until;
    },
    run(failing: boolean | null, what: Fault = fault()) {
      const { tracker, change } = reduce(
        { tracker: kept.tracker, incident: present() },
        observed(failing, now, what),
        { policy, suppression: suppression(), promises, timezone, ids },
        now,
      );
      kept = { ...kept, tracker };
      if (change) commit(change);
    },
    silence(ms: number, reason = 'deploy') {
      const id = `s${kept.silences.length}`;
      const silence = {
        id,
        site: 'shop',
        check: null,
        from: now,
        until: now + ms,
        by: 'jo',
        reason,
      };
      kept = { ...kept, silences: [...kept.silences, silence] };
    },
    endSilences() {
      kept = { ...kept, silences: [] };
    },
    acknowledge: (by: string) => does((incident) => acknowledge(incident, by, now)),
    resolve: (by: string, reason: string) =>
      does((incident) => resolve(incident, by, reason, policy, now)),
    note: (by: string, text: string) => does((incident) => note(incident, by, text, now)),
    /** As after a restart: all that is kept has been through JSON. */
    restart() {
      kept = JSON.parse(JSON.stringify(kept)) as Kept;
    },
    kinds: (): readonly TimelineKind[] => kept.timeline.map(({ kind }) => kind),
    reasonOf: (kind: TimelineKind) =>
      kept.timeline.findLast((entry) => entry.kind === kind)?.reason ?? '',
    pages: () => kept.outbox.filter(({ kind }) => kind === 'page'),
    notices: () => kept.outbox.filter(({ kind }) => kind === 'resolved'),
  };
}

/** Runs a check over minutes: one letter a run, `x` fails, `.` passes, `?` is errored. */
export function play(world: World, runs: string, everyMs = minute): void {
  for (const letter of runs) {
    world.run(letter === '?' ? null : letter === 'x');
    world.wait(everyMs);
  }
}
