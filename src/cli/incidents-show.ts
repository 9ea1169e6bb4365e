import { forJson } from '../core/encode/json.ts';
import { forTerminal } from '../core/encode/terminal.ts';
import type { CaseFile } from '../desk/desk.ts';
import { columns } from './columns.ts';
import { type AtDesk, atDesk, type DeskCall } from './desk-call.ts';
import { incidentId, unknownIncident } from './handle-incident.ts';
import { caseFileJson } from './incident-json.ts';
import { stateOf } from './incident-state.ts';
import type { CliIo } from './io.ts';
import { shownAt } from './moments.ts';

/** `caretaker incidents show`: all that is known of an incident, on the clock of its site. */
export async function incidentsShow(call: DeskCall, io: CliIo): Promise<number> {
  return atDesk(call, io, async (at) => {
    const id = incidentId(call);
    const found = await at.desk.caseFile(id);
    if (found === null) return unknownIncident(at, id);
    const file = at.redact.deep(found);
    if (call.options.format === 'json') io.stdout(`${forJson(caseFileJson(file))}\n`);
    else io.stdout(page(file, at, call.clock.now()));
    return 0;
  });
}

type Speech = Pick<AtDesk, 'zoneOf' | 'nameOf'>;
type Row = readonly [label: string, text: string];

function page(file: CaseFile, { zoneOf, nameOf }: Speech, now: number): string {
  const { incident } = file;
  const zone = zoneOf(incident.trouble.site);
  const time = (at: number) => shownAt(at, zone);
  const blocks = [
    forTerminal(`${incident.id}  ${incident.priority}  ${stateOf(incident, now)}`),
    forTerminal(incident.title),
    '',
    columns(facts(file, time, nameOf)),
    ...section('Seen', evidenceLines(incident.evidence)),
    ...section(`Timeline, on the clock of ${zone}`, columns(timeline(file, time, nameOf))),
    ...section('Messages', columns(messages(file, time, nameOf)) || 'none\n'),
  ];
  return `${blocks.join('\n').trimEnd()}\n`;
}

type Time = (at: number) => string;
type Name = Speech['nameOf'];

function facts({ incident, step }: CaseFile, time: Time, name: Name): readonly Row[] {
  const { trouble, acknowledgedAt, acknowledgedBy, resolvedAt, resolvedBy } = incident;
  const { suppressedUntil } = incident;
  const what = trouble.fingerprint === '' ? '' : `, finding ${trouble.fingerprint}`;
  const by = (at: number | null, person: string | null) =>
    at === null ? null : `${time(at)} by ${name(person ?? 'somebody')}`;
  const rows: readonly (readonly [string, string | null])[] = [
    ['site', trouble.site],
    ['check', `${trouble.check}${what}`],
    ['url', incident.url],
    ['priority', `${incident.priority}: ${incident.priorityReason}`],
    ['failing since', time(incident.startedAt)],
    ['opened', `${time(incident.openedAt)}${times(incident.openings)}`],
    ['acknowledged', by(acknowledgedAt, acknowledgedBy)],
    ['resolved', by(resolvedAt, resolvedBy)],
    ['respond by', orNull(incident.respondBy, time)],
    ['resolve by', orNull(incident.resolveBy, time)],
    ['silenced until', orNull(suppressedUntil, time)],
    ['next step', orNull(step?.dueAt ?? null, time)],
    ['do first', incident.advice],
  ];
  return rows.flatMap(([label, text]) => (text === null ? [] : [[label, text] as const]));
}

function times(openings: number): string {
  return openings === 1 ? '' : ` (opened ${openings} times)`;
}

function orNull(at: number | null, time: Time): string | null {
  return at === null ? null : time(at);
}

function evidenceLines(evidence: string): string {
  const lines = evidence.split(/\r\n|[\n\r]/).map((line) => `> ${forTerminal(line)}\n`);
  return evidence.trim() === '' ? '' : lines.join('');
}

function section(title: string, text: string): readonly string[] {
  return text === '' ? [] : [title, text];
}

function timeline({ timeline: entries }: CaseFile, time: Time, name: Name) {
  return entries.map(({ at, kind, by, reason }) => [time(at), kind, name(by), reason]);
}

function messages({ messages: all }: CaseFile, time: Time, name: Name) {
  return all.map((message) => {
    const { kind, person, channel, address, status, createdAt, settledAt, lastReason } = message;
    const said = lastReason ? `${status}: ${lastReason}` : status;
    return [time(settledAt ?? createdAt), kind, name(person), `${channel} (${address})`, said];
  });
}
