import type { Severity } from './finding.ts';

/** How urgent an incident is; P1 wakes people at night. */
export const priorities = ['P1', 'P2', 'P3', 'P4'] as const;
export type Priority = (typeof priorities)[number];

/** Where an incident stands: nobody has it yet, somebody has it, or it is over. */
export type IncidentState = 'open' | 'acknowledged' | 'resolved';

/** Who resolves and opens when no person does. */
export const machine = 'caretaker';

/** Identity of one trouble: at most one incident of it is unresolved at any time. */
export interface TroubleKey {
  readonly site: string;
  readonly check: string;
  /** Of the finding, for checks with an incident for each finding; else empty. */
  readonly fingerprint: string;
}

/** A trouble's identity as one text, for maps and primary keys. */
export function troubleId({ site, check, fingerprint }: TroubleKey): string {
  return `${site}/${check}/${fingerprint}`;
}

/** One confirmed trouble, from its confirmation until it is over. Times are epoch milliseconds. */
export interface Incident {
  /** Short enough to say on the phone: `I-` and some base32 digits. */
  readonly id: string;
  readonly trouble: TroubleKey;
  /** One line; may hold text from the site. */
  readonly title: string;
  readonly severity: Severity;
  readonly priority: Priority;
  /** A sentence. */
  readonly priorityReason: string;
  /** Where it was seen. */
  readonly url: string;
  /** What was seen when it opened or got worse, in the site's own words; 2 KiB at most. */
  readonly evidence: string;
  /** The first thing to do. */
  readonly advice: string;
  readonly state: IncidentState;
  /** The first failing run. */
  readonly startedAt: number;
  /** The confirmation; stays when the incident is opened again. */
  readonly openedAt: number;
  /** The last time it was opened again; null while it was opened once only. */
  readonly reopenedAt: number | null;
  /** How often it was opened: 1, and one more each time it came back within the window. */
  readonly openings: number;
  /** Of the present opening. */
  readonly acknowledgedAt: number | null;
  readonly acknowledgedBy: string | null;
  readonly resolvedAt: number | null;
  /** A person, or `caretaker`. */
  readonly resolvedBy: string | null;
  /** When the contract wants an answer, and a fix; null where none is owed. */
  readonly respondBy: number | null;
  readonly resolveBy: number | null;
  /** Up and down so often that it is kept open until it has been stable for a while. */
  readonly flapping: boolean;
  /** First page of the present opening handed to the outbox; null while it waits. */
  readonly pagedAt: number | null;
  /** How many escalation steps of the present opening were taken; their index goes on from here. */
  readonly stepsTaken: number;
  /** Until when a silence or maintenance window holds the pages back, as last seen; null without one. */
  readonly suppressedUntil: number | null;
}

/** When the clocks of the present opening started, epoch milliseconds. */
export function clocksStartedAt({ openedAt, reopenedAt }: Incident): number {
  return reopenedAt ?? openedAt;
}

/** Everything that can happen to an incident. */
export const timelineKinds = [
  'opened',
  'page-planned',
  'page-dropped',
  'paged',
  'sent',
  'delivery-failed',
  'gave-up',
  'acknowledged',
  'noted',
  'flapping',
  'suppressed',
  'unsuppressed',
  'escalated',
  'resolved',
  'reopened',
  'priority-set',
] as const;
export type TimelineKind = (typeof timelineKinds)[number];

/** One transition or decision, and why: what a person reads to understand what happened. */
export interface TimelineEntry {
  readonly incident: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly kind: TimelineKind;
  /** A person's id, or `caretaker`. */
  readonly by: string;
  /** A sentence, never empty; may hold text from the site. */
  readonly reason: string;
}

/** The next escalation step of an incident: a row that becomes due, never a timer. At most one an incident. */
export interface DueStep {
  readonly incident: string;
  /** Epoch milliseconds. */
  readonly dueAt: number;
}

/** Hands out incident ids that were never used before. */
export interface IdSource {
  next(): string;
}
