import { parseDuration } from '../../core/duration.ts';

export const operators = ['==', '!=', '<=', '>=', '<', '>'] as const;
export type Operator = (typeof operators)[number];

const subjects = [
  'STATUS',
  'RESPONSE_TIME',
  'BODY',
  'HEADER',
  'CERTIFICATE_EXPIRATION',
  'IP',
  'CONNECTED',
] as const;
export type Subject = (typeof subjects)[number];

/** One key or index on the way into a body, or the name of a header. */
export type PathStep = string | number;

/** What is looked at, such as `[BODY].user.name` or `len([BODY].items)`. */
export interface Left {
  readonly subject: Subject;
  readonly path: readonly PathStep[];
  readonly through: 'len' | 'has' | null;
}

/** What it is compared with. Numbers are understood already, durations in ms. */
export type Right =
  | { readonly kind: 'literal'; readonly text: string; readonly number: number | null }
  | { readonly kind: 'pattern'; readonly pattern: string }
  | { readonly kind: 'any'; readonly of: readonly Exclude<Right, { kind: 'any' }>[] };

export interface Assertion {
  readonly text: string;
  readonly left: Left;
  readonly operator: Operator;
  readonly right: Right;
}

/** An assertion, or why the text is none, with an example of what was expected. */
export type ParsedAssertion = Assertion | { readonly error: string };

const maxLength = 1000;

/**
 * Understands a condition in the syntax that Gatus made common: `[STATUS] == 200`,
 * `[RESPONSE_TIME] < 500`, `[BODY].status == UP`, `len([BODY].items) > 0`,
 * `has([BODY].errors) == false`, `[HEADER].x-cache != MISS`, `[STATUS] == any(200, 204)`,
 * `[BODY] == pat(*ready*)`, `[CERTIFICATE_EXPIRATION] > 14d`.
 */
export function parseAssertion(text: string): ParsedAssertion {
  if (text.length > maxLength) return { error: `is longer than ${maxLength} characters` };
  const call = /^\s*(len|has)\(\s*(\[.*?)\s*\)\s*(==|!=|<=|>=|<|>)(.*)$/s.exec(text);
  const plain = /^\s*(\[.*?)\s*(==|!=|<=|>=|<|>)(.*)$/s.exec(text);
  const [through, subject, operator, rest] = call
    ? [call[1] as 'len' | 'has', call[2], call[3], call[4]]
    : [null, plain?.[1], plain?.[2], plain?.[3]];
  if (subject === undefined || rest === undefined) {
    return { error: 'is no condition; expected something like `[STATUS] == 200`' };
  }
  const left = parseSubject(subject.trim(), through);
  if ('error' in left) return left;
  const right = parseRight(rest.trim());
  if ('error' in right) return right;
  return check({ text: text.trim(), left, operator: operator as Operator, right });
}

function parseSubject(text: string, through: Left['through']): Left | { error: string } {
  const name = /^\[([A-Z_]+)\]/.exec(text)?.[1];
  const subject = subjects.find((known) => known === name);
  if (subject === undefined) {
    const known = subjects.map((each) => `[${each}]`).join(', ');
    return { error: `starts with ${text.slice(0, 40)}; expected one of ${known}` };
  }
  const path = parsePath(text.slice(subject.length + 2));
  if (path === null) return { error: `has a path that is not understood: ${text.slice(0, 80)}` };
  return { subject, path, through };
}

/** `.name`, `[0]` and `["odd name"]`, in any number and order. */
function parsePath(text: string): readonly PathStep[] | null {
  const step = /\.([^.[\]"\s]+)|\[(\d{1,9})\]|\["([^"]*)"\]/y;
  const path: PathStep[] = [];
  while (step.lastIndex < text.length) {
    const match = step.exec(text);
    if (match === null) return null;
    const [, key, index, quoted] = match;
    path.push(index === undefined ? (key ?? quoted ?? '') : Number(index));
  }
  return path;
}

function parseRight(text: string): Right | { error: string } {
  if (text === '') return { error: 'compares with nothing; expected a value behind the operator' };
  const any = /^any\((.*)\)$/s.exec(text);
  if (any?.[1] === undefined) return parseSingle(text);
  return { kind: 'any', of: any[1].split(',').map((part) => parseSingle(part.trim())) };
}

function parseSingle(text: string): Exclude<Right, { kind: 'any' }> {
  const pattern = /^pat\((.*)\)$/s.exec(text)?.[1];
  if (pattern !== undefined) return { kind: 'pattern', pattern };
  const bare = /^"(.*)"$/s.exec(text)?.[1];
  if (bare !== undefined) return { kind: 'literal', text: bare, number: null };
  return { kind: 'literal', text, number: numberOf(text) };
}

function numberOf(text: string): number | null {
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : parseDuration(text);
}

/** Refuses what could never hold, or would always hold: such a condition is a mistake. */
function check(assertion: Assertion): ParsedAssertion {
  const { left, operator, right } = assertion;
  if (left.subject === 'HEADER' && left.path.length !== 1) {
    return { error: 'names no header; expected something like `[HEADER].x-cache != MISS`' };
  }
  if (left.subject !== 'HEADER' && left.subject !== 'BODY' && left.path.length > 0) {
    return { error: `has a path behind [${left.subject}]; only [BODY] and [HEADER] have one` };
  }
  if (left.through === 'has' && !(isText(right, 'true') || isText(right, 'false'))) {
    return { error: 'compares has(…) with something other than true or false' };
  }
  if (operator === '==' || operator === '!=') return assertion;
  if (left.through === 'has' || left.subject === 'IP' || left.subject === 'CONNECTED') {
    return { error: `can not be ordered by ${operator}; use == or !=` };
  }
  if (right.kind !== 'literal' || right.number === null) {
    return { error: `needs a number or a duration behind ${operator}` };
  }
  return assertion;
}

function isText(right: Right, text: string): boolean {
  return right.kind === 'literal' && right.text === text;
}
