import type { Availability } from '../../core/availability.ts';
import type { Severity } from '../../core/finding.ts';
import type { Incident, TimelineKind } from '../../core/incident.ts';
import type { Outcome } from '../../core/result.ts';
import type { SiteState } from '../../desk/site-state.ts';
import type { IconName } from './icons.ts';

/** How something stands: in words, in a shape, and in a colour, so that each is enough (WCAG 1.4.1). */
export interface Standing {
  readonly word: string;
  readonly icon: IconName;
  readonly tone: 'good' | 'warn' | 'bad' | 'calm' | 'none';
}

/** The states of a site. */
export const siteStanding: Readonly<Record<SiteState, Standing>> = {
  down: { word: 'Down', icon: 'cross', tone: 'bad' },
  trouble: { word: 'In trouble', icon: 'alert', tone: 'warn' },
  unmeasured: { word: 'Not measured', icon: 'unknown', tone: 'none' },
  review: { word: 'To be looked at', icon: 'eye', tone: 'calm' },
  work: { word: 'Planned work', icon: 'work', tone: 'calm' },
  waiting: { word: 'No result yet', icon: 'wait', tone: 'none' },
  well: { word: 'Well', icon: 'check', tone: 'good' },
};

/** The outcomes of a run. */
export const outcomeStanding: Readonly<Record<Outcome, Standing>> = {
  failed: { word: 'Failed', icon: 'cross', tone: 'bad' },
  errored: { word: 'Not measured', icon: 'unknown', tone: 'none' },
  incomplete: { word: 'To be looked at', icon: 'eye', tone: 'calm' },
  inapplicable: { word: 'Does not apply', icon: 'skip', tone: 'none' },
  passed: { word: 'Passed', icon: 'check', tone: 'good' },
};

/** The severities of a finding. */
export const severityTone: Readonly<Record<Severity, Standing['tone']>> = {
  critical: 'bad',
  serious: 'warn',
  moderate: 'calm',
  minor: 'none',
};

/** The states of an incident. */
export const incidentStanding: Readonly<Record<Incident['state'], Standing>> = {
  open: { word: 'Open', icon: 'alert', tone: 'bad' },
  acknowledged: { word: 'Acknowledged', icon: 'person', tone: 'calm' },
  resolved: { word: 'Resolved', icon: 'check', tone: 'good' },
};

/** What can happen to an incident, in a few words. */
export const happened: Readonly<Record<TimelineKind, string>> = {
  opened: 'Opened',
  'page-planned': 'Page planned',
  'page-dropped': 'Page dropped',
  paged: 'Paged',
  sent: 'Message sent',
  'delivery-failed': 'Delivery failed',
  'gave-up': 'Gave up sending',
  acknowledged: 'Acknowledged',
  noted: 'Note',
  flapping: 'Flapping',
  suppressed: 'Pages held back',
  unsuppressed: 'Pages go on',
  escalated: 'Escalated',
  resolved: 'Resolved',
  reopened: 'Opened again',
  'priority-set': 'Priority changed',
};

/**
 * A share of the time that was measured. Cut, never rounded: 99.996 % is no `100%`, for something
 * was down.
 */
export function percentUp(ratio: number | null): string {
  if (ratio === null) return 'no figure yet';
  return ratio === 1 ? '100%' : `${(Math.floor(ratio * 10_000) / 100).toFixed(2)}%`;
}

/** The share of which nothing is known; never a zero that is none. */
export function percentUnknown(share: number): string {
  if (share === 0) return '0% unknown';
  if (share < 0.001) return '< 0.1% unknown';
  const percent = share === 1 ? 100 : Math.min(99.9, Math.round(share * 1000) / 10);
  return `${percent}% unknown`;
}

/** Both figures of a stretch: neither stands alone. */
export function availabilityText({ ratio, unknownShare }: Availability): string {
  if (ratio === null) return 'nothing is known';
  return `${percentUp(ratio)} available, ${percentUnknown(unknownShare)}`;
}

/** `1 site`, `2 sites`. */
export function count(number: number, thing: string): string {
  return `${number.toLocaleString('en-GB')} ${thing}${number === 1 ? '' : 's'}`;
}
