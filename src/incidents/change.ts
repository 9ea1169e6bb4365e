import { type Incident, machine, type TimelineEntry, type TimelineKind } from '../core/incident.ts';
import type { OutboxDraft } from '../core/notification.ts';
import { oneLine } from '../core/text.ts';

/** What becomes of the incident's due escalation step. */
export type StepChange =
  | { readonly kind: 'keep' }
  /** Epoch milliseconds; replaces whatever was due. */
  | { readonly kind: 'due'; readonly dueAt: number }
  | { readonly kind: 'drop' };

/** Everything that follows from one decision on an incident: written in one durable transaction, or not at all. */
export interface Change {
  readonly incident: Incident;
  readonly timeline: readonly TimelineEntry[];
  readonly step: StepChange;
  readonly drafts: readonly OutboxDraft[];
}

/** Longest reason on a timeline, UTF-16 units. */
const maxReason = 1000;

/** The change that changes nothing, to add to. */
export function startOf(incident: Incident): Change {
  return { incident, timeline: [], step: { kind: 'keep' }, drafts: [] };
}

/** Adds a transition: new values of the incident, and an entry that says why. */
export function transition(
  change: Change,
  to: {
    readonly kind: TimelineKind;
    readonly reason: string;
    readonly now: number;
    readonly by?: string;
    readonly set?: Partial<Incident>;
    readonly step?: StepChange;
  },
): Change {
  const { kind, reason, now, by = machine, set = {}, step = change.step } = to;
  const incident = { ...change.incident, ...set };
  const entry = { incident: incident.id, at: now, kind, by, reason: oneLine(reason, maxReason) };
  return { ...change, incident, timeline: [...change.timeline, entry], step };
}

/** Null where nothing happened, so that nothing has to be written durably. */
export function orNull(change: Change): Change | null {
  return change.timeline.length === 0 && change.step.kind === 'keep' ? null : change;
}
