import type { Change } from '../../agent/agent.ts';
import type { Incident, TimelineEntry } from '../../core/incident.ts';
import type { Look } from '../../report/check-run/table/look.ts';
import type { Entry } from './lines.ts';

/** How the transitions of an incident are drawn; the others are neither good nor bad news. */
const styles: Readonly<Partial<Record<TimelineEntry['kind'], Entry['styles']>>> = {
  opened: ['bold', 'red'],
  reopened: ['bold', 'red'],
  'page-planned': ['dim'],
  paged: ['bold'],
  escalated: ['bold', 'red'],
  flapping: ['yellow'],
  acknowledged: ['bold'],
  resolved: ['bold', 'green'],
};

/** What happened to an incident, an entry for each transition, with its reason. */
export function incidentEntries({ incident, timeline }: Change, { signs }: Look): readonly Entry[] {
  return timeline.map(({ kind, reason }): Entry => {
    const begins = kind === 'opened' || kind === 'reopened';
    const name = `Incident ${incident.id}`;
    return {
      sign: signs.incident,
      styles: styles[kind] ?? [],
      text: begins ? `${name} ${kind}: ${headline(incident)}` : `${name} ${told(kind, reason)}`,
      details: begins ? beginning(incident, reason) : [],
    };
  });
}

/** Why it was opened, without the title again, and how urgent it is. */
function beginning({ title, priorityReason }: Incident, reason: string): readonly string[] {
  return [reason.replace(`: ${title}`, ''), priorityReason];
}

function headline({ priority, trouble, title }: Incident): string {
  return `${priority} ${trouble.site} ${trouble.check}: ${title}`;
}

/** What happened, and why; a reason that begins with it says both. */
function told(kind: TimelineEntry['kind'], reason: string): string {
  const what = kind.replaceAll('-', ' ');
  return reason.toLowerCase().startsWith(what) ? uncapitalized(reason) : `${what}: ${reason}`;
}

function uncapitalized(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
