import type { Assertion, Literal, Look, Pattern, Refusal } from './syntax.ts';

/** Below this, a bare number of `[CERTIFICATE_EXPIRATION]` was surely not meant in ms. */
const dayMs = 86_400_000;

/** Refuses what could never hold, or would always hold: such a condition is a mistake. */
export function refuseSenseless(assertion: Assertion): Assertion | Refusal {
  const { left, operator, right } = assertion;
  const looks = right.kind === 'look' ? [left, right.look] : [left];
  const wrongPath = looks.map(wrongPathOf).find((error) => error !== null);
  if (wrongPath) return { error: wrongPath };
  const values = right.kind === 'any' ? right.of : right.kind === 'look' ? [] : [right];
  const wrongValue = values.map((value) => wrongValueOf(left, value)).find((one) => one !== null);
  if (wrongValue) return { error: wrongValue };
  if (operator === '==' || operator === '!=') return assertion;
  if (left.through === 'has' || isFlag(left) || left.subject === 'IP') {
    return { error: `cannot be ordered by ${operator}; use == or !=` };
  }
  if (right.kind === 'look' || (right.kind === 'literal' && right.number !== null)) {
    return assertion;
  }
  return { error: `needs a number or a duration behind ${operator}` };
}

function wrongPathOf({ subject, path }: Look): string | null {
  if (subject === 'HEADER' && path.length !== 1) {
    return 'names no header; expected something like `[HEADER].x-cache != MISS`';
  }
  if (subject !== 'HEADER' && subject !== 'BODY' && path.length > 0) {
    return `has a path behind [${subject}]; only [BODY] and [HEADER] have one`;
  }
  return null;
}

function wrongValueOf(left: Look, value: Literal | Pattern): string | null {
  if (isFlag(left)) {
    const isAnswer = value.kind === 'literal' && /^(true|false)$/.test(value.texts[0] ?? '');
    return isAnswer ? null : 'compares a yes or no with something other than true or false';
  }
  if (!isNumeric(left) || value.kind === 'pattern') return null;
  if (value.number === null) {
    return `compares a number with \`${value.texts[0]}\`; expected a number, any(…) or pat(…)`;
  }
  const { number } = value;
  if (
    left.subject === 'CERTIFICATE_EXPIRATION' &&
    number > 0 &&
    number < dayMs &&
    !hasUnit(value)
  ) {
    return 'gives the time to expiry without a unit, which means ms; expected something like `14d`';
  }
  return null;
}

function isFlag({ subject, through }: Look): boolean {
  return through === 'has' || (through === null && subject === 'CONNECTED');
}

function isNumeric({ subject, through }: Look): boolean {
  const numbers: readonly string[] = ['STATUS', 'RESPONSE_TIME', 'CERTIFICATE_EXPIRATION'];
  return through === 'len' || (through === null && numbers.includes(subject));
}

function hasUnit({ texts }: Literal): boolean {
  return /[a-z]$/.test(texts[0] ?? '');
}
