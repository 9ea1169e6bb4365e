import { forJson } from '../core/encode/json.ts';
import { columns } from './columns.ts';
import { atDesk, type DeskCall } from './desk-call.ts';
import { silenceJson } from './incident-json.ts';
import type { CliIo } from './io.ts';
import { shownAt } from './moments.ts';
import { scopeOf } from './silence-scope.ts';

const header = ['ID', 'FOR', 'UNTIL', 'BY', 'REASON'];

/** `caretaker silence list`: what holds pages back at the moment. */
export async function silenceList(call: DeskCall, io: CliIo): Promise<number> {
  return atDesk(call, io, async ({ desk, redact, zoneOf, nameOf, say }) => {
    const silences = redact.deep(await desk.silences());
    if (call.options.format === 'json') io.stdout(`${forJson(silences.map(silenceJson))}\n`);
    else if (silences.length === 0) return say('no silences');
    else {
      const rows = silences.map(({ id, site, check, until, by, reason }) => {
        const end = shownAt(until, site === null ? 'UTC' : zoneOf(site));
        return [id, scopeOf({ site, check }), end, nameOf(by), reason];
      });
      io.stdout(columns([header, ...rows], io.stdoutIsTty ? io.columns : Infinity));
    }
    return 0;
  });
}
