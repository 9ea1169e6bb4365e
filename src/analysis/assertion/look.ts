import { type Header, headerOf } from '../../core/artifacts/http-exchange.ts';
import { formatDuration } from '../../core/duration.ts';
import type { Look, PathStep } from './syntax.ts';

/** What assertions can look at. */
export interface Facts {
  readonly status: number;
  readonly responseTimeMs: number;
  readonly body: string;
  readonly headers: readonly Header[];
  readonly ip: string | null;
  /** Until the served certificate expires, in ms, negative once it has; null without TLS. */
  readonly certificateExpiresInMs: number | null;
}

/** A value in the text by which it is compared. */
export interface Seen {
  readonly text: string;
  /** Set where it is a number by nature, and not a text that reads like one. */
  readonly number: number | null;
  /** The same for a person to read. */
  readonly shown: string;
}

/** Why there is nothing to compare. */
export interface Missing {
  readonly missing: string;
}

type Value = { readonly value: unknown } | Missing;

/** What an assertion's side amounts to. Never throws, whatever the body. */
export function lookAt(look: Look, facts: Facts): Seen | Missing {
  const found = valueAt(look, facts);
  if (look.through === 'has') return seen(exists(look, found));
  if ('missing' in found) return found;
  if (look.through === 'len') return lengthOf(look, found.value, facts);
  const { subject } = look;
  if (typeof found.value === 'number' && subject === 'CERTIFICATE_EXPIRATION') {
    return seen(found.value, untilExpiry(found.value));
  }
  if (typeof found.value === 'number' && subject === 'RESPONSE_TIME') {
    return seen(found.value, formatDuration(found.value));
  }
  return seen(found.value);
}

function valueAt({ subject, path }: Look, facts: Facts): Value {
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
      return path.length === 0 ? { value: facts.body.trim() } : walk(jsonOf(facts), path);
  }
}

/** Bodies that were parsed before: several conditions on one answer cost one parse. */
const parsed = new WeakMap<Facts, Value>();

function jsonOf(facts: Facts): Value {
  const known = parsed.get(facts) ?? parse(facts.body);
  parsed.set(facts, known);
  return known;
}

function parse(body: string): Value {
  try {
    return { value: JSON.parse(body) };
  } catch {
    return { missing: 'the body is not JSON' };
  }
}

/** Own properties only: a path finds nothing that the body does not hold. */
function walk(body: Value, path: readonly PathStep[]): Value {
  if ('missing' in body) return body;
  let { value } = body;
  for (const [depth, step] of path.entries()) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, step)) {
      return { missing: `nothing at ${path.slice(0, depth + 1).join('.')}` };
    }
    value = (value as Record<PathStep, unknown>)[step];
  }
  return { value };
}

/** A null is as good as nothing, and so is a blank body. */
function exists({ subject, path }: Look, found: Value): boolean {
  if ('missing' in found || found.value === null) return false;
  return subject !== 'BODY' || path.length > 0 || found.value !== '';
}

/** Elements of a list, characters of a text, and characters of anything else as compact JSON. */
function lengthOf({ subject, path }: Look, value: unknown, facts: Facts): Seen | Missing {
  if (value === null) return { missing: 'null has no length' };
  const isWholeBody = subject === 'BODY' && path.length === 0;
  const json = isWholeBody && facts.body.trimStart().startsWith('[') ? jsonOf(facts) : { value };
  const measured = 'missing' in json ? value : json.value;
  if (Array.isArray(measured)) return seen(measured.length);
  const text = asText(measured);
  return text === null ? tooDeep : seen(charactersOf(text));
}

/** Code points, counted without a copy: the text may be megabytes. */
function charactersOf(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

const tooDeep: Missing = { missing: 'nested too deeply to compare' };

function seen(value: unknown, shown?: string): Seen | Missing {
  const text = asText(value);
  if (text === null) return tooDeep;
  return { text, number: typeof value === 'number' ? value : null, shown: shown ?? text };
}

/** Text as it is, anything else as compact JSON; null where it is nested beyond what can be written. */
function asText(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  try {
    return JSON.stringify(value);
  } catch {
    return null;
  }
}

function untilExpiry(ms: number): string {
  return ms < 0 ? `expired ${formatDuration(-ms)} ago` : formatDuration(ms);
}
