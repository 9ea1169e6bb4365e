import { suggestion } from '../config/nearest.ts';
import type { Incident } from '../core/incident.ts';
import type { Handled } from '../desk/desk.ts';
import { type AtDesk, atDeskAs, type DeskCall } from './desk-call.ts';
import type { CliIo } from './io.ts';

/** Does with the incident that was named what a person wants, and says what became of it. */
export function handleIncident(
  call: DeskCall,
  io: CliIo,
  act: (at: AtDesk, id: string, by: string) => Promise<Handled>,
  told: (incident: Incident, name: string) => string,
): Promise<number> {
  return atDeskAs(call, io, async (at, by) => {
    const id = incidentId(call);
    const handled = await act(at, id, by);
    if (handled.ok) return at.say(told(handled.incident, at.nameOf(by)));
    if (handled.code === 'unknown') return unknownIncident(at, id);
    const { code, reason } = handled;
    return at.refuse(reason, code === 'nobody' || code === 'no-reason' ? 2 : 1);
  });
}

/** The id that was typed, in capitals as ids are. */
export function incidentId({ args }: Pick<DeskCall, 'args'>): string {
  return String(args.id).trim().toUpperCase();
}

/** Says that there is no such incident, and which one may be meant. */
export async function unknownIncident({ desk, refuse }: AtDesk, id: string): Promise<number> {
  const ids = (await desk.incidents({})).map((incident) => incident.id);
  const hint = suggestion(id, ids);
  const where = '`caretaker incidents list --all` shows all of them';
  return refuse(`there is no incident \`${id.slice(0, 40)}\`. ${hint} ${where}`.replace('  ', ' '));
}
