import { numberOf } from './number.ts';
import { refuseSenseless } from './sense.ts';
import {
  type Assertion,
  type Literal,
  type Look,
  operators,
  type PathStep,
  type Pattern,
  type Refusal,
  type Right,
  subjects,
} from './syntax.ts';

const maxLength = 1000;

/**
 * Understands a condition in the syntax that Gatus made common: `[STATUS] == 200`,
 * `[RESPONSE_TIME] < 500`, `[BODY].status == UP`, `len([BODY].items) > 0`,
 * `has([BODY].errors) == false`, `[HEADER].x-cache != MISS`, `[STATUS] == any(200, 204)`,
 * `[BODY] == pat(*ready*)`, `[CERTIFICATE_EXPIRATION] > 14d`. docs/assertions.md has all of it.
 */
export function parseAssertion(text: string): Assertion | Refusal {
  if (text.length > maxLength) return { error: `is longer than ${maxLength} characters` };
  const start = readLook(text.trim());
  if ('error' in start) return start;
  // No third `=` behind an operator: `===` would compare with a text that begins with `=`.
  const operator = operators.find(
    (each) => start.rest.startsWith(each) && start.rest.charAt(each.length) !== '=',
  );
  if (operator === undefined) {
    return { error: `has no ${operators.join(', ')} behind what it looks at: ${cut(start.rest)}` };
  }
  const right = parseRight(start.rest.slice(operator.length).trim());
  if ('error' in right) return right;
  return refuseSenseless({ text: text.trim(), left: start.look, operator, right });
}

/** Reads `[BODY].name`, `len([BODY].items)` and the like at the start of a text; `rest` is trimmed. */
function readLook(text: string): { readonly look: Look; readonly rest: string } | Refusal {
  const begin = /^(?:(len|has)\(\s*)?\[([a-z_]+)\]/i.exec(text);
  const subject = subjects.find((known) => known === begin?.[2]?.toUpperCase());
  if (begin === null || subject === undefined) {
    const known = subjects.map((each) => `[${each}]`).join(', ');
    return {
      error: `begins with ${cut(text)}; expected what to look at first, as in \`[STATUS] == 200\` or \`len([BODY].items) > 0\`: one of ${known}`,
    };
  }
  const { path, rest } = readPath(text.slice(begin[0].length));
  if (/^[.[]/.test(rest)) {
    return {
      error: `has a path that is not understood at ${cut(rest)}; expected \`.name\`, \`[0]\` or \`["odd name"]\``,
    };
  }
  const through = (begin[1]?.toLowerCase() ?? null) as Look['through'];
  if (through !== null && !rest.startsWith(')')) {
    return { error: `has no closing parenthesis behind ${through}(` };
  }
  const look = { subject, path, through };
  return { look, rest: (through === null ? rest : rest.slice(1)).trim() };
}

/** `.name`, `[0]` and `["odd name"]`, in any number and order. */
function readPath(text: string): { readonly path: readonly PathStep[]; readonly rest: string } {
  const step = /\.([^\s.[\]"()=<>!]+)|\[(\d{1,9})\]|\["([^"]*)"\]/y;
  const path: PathStep[] = [];
  let end = 0;
  for (let match = step.exec(text); match !== null; match = step.exec(text)) {
    const [, key, index, quoted] = match;
    path.push(index === undefined ? (key ?? quoted ?? '') : Number(index));
    end = step.lastIndex;
  }
  return { path, rest: text.slice(end).trim() };
}

function parseRight(text: string): Right | Refusal {
  if (text === '') return { error: 'compares with nothing; expected a value behind the operator' };
  if (text.startsWith('any(')) return parseAny(text);
  if (!isLook(text)) return parseSingle(text);
  const other = readLook(text);
  if ('error' in other) return other;
  if (other.rest !== '') return { error: `has something left over at its end: ${cut(other.rest)}` };
  return { kind: 'look', look: other.look };
}

function parseAny(text: string): Right | Refusal {
  if (!text.endsWith(')')) return { error: 'has no closing parenthesis behind any(' };
  const of: (Literal | Pattern)[] = [];
  for (const part of splitList(text.slice('any('.length, -1))) {
    if (part === '') return { error: 'has an empty place in any(…); write "" for an empty text' };
    const single = isLook(part)
      ? { error: 'looks at something in any(…); expected plain values and pat(…)' }
      : parseSingle(part);
    if ('error' in single) return single;
    of.push(single);
  }
  return { kind: 'any', of };
}

/** Splits at commas, but not inside quotes and patterns. */
function splitList(text: string): readonly string[] {
  const part = /\s*("[^"]*"|pat\([^)]*\)|[^,]*?)\s*(,|$)/y;
  const parts: string[] = [];
  for (let match = part.exec(text); match !== null; match = part.exec(text)) {
    parts.push(match[1] ?? '');
    if (match[2] === '') break;
  }
  return parts;
}

function parseSingle(text: string): Literal | Pattern | Refusal {
  if (text.startsWith('pat(')) {
    if (!text.endsWith(')')) return { error: 'has no closing parenthesis behind pat(' };
    return { kind: 'pattern', pattern: text.slice('pat('.length, -1) };
  }
  const quoted = /^"(.*)"$/s.exec(text)?.[1];
  if (quoted !== undefined) return { kind: 'literal', texts: [quoted, text], number: null };
  return { kind: 'literal', texts: [text], number: numberOf(text) };
}

function isLook(text: string): boolean {
  const name = /^(?:(?:len|has)\(\s*)?\[([a-z_]+)\]/i.exec(text)?.[1]?.toUpperCase();
  return subjects.some((known) => known === name);
}

function cut(text: string): string {
  return text === '' ? 'nothing' : `\`${text.slice(0, 60)}\``;
}
