import { formatDuration } from '../core/duration.ts';
import { forJson } from '../core/encode/json.ts';
import { type Incident, priorities } from '../core/incident.ts';
import { columns } from './columns.ts';
import { atDesk, type DeskCall, textOption } from './desk-call.ts';
import { incidentJson } from './incident-json.ts';
import { stateOf } from './incident-state.ts';
import type { CliIo } from './io.ts';

/** `caretaker incidents list`: what is going on, or with `--all` what ever was. */
export async function incidentsList(call: DeskCall, io: CliIo): Promise<number> {
  return atDesk(call, io, async ({ desk, siteMistake, redact, refuse, say }) => {
    const site = textOption(call, 'site');
    const all = call.options.all === true;
    const found = await desk.incidents({
      ...(site === null ? {} : { site }),
      ...(all ? {} : { unresolved: true }),
    });
    // A site that has left the config may still have incidents.
    const mistake = site !== null && found.length === 0 ? siteMistake(site) : null;
    if (mistake !== null) return refuse(mistake);
    const incidents = redact.deep(all ? found : found.toSorted(byPriority));
    if (call.options.format === 'json') io.stdout(`${forJson(incidents.map(incidentJson))}\n`);
    else if (incidents.length === 0) return say(all ? 'no incidents' : 'no open incidents');
    else io.stdout(table(incidents, call.clock.now(), io.stdoutIsTty ? io.columns : Infinity));
    return 0;
  });
}

function byPriority(a: Incident, b: Incident): number {
  return priorities.indexOf(a.priority) - priorities.indexOf(b.priority);
}

const header = ['ID', 'PRIORITY', 'STATE', 'SITE', 'CHECK', 'FOR', 'WHAT'];

function table(incidents: readonly Incident[], now: number, width: number): string {
  const rows = incidents.map((incident) => {
    const { id, priority, trouble, startedAt, resolvedAt, title } = incident;
    const lasted = formatDuration(Math.max(0, (resolvedAt ?? now) - startedAt));
    return [id, priority, stateOf(incident, now), trouble.site, trouble.check, lasted, title];
  });
  return columns([header, ...rows], width);
}
