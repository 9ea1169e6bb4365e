import { type Order, orderOf } from './rules.ts';

/** Words that PHP knows, in the order in which it looks for them, with their rank; a number ranks as `#`. */
const ranks: readonly (readonly [prefix: string, rank: number])[] = [
  ['dev', 0],
  ['alpha', 1],
  ['a', 1],
  ['beta', 2],
  ['b', 2],
  ['RC', 3],
  ['rc', 3],
  ['#', 4],
  ['pl', 5],
  ['p', 5],
];
const aNumber = '#N#';
/** Where C's `strtol` ends. */
const mostNumber = 2n ** 63n - 1n;

/**
 * PHP's `version_compare`, step by step as ext/standard/versioning.c has it, its oddities included:
 * `1.0` is less than `1.0.0`, and a version that ends in a dot is less than itself.
 */
export function phpVersionCompare(a: string, b: string): Order {
  return compareBytes(bytesOf(a), bytesOf(b));
}

/** PHP reads bytes, and ends a text at its first NUL. */
function bytesOf(text: string): string {
  const [beforeNul = ''] = text.split('\0', 1);
  return String.fromCharCode(...new TextEncoder().encode(beforeNul));
}

function compareBytes(a: string, b: string): Order {
  if (a === '' || b === '') return orderOf(Number(a !== ''), Number(b !== ''));
  const [left, right] = [partsOf(a), partsOf(b)];
  let index = 0;
  do {
    const order = compareParts(left[index] ?? '', right[index] ?? '');
    if (order !== 0) return order;
    index += 1;
  } while (goesOn(left, index) && goesOn(right, index));
  const [moreLeft, moreRight] = [left.slice(index), right.slice(index)];
  if (moreLeft.length > 0) {
    return isNumber(moreLeft[0]) ? 1 : compareBytes(moreLeft.join('.'), aNumber);
  }
  if (moreRight.length === 0) return 0;
  return isNumber(moreRight[0]) ? -1 : compareBytes(aNumber, moreRight.join('.'));
}

function partsOf(version: string): string[] {
  return (version.startsWith('#') ? version : canonical(version)).split('.');
}

/** Dots where PHP puts them: in place of signs, and between a digit and what is none. */
function canonical(version: string): string {
  let before = version[0] ?? '';
  let text = before;
  for (const character of version.slice(1)) {
    const edge =
      (isOther(before) && isDigit(character)) ||
      (isDigit(before) && isOther(character) && !isSign(character));
    const kept = edge || /[0-9a-z]/i.test(character);
    if ((edge || !kept) && !text.endsWith('.')) text += '.';
    if (kept) text += character;
    before = character;
  }
  return text;
}

const isDigit = (character: string) => /[0-9]/.test(character);
const isOther = (character: string) => /[^0-9.]/.test(character);
const isSign = (character: string) => /[-_+]/.test(character);
const isNumber = (part: string | undefined) => /^[0-9]/.test(part ?? '');

function compareParts(a: string, b: string): Order {
  if (isNumber(a) && isNumber(b)) return orderOf(numberOf(a), numberOf(b));
  return orderOf(rankOf(isNumber(a) ? aNumber : a), rankOf(isNumber(b) ? aNumber : b));
}

function numberOf(part: string): bigint {
  const number = BigInt(/^[0-9]+/.exec(part)?.[0] ?? '0');
  return number > mostNumber ? mostNumber : number;
}

/** A word that PHP does not know ranks below all that it knows. */
function rankOf(word: string): number {
  return ranks.find(([prefix]) => word.startsWith(prefix))?.[1] ?? -1;
}

/** PHP stops at the end of a text, also where its last part is empty. */
function goesOn(parts: readonly string[], index: number): boolean {
  return index < parts.length && !(index === parts.length - 1 && parts[index] === '');
}
