import { suggestion } from '../config/nearest.ts';
import { parseDuration } from '../core/duration.ts';
import { type AtDesk, atDeskAs, type DeskCall, textOption } from './desk-call.ts';
import type { CliIo } from './io.ts';
import { endOf, shownAt, years } from './moments.ts';
import { scopeOf } from './silence-scope.ts';

/** `caretaker silence add`: nobody is paged for a while. */
export async function silenceAdd(call: DeskCall, io: CliIo): Promise<number> {
  return atDeskAs(call, io, async (at, by) => {
    const { desk, refuse, say, zoneOf } = at;
    const site = textOption(call, 'site');
    const check = textOption(call, 'check');
    const reason = textOption(call, 'reason')?.trim() ?? '';
    const wrong = await unknownScope(call, at, site, check);
    if (wrong !== null) return refuse(wrong);
    if (reason === '') return refuse('say why nobody is to be paged: --reason "…"');
    const zone = site === null ? null : zoneOf(site);
    const until = untilOf(call, zone);
    if (typeof until === 'string') return refuse(until);
    const { id } = await desk.silence({ site, check, until, by, reason });
    const end = shownAt(until, zone ?? 'UTC');
    return say(`${id}: nobody is paged for ${scopeOf({ site, check })} until ${end}`);
  });
}

async function unknownScope(
  { source }: DeskCall,
  { siteMistake }: AtDesk,
  site: string | null,
  check: string | null,
): Promise<string | null> {
  const mistake = site === null ? null : siteMistake(site);
  if (mistake !== null) return mistake;
  if (check === null) return null;
  const checks = (await source()).checks.map(({ meta }) => meta.id);
  if (checks.includes(check)) return null;
  const known = `Known checks: ${checks.join(', ')}`;
  return `unknown check \`${check}\`. ${suggestion(check, checks)} ${known}`.replace('  ', ' ');
}

/** Epoch milliseconds, or what is wrong. Without a site no clock is meant: only an instant will do. */
function untilOf(call: DeskCall, zone: string | null): number | string {
  const now = call.clock.now();
  const [lasting, until] = [textOption(call, 'for'), textOption(call, 'until')];
  if ((lasting === null) === (until === null)) return 'say how long: either --for 2h or --until';
  if (lasting !== null) {
    const ms = parseDuration(lasting);
    if (ms === null || ms === 0) return `--for ${lasting}: expected a duration such as 30m or 2h`;
    return now + ms < Date.UTC(years.last + 1) ? now + ms : `--for ${lasting} is too long`;
  }
  const text = until ?? '';
  const hasOffset = /(Z|[+-]\d\d(:?\d\d)?)(\[.*\])?$/i.test(text) && text.includes(':');
  if (zone === null && !hasOffset) {
    return `--until ${text}: expected a time with its offset, such as 2026-11-24T06:00Z, unless --site says whose clock is meant`;
  }
  const end = endOf(text, zone ?? 'UTC')?.epochMilliseconds;
  if (end === undefined) return `--until ${text}: expected a time such as 2026-11-24T06:00Z`;
  return end > now ? end : `--until ${text} is over already`;
}
