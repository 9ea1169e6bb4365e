import { suggestion } from '../config/nearest.ts';
import { atDesk, type DeskCall } from './desk-call.ts';
import type { CliIo } from './io.ts';

/** `caretaker silence expire`: ends a silence now. */
export async function silenceExpire(call: DeskCall, io: CliIo): Promise<number> {
  return atDesk(call, io, async ({ desk, refuse, say }) => {
    const id = String(call.args.id).trim().toUpperCase();
    const ended = await desk.endSilence(id);
    if (ended === null) {
      const ids = (await desk.silences()).map((silence) => silence.id);
      const hint = suggestion(id, ids);
      const where = '`caretaker silence list` shows those that hold';
      return refuse(
        `there is no silence \`${id.slice(0, 40)}\`. ${hint} ${where}`.replace('  ', ' '),
      );
    }
    return ended ? say(`${id} is over: pages go out again`) : refuse(`${id} was over already`, 1);
  });
}
