import type * as z from 'zod';
import { oneLine } from '../core/text.ts';
import { suggestion } from './nearest.ts';
import type { Node, Path } from './node.ts';

type Issue = z.core.$ZodIssue;

/** Where to read on, for rules that only a check knows. */
export function seeAlso(path: Path): string {
  const [section, check] = path[0] === 'defaults' ? path.slice(1) : path;
  return section === 'checks' && check !== undefined
    ? `The options of \`${String(check)}\` are explained in docs/checks.md.`
    : 'Correct the value.';
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: '`true` or `false`',
  array: 'a list',
  object: 'a mapping of keys and values',
  record: 'a mapping of keys and values',
};

const typeRemedies: Readonly<Record<string, string>> = {
  string: 'Put the value in quotes.',
  number: 'Write a number without quotes.',
  int: 'Write a whole number without quotes.',
  boolean: 'Write `true` or `false` without quotes.',
  array: 'Write `[a, b]`, or one item a line, each after `- `.',
  object: 'Write `key: value` lines below it, indented by two spaces.',
  record: 'Write `key: value` lines below it, indented by two spaces.',
};

/** What would have been right, where zod knows it. */
export function expectation(issue: Issue): string | null {
  switch (issue.code) {
    case 'invalid_type':
      return typeNames[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return oneOf(issue.values.map((value) => `\`${String(value)}\``));
    case 'invalid_union':
      return oneOf(
        issue.errors.flatMap((branch) => branch.flatMap((each) => expectation(each) ?? [])),
      );
    case 'too_small':
      return bound(
        issue.origin,
        issue.inclusive === false ? 'more than' : 'at least',
        issue.minimum,
      );
    case 'too_big':
      return bound(
        issue.origin,
        issue.inclusive === false ? 'less than' : 'at most',
        issue.maximum,
      );
    case 'not_multiple_of':
      return `a multiple of ${issue.divisor}`;
    case 'invalid_format':
      return issue.pattern
        ? `text that matches \`${issue.pattern}\``
        : `text in the format ${issue.format}`;
    default:
      return null;
  }
}

function bound(origin: string, words: string, limit: number | bigint): string {
  const units: Readonly<Record<string, string>> = {
    string: ' characters',
    array: ' items',
    record: ' keys',
  };
  const number = origin === 'number' || origin === 'int' ? 'a number of ' : '';
  return `${number}${words} ${limit}${units[origin] ?? ''}`;
}

/** How a value of the right kind is written. */
export function remedyFor(issue: Issue): string {
  if (issue.code === 'invalid_type') return typeRemedies[issue.expected] ?? 'Correct the value.';
  return seeAlso(issue.path);
}

/** The nearest of the valid words. */
export function closest(issue: Issue & { code: 'invalid_value' }, node: Node): string {
  const word = node.kind === 'scalar' ? String(node.value) : '';
  return suggestion(word, issue.values.map(String)) || 'Write one of these.';
}

function oneOf(words: readonly string[]): string {
  return new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(words);
}

/** What was found, in a few words; only for values that are no secret. */
export function describe(node: Node): string {
  if (node.kind !== 'scalar') return node.kind === 'list' ? 'a list' : 'a mapping';
  if (node.value === null) return 'nothing';
  if (typeof node.value === 'string') return `the text \`${oneLine(node.value, 60)}\``;
  return typeof node.value === 'number' ? `the number ${node.value}` : `\`${node.value}\``;
}
