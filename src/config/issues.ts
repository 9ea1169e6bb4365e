import { z } from 'zod';
import { type Redactor, redactor } from '../core/redaction.ts';
import type { IssueParams } from './fields.ts';
import { suggestion } from './nearest.ts';
import { type Node, nodeAt, type Path, plain, renderPath } from './node.ts';
import { type Position, type Problem, problemAt } from './problem.ts';
import { closest, describe, expectation, remedyFor, seeAlso } from './wording.ts';

type Issue = z.core.$ZodIssue;

/** Data that fits the schema, or null; and every mistake in it. */
export interface Validated<T> {
  readonly data: T | null;
  readonly problems: readonly Problem[];
}

/**
 * Checks a tree against a schema; every mistake is told at its place. What schemas say themselves
 * may quote any value of the tree, so `secrets` are taken out of it.
 */
export function validateNode<S extends z.ZodType>(
  schema: S,
  root: Node,
  secrets: readonly string[],
): Validated<z.output<S>> {
  const result = schema.safeParse(plain(root), { error: noteValidKeys });
  if (result.success) return { data: result.data, problems: [] };
  const redact = redactor(secrets);
  const problems = result.error.issues.flatMap((issue) => problemsOf(issue, root, redact));
  return { data: null, problems };
}

/**
 * Messages are written below, from what an issue knows. Only here, though, is the schema in sight
 * that lists the valid keys; so they travel as the message. Any other text that is found in an
 * issue was written by a schema itself.
 */
function noteValidKeys(issue: z.core.$ZodRawIssue): string {
  return issue.code === 'unrecognized_keys' && issue.inst instanceof z.ZodObject
    ? Object.keys(issue.inst.shape).join(' ')
    : '';
}

function problemsOf(issue: Issue, root: Node, redact: Redactor): readonly Problem[] {
  if (issue.code === 'invalid_union') {
    const words = 'options' in issue ? issue.options : undefined;
    if (words)
      return problemsOf({ ...issue, code: 'invalid_value', values: [...words] }, root, redact);
    const branch = bestBranch(issue.errors);
    if (branch) {
      return branch.flatMap((inner) =>
        problemsOf({ ...inner, path: [...issue.path, ...inner.path] }, root, redact),
      );
    }
  }
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) =>
      unknownKey(key, issue.path, issue.message.split(' ').filter(Boolean), root),
    );
  }
  const node = nodeAt(root, issue.path);
  if (node?.kind === 'scalar' && node.secret?.missing) return [];
  const position = placeOf(root, issue.path, issue.code === 'invalid_key');
  if (position === null) throw new Error(`built-in default refused: ${JSON.stringify(issue)}`);
  return [problemAt(position, ...tell(issue, node, redact))];
}

/** The alternative that the value was meant for: the one whose own type fits. */
function bestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  return branches
    .filter((issues) => issues.every((issue) => issue.path.length > 0 || !isTypeIssue(issue)))
    .toSorted((a, b) => a.length - b.length)[0];
}

function isTypeIssue(issue: Issue): boolean {
  return issue.code === 'invalid_type' || issue.code === 'invalid_value';
}

function unknownKey(key: string, path: Path, valid: readonly string[], root: Node): Problem {
  const position = placeOf(root, [...path, key], true);
  if (position === null) throw new Error(`built-in default has an unknown key: ${key}`);
  const keys = valid.map((each) => `\`${each}\``).join(', ');
  const remedy = `${suggestion(key, valid)} Valid keys here: ${keys || 'none'}`.trim();
  return problemAt(position, `unknown key \`${key}\``, remedy);
}

/** Where a value stands, or the nearest thing around it that is in a file. */
function placeOf(root: Node, path: Path, ofKey: boolean): Position | null {
  for (let length = path.length; length >= 0; length -= 1) {
    const around = length > 0 ? nodeAt(root, path.slice(0, length - 1)) : null;
    const key =
      around?.kind === 'mapping' ? around.entries.get(String(path[length - 1]))?.key : null;
    if (ofKey && length === path.length && key) return key;
    const position = nodeAt(root, path.slice(0, length))?.at ?? key;
    if (position) return position;
  }
  return null;
}

function tell(
  issue: Issue,
  node: Node | null,
  redact: Redactor,
): readonly [message: string, remedy: string] {
  const where = renderPath(issue.path);
  const name = where === '' ? '' : `\`${where}\`: `;
  const params = issue.code === 'custom' ? paramsOf(issue) : undefined;
  const secret = node?.kind === 'scalar' ? node.secret : undefined;
  if (secret) {
    const expected = expectation(issue) ?? params?.expected;
    const source = `the value of \`${secret.text}\``;
    const message = expected
      ? `expected ${expected}; ${source} is something else`
      : `${source} is not accepted here`;
    return [`${name}${message}`, `Correct what \`${secret.text}\` stands for.`];
  }
  const own = issue.code === 'invalid_key' ? issue.issues[0] : issue;
  if (own?.message) {
    return tellOwn({ ...own, message: redact.text(own.message) }, issue.path, node);
  }
  if (node === null) {
    const key = String(issue.path.at(-1));
    return [
      `the key \`${where}\` is missing`,
      `Add \`${key}\`: ${expectation(issue) ?? 'a value'}.`,
    ];
  }
  const remedy = issue.code === 'invalid_value' ? closest(issue, node) : remedyFor(issue);
  return [
    `${name}expected ${expectation(issue) ?? 'another value'}, found ${describe(node)}`,
    remedy,
  ];
}

/** A message that a schema wrote itself, with the value where it does not quote it. */
function tellOwn(issue: Issue, path: Path, node: Node | null): readonly [string, string] {
  const params = issue.code === 'custom' ? paramsOf(issue) : undefined;
  const remedy = params?.remedy ?? seeAlso(path);
  if (node === null) return [issue.message, remedy];
  const isQuoted =
    params?.expected !== undefined ||
    node.kind !== 'scalar' ||
    issue.message.includes(String(node.value));
  const found = isQuoted ? '' : ` (found ${describe(node)})`;
  const colon = /^(is|are|has|must) /.test(issue.message) ? '' : ':';
  const name = path.length === 0 ? '' : `\`${renderPath(path)}\`${colon} `;
  return [`${name}${issue.message}${found}`, remedy];
}

function paramsOf(issue: Issue & { code: 'custom' }): Partial<IssueParams> {
  return issue.params ?? {};
}
