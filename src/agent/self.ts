import type { Severity } from '../core/finding.ts';
import type { Priority } from '../core/incident.ts';
import type { WatchedCheck } from '../engine/pipeline-ports.ts';
import type { Observation } from '../incidents/observation.ts';

/** In place of a site's id: no site can be named so. */
export const selfSite = '(agent)';

interface SelfTrouble {
  readonly title: string;
  readonly severity: Severity;
  readonly priority: Priority;
  readonly priorityReason: string;
  readonly advice: string;
}

/** What can be wrong with the agent itself. A fault here is never a site's. */
export const selfTroubles = {
  'store-replaced': {
    title: 'The store was damaged and has been replaced',
    severity: 'critical',
    priority: 'P2',
    priorityReason: 'Incidents and history may be missing: somebody has to compare.',
    advice: 'Look at the damaged file that was moved aside, and at the disk it lay on.',
  },
  'store-refuses': {
    title: 'The store takes no writes: incidents and pages live in memory only',
    severity: 'critical',
    priority: 'P1',
    priorityReason: 'A restart would now lose what is open and who was told.',
    advice: 'Free space on the disk, or make the store’s file writable; do not restart the agent.',
  },
  'message-undeliverable': {
    title: 'A message could not be delivered and will not be tried again',
    severity: 'serious',
    priority: 'P2',
    priorityReason: 'Somebody who should have been told was not.',
    advice: 'Check the address of the person and the settings of the channel in caretaker.yaml.',
  },
} as const satisfies Record<string, SelfTrouble>;

/** The id of one of these troubles: in place of a fingerprint. */
export type SelfTroubleId = keyof typeof selfTroubles;

/** The agent as something watched: one failure is enough, and one pass. */
export const selfWatched: WatchedCheck = {
  site: { id: selfSite, timezone: 'UTC' },
  meta: { id: 'agent', category: 'availability', incidentPer: 'finding', confirm: 0 },
  intervalMs: 60_000,
  priority: { environment: 'production', transactional: false, package: null },
  promises: null,
  windows: () => [],
};

/** What the agent says of itself: a trouble with what was seen, or, without evidence, that it is over. */
export function selfObservation(
  id: SelfTroubleId,
  at: number,
  evidence: string | null,
): Observation {
  const trouble = { site: selfSite, check: selfWatched.meta.id, fingerprint: id };
  if (evidence === null) return { trouble, at, failing: false, reason: 'The agent is well again.' };
  return { trouble, at, failing: true, fault: { ...selfTroubles[id], url: '', evidence } };
}
