import type { DeskCall } from './desk-call.ts';
import { handleIncident } from './handle-incident.ts';
import type { CliIo } from './io.ts';

/** `caretaker incidents note`: somebody writes something down. */
export async function incidentsNote(call: DeskCall, io: CliIo): Promise<number> {
  const text = [call.args.text ?? []].flat().join(' ');
  return handleIncident(
    call,
    io,
    ({ desk }, id, by) => desk.note(id, by, text),
    ({ id }, name) => `noted on ${id} by ${name}`,
  );
}
