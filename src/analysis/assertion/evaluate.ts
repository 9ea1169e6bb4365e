import { type Header, headerOf } from '../../core/artifacts/http-exchange.ts';
import { oneLine } from '../../core/text.ts';
import type { Assertion, Left, PathStep, Right } from './parse.ts';

/** What assertions can look at. */
export interface Facts {
  readonly status: number;
  readonly responseTimeMs: number;
  readonly body: string;
  readonly headers: readonly Header[];
  readonly ip: string | null;
  /** Until the served certificate expires, in ms; null without TLS. */
  readonly certificateExpiresInMs: number | null;
}

export interface AssertionResult {
  readonly holds: boolean;
  /** What was found, cut to one short line, for a person to read. */
  readonly found: string;
}

type Value = { readonly value: unknown } | { readonly missing: string };

const maxFoundLength = 200;

/**
 * Judges one assertion. What is missing equals nothing: `!=` on a missing header holds, while any
 * condition on a missing part of the body fails, since a broken answer must not pass.
 */
export function evaluateAssertion(assertion: Assertion, facts: Facts): AssertionResult {
  const { left, operator, right } = assertion;
  const actual = look(left, facts);
  if ('missing' in actual) {
    const holds = operator === '!=' && left.subject === 'HEADER';
    return { holds, found: actual.missing };
  }
  const text = asText(actual.value);
  const found = oneLine(text, maxFoundLength);
  if (operator === '==') return { holds: matches(right, text), found };
  if (operator === '!=') return { holds: !matches(right, text), found };
  const number = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isNaN(number)) return { holds: false, found: `${found} (not a number)` };
  const limit = right.kind === 'literal' ? (right.number ?? Number.NaN) : Number.NaN;
  return { holds: ordered(number, operator, limit), found };
}

function look(left: Left, facts: Facts): Value {
  const actual = subjectOf(left, facts);
  if (left.through === 'has') return { value: 'value' in actual };
  if (left.through === null || 'missing' in actual) return actual;
  const { value } = actual;
  if (typeof value === 'string') return { value: [...value].length };
  if (Array.isArray(value)) return { value: value.length };
  if (value !== null && typeof value === 'object') return { value: Object.keys(value).length };
  return { missing: `${asText(value)} has no length` };
}

function subjectOf({ subject, path }: Left, facts: Facts): Value {
  switch (subject) {
    case 'STATUS':
      return { value: facts.status };
    case 'RESPONSE_TIME':
      return { value: Math.round(facts.responseTimeMs) };
    case 'CONNECTED':
      return { value: true };
    case 'IP':
      return facts.ip === null ? { missing: 'no address' } : { value: facts.ip };
    case 'CERTIFICATE_EXPIRATION':
      return facts.certificateExpiresInMs === null
        ? { missing: 'no certificate' }
        : { value: facts.certificateExpiresInMs };
    case 'HEADER': {
      const value = headerOf(facts.headers, String(path[0]));
      return value === undefined ? { missing: 'no such header' } : { value };
    }
    case 'BODY':
      return path.length === 0 ? { value: facts.body } : fromJson(facts.body, path);
  }
}

function fromJson(body: string, path: readonly PathStep[]): Value {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return { missing: 'the body is not JSON' };
  }
  for (const [depth, step] of path.entries()) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, step)) {
      return { missing: `nothing at ${path.slice(0, depth + 1).join('.')}` };
    }
    value = (value as Record<PathStep, unknown>)[step];
  }
  return { value };
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
}

function matches(right: Right, text: string): boolean {
  switch (right.kind) {
    case 'any':
      return right.of.some((one) => matches(one, text));
    case 'pattern':
      return matchesPattern(right.pattern, text);
    case 'literal':
      if (right.text === text) return true;
      return right.number !== null && text.trim() !== '' && Number(text) === right.number;
  }
}

function ordered(number: number, operator: Assertion['operator'], limit: number): boolean {
  switch (operator) {
    case '<':
      return number < limit;
    case '<=':
      return number <= limit;
    case '>':
      return number > limit;
    case '>=':
      return number >= limit;
    default:
      return false;
  }
}

/**
 * Whether a text fits a pattern in which `*` stands for anything. Takes each piece between stars at
 * its first place, so no pattern and no page can make it slow.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  const pieces = pattern.split('*');
  const first = pieces[0] ?? '';
  const last = pieces.at(-1) ?? '';
  if (pieces.length === 1) return text === pattern;
  if (text.length < first.length + last.length) return false;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let position = first.length;
  const end = text.length - last.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = text.indexOf(piece, position);
    if (found < 0 || found + piece.length > end) return false;
    position = found + piece.length;
  }
  return true;
}
