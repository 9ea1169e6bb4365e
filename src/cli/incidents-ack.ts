import type { DeskCall } from './desk-call.ts';
import { handleIncident } from './handle-incident.ts';
import type { CliIo } from './io.ts';

/** `caretaker incidents ack`: somebody takes an incident on. */
export async function incidentsAck(call: DeskCall, io: CliIo): Promise<number> {
  return handleIncident(
    call,
    io,
    ({ desk }, id, by) => desk.acknowledge(id, by),
    ({ id, title }, name) => `${id} is acknowledged by ${name}; nobody else is paged. ${title}`,
  );
}
