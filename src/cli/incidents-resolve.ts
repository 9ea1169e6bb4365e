import { type DeskCall, textOption } from './desk-call.ts';
import { handleIncident } from './handle-incident.ts';
import type { CliIo } from './io.ts';

/** `caretaker incidents resolve`: somebody says that an incident is over. */
export async function incidentsResolve(call: DeskCall, io: CliIo): Promise<number> {
  const reason = textOption(call, 'reason') ?? 'Resolved without a reason.';
  return handleIncident(
    call,
    io,
    ({ desk }, id, by) => desk.resolve(id, by, reason),
    ({ id, title }, name) => `${id} is resolved by ${name}. ${title}`,
  );
}
