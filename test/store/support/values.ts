import type { ResultRecord } from '../../../src/core/commit.ts';
import type { Incident, TimelineEntry } from '../../../src/core/incident.ts';
import type { OutboxDraft } from '../../../src/core/notification.ts';
import type { CheckResult, Outcome } from '../../../src/core/result.ts';
import type { Tracker } from '../../../src/core/tracker.ts';
import { noon } from './temp-store.ts';

/** A result of uptime. */
export function result(at: number, outcome: Outcome = 'passed', totalMs = 120): CheckResult {
  return {
    check: 'uptime',
    outcome,
    startedAt: new Date(at).toISOString(),
    durationMs: totalMs + 3,
    metrics: { totalMs },
    labels: {},
    findings: [],
    ...(outcome === 'errored' ? { reason: 'no network' } : {}),
  };
}

/** A result of uptime at the site `acme`, which is checked every minute. */
export function record(
  at: number,
  outcome: Outcome = 'passed',
  rest: Partial<ResultRecord> = {},
): ResultRecord {
  return { site: 'acme', result: result(at, outcome), intervalMs: 60_000, ...rest };
}

export const trouble = { site: 'acme', check: 'uptime', fingerprint: '' } as const;

/** An open incident of `acme`. */
export function incident(id: string, rest: Partial<Incident> = {}): Incident {
  return {
    id,
    trouble,
    title: 'The site is down',
    severity: 'critical',
    priority: 'P1',
    priorityReason: 'A production site is down.',
    url: 'https://acme.example/',
    evidence: '503',
    advice: 'Read the logs.',
    state: 'open',
    startedAt: noon - 60_000,
    openedAt: noon,
    openings: 1,
    acknowledgedAt: null,
    acknowledgedBy: null,
    resolvedAt: null,
    resolvedBy: null,
    reopenedAt: null,
    respondBy: null,
    resolveBy: null,
    flapping: false,
    pagedAt: null,
    stepsTaken: 0,
    suppressedUntil: null,
    ...rest,
  };
}

/** A line of a timeline. */
export function entry(incidentId: string, rest: Partial<TimelineEntry> = {}): TimelineEntry {
  const base = { incident: incidentId, at: noon, kind: 'opened', by: 'caretaker' } as const;
  return { ...base, reason: 'Three runs in a row failed.', ...rest };
}

/** A page to Jo about an incident. */
export function draft(key: string, incidentId: string | null = null): OutboxDraft {
  return {
    key,
    incident: incidentId,
    kind: incidentId === null ? 'self' : 'page',
    person: 'jo',
    address: 'jo@practice.example',
    channel: 'mail',
    urgent: true,
    createdAt: noon,
    priority: incidentId === null ? null : 'P1',
    opening: 1,
    step: 0,
    reason: 'Jo is first on the list.',
    text: null,
  };
}

/** What is remembered of the trouble. */
export function tracker(rest: Partial<Tracker> = {}): Tracker {
  const base = { trouble, failures: 1, passes: 0, since: noon, failing: true, changes: [noon] };
  return { ...base, incident: null, open: false, at: noon, ...rest };
}
