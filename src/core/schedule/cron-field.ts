/** One field of a cron expression that is made of numbers. */
export interface Field {
  readonly name: string;
  readonly min: number;
  /** The highest number that may be written. */
  readonly max: number;
  /** How many numbers come before the first one again, where `max` is written for `min` as well. */
  readonly size?: number;
  /** Words for the numbers from `min` on, in small letters; their first three letters do as well. */
  readonly words?: string;
}

/**
 * The numbers of a field, ascending: a list of `*`, numbers and ranges, the latter and `*` with an
 * optional step (`1-5`, `22-6`, `mon-fri`, `*` + `/15`). A range may run over the end. Null for
 * anything else.
 */
export function numbersOf(text: string, field: Field): readonly number[] | null {
  const entries = text.split(',').map((entry) => numbersOfEntry(entry, field));
  if (entries.includes(null)) return null;
  return [...new Set(entries.flatMap((numbers) => numbers ?? []))].toSorted((a, b) => a - b);
}

function numbersOfEntry(entry: string, field: Field): readonly number[] | null {
  const [, start, end, every] = /^(\*|\w+)(?:-(\w+))?(?:\/(\d+))?$/.exec(entry) ?? [];
  if (start === undefined) return null;
  const { min, max } = field;
  const size = field.size ?? max - min + 1;
  const step = every === undefined ? 1 : Number(every);
  if (step < 1) return null;
  if (start === '*') return end === undefined ? range(min, size, step, field) : null;
  const first = numberOf(start, field);
  if (end === undefined)
    return first === null || every !== undefined ? null : range(first, 1, 1, field);
  const last = numberOf(end, field);
  if (first === null || last === null) return null;
  return range(first, 1 + (last >= first ? last - first : last - first + size), step, field);
}

function range(first: number, count: number, step: number, field: Field): readonly number[] {
  const { min, max, size = max - min + 1 } = field;
  const numbers: number[] = [];
  for (let after = 0; after < count; after += step)
    numbers.push(min + ((first - min + after) % size));
  return numbers;
}

/** The number that a digit or word of a field means, or null. */
function numberOf(text: string, { min, max, words = '' }: Field): number | null {
  if (/^\d+$/.test(text)) {
    const number = Number(text);
    return number >= min && number <= max ? number : null;
  }
  const word = text.toLowerCase();
  const index = words
    .split(' ')
    .findIndex((each) => each !== '' && (each === word || each.slice(0, 3) === word));
  return index < 0 ? null : min + index;
}
