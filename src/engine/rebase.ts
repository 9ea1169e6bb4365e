import type { Commit } from '../core/commit.ts';
import type { Incident } from '../core/incident.ts';

/**
 * A decision that had to wait in memory, as it is written later: what a person did to an incident
 * through the store meanwhile outweighs it, and ends the incident's steps.
 */
export async function rebased(
  commit: Commit,
  stored: (id: string) => Promise<Incident | null>,
): Promise<Commit> {
  if (!commit.incidents || commit.incidents.length === 0) return commit;
  const incidents: Incident[] = [];
  const taken = new Set<string>();
  for (const ours of commit.incidents) {
    const incident = withActs(ours, await stored(ours.id));
    incidents.push(incident);
    if (ours.state === 'open' && incident.state !== 'open') taken.add(ours.id);
  }
  const steps = (commit.steps ?? []).map((step) =>
    taken.has(step.incident) ? { ...step, dueAt: null } : step,
  );
  return { ...commit, incidents, steps };
}

/** An incident as it is in memory, with what a person did to the same opening of it in the store. */
export function withActs(ours: Incident, stored: Incident | null): Incident {
  if (!stored || stored.openings !== ours.openings || stored.state === 'open') return ours;
  const { acknowledgedAt, acknowledgedBy, resolvedAt, resolvedBy } = stored;
  if (stored.state === 'resolved' && ours.state !== 'resolved') {
    const acts = { acknowledgedAt, acknowledgedBy, resolvedAt, resolvedBy } as const;
    return { ...ours, ...acts, state: 'resolved', flapping: false, suppressedUntil: null };
  }
  if (ours.acknowledgedAt !== null) return ours;
  const state = ours.state === 'open' ? 'acknowledged' : ours.state;
  return { ...ours, state, acknowledgedAt, acknowledgedBy };
}
