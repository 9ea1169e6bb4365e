import type { Clock } from '../core/clock.ts';
import type { IdSource } from '../core/incident.ts';

/** Crockford's base32: no letter is taken for a digit when it is read out. */
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const width = 6;
const epoch = Date.UTC(2026, 0, 1);

/** Ids such as `I-0V3K7F`: the second of the clock, and a counter where that is taken already. */
export function incidentIds(clock: Pick<Clock, 'now'>, taken: (id: string) => boolean): IdSource {
  const issued = new Set<string>();
  let second = -1;
  return {
    next() {
      const now = clock.now();
      const present = Math.floor(now / 1000);
      if (present !== second) issued.clear();
      second = present;
      let id = idAt('I', now, 1);
      for (let nth = 2; issued.has(id) || taken(id); nth++) id = idAt('I', now, nth);
      issued.add(id);
      return id;
    },
  };
}

/** The nth id of a kind in the second of an instant (epoch milliseconds): `S-0V3K7F`, `S-0V3K7F-2`. */
export function idAt(kind: 'I' | 'A' | 'S', at: number, nth: number): string {
  const id = `${kind}-${base32(Math.max(0, Math.floor((at - epoch) / 1000)))}`;
  return nth === 1 ? id : `${id}-${nth}`;
}

function base32(number: number): string {
  let rest = number;
  let text = '';
  while (rest > 0 || text.length < width) {
    text = `${digits[rest % 32] ?? ''}${text}`;
    rest = Math.floor(rest / 32);
  }
  return text;
}
