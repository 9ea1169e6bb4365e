import { resolve } from 'node:path';
import type { Node, Scalar, SecretReference } from './node.ts';
import { type Problem, problemAt } from './problem.ts';
import { readText } from './source.ts';

const maxSecretBytes = 64 * 1024;

/** A tree with its secrets filled in. */
export interface Resolved {
  readonly node: Node;
  readonly problems: readonly Problem[];
  /** The values that were filled in, for redaction. Defaults stand in the file and are not among them. */
  readonly secrets: readonly string[];
}

/** Where secrets are looked up. */
export interface SecretPlaces {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folder from which a relative `file:` path starts. */
  readonly folder: string;
}

interface Found {
  readonly value: string;
  readonly reference: SecretReference;
  readonly secrets: readonly string[];
  /** Message and remedy where something is missing. */
  readonly problems: readonly (readonly [message: string, remedy: string])[];
}

/**
 * Replaces `${NAME}`, `${NAME:-default}` and `file:/path` in every text value; `$${` stands for a
 * plain `${`. An empty variable counts as missing, as it does in the shell's `:-`.
 */
export async function resolveSecrets(root: Node, places: SecretPlaces): Promise<Resolved> {
  const problems: Problem[] = [];
  const secrets: string[] = [];

  const scalar = async (node: Scalar): Promise<Scalar> => {
    const found = typeof node.value === 'string' ? await lookUp(node.value, places) : null;
    if (found === null) return node;
    if (typeof found === 'string') return { ...node, value: found };
    secrets.push(...found.secrets);
    if (node.at !== null) {
      for (const [message, remedy] of found.problems) {
        problems.push(problemAt(node.at, message, remedy));
      }
    }
    return { ...node, value: found.value, secret: found.reference };
  };

  const walk = async (node: Node): Promise<Node> => {
    if (node.kind === 'scalar') return scalar(node);
    if (node.kind === 'list') {
      const items: Node[] = [];
      for (const item of node.items) items.push(await walk(item));
      return { ...node, items };
    }
    const entries = new Map(node.entries);
    for (const [key, entry] of entries)
      entries.set(key, { ...entry, value: await walk(entry.value) });
    return { ...node, entries };
  };

  return { node: await walk(root), problems, secrets };
}

/** Null for a value without any reference; text for one that only escapes `${`. */
async function lookUp(text: string, places: SecretPlaces): Promise<Found | string | null> {
  if (/^file:(?!\/\/)/.test(text)) return fromFile(text, places.folder);
  return text.includes('${') ? fromEnvironment(text, places.env) : null;
}

async function fromFile(text: string, folder: string): Promise<Found> {
  const path = text.slice('file:'.length);
  const read = await readText(resolve(folder, path), maxSecretBytes);
  if (read.ok) {
    const value = read.text.replace(/\r?\n$/, '');
    if (value !== '') {
      const reference = { text, hasDefault: false, missing: false };
      return { value, reference, secrets: [value], problems: [] };
    }
  }
  const why = read.ok ? 'the file is empty' : read.why;
  const remedy = read.ok ? 'Write the secret into it.' : read.remedy;
  return {
    value: '',
    reference: { text, hasDefault: false, missing: true },
    secrets: [],
    problems: [[`no secret in \`${text}\`: ${why}`, remedy]],
  };
}

function fromEnvironment(text: string, env: SecretPlaces['env']): Found | string {
  const names: string[] = [];
  const secrets: string[] = [];
  const problems: (readonly [string, string])[] = [];
  let hasDefault = false;
  const value = text.replace(/\$\$\{|\$\{([^}]*)(\}?)/g, (whole, inner?: string, end?: string) => {
    if (inner === undefined) return '${';
    const parts = /^([A-Za-z_][A-Za-z0-9_]*)(?::-(.*))?$/s.exec(inner);
    const name = parts?.[1];
    if (name === undefined || end !== '}' || inner.includes('${')) {
      names.push('${…}');
      problems.push([
        'this `${…}` does not name a variable',
        'Write `${NAME}` or `${NAME:-default}`, and `$${` for a plain `${`.',
      ]);
      return whole;
    }
    names.push(`\${${name}}`);
    const set = env[name];
    if (set) {
      hasDefault ||= parts?.[2] !== undefined;
      secrets.push(set);
      return set;
    }
    if (parts?.[2] !== undefined) {
      hasDefault = true;
      return parts[2];
    }
    problems.push([
      `the environment variable \`${name}\` is ${set === '' ? 'empty' : 'not set'}`,
      `Set it where caretaker starts, or write \`\${${name}:-default}\`.`,
    ]);
    return '';
  });
  if (names.length === 0) return value;
  const missing = problems.length > 0;
  return {
    value: missing ? '' : value,
    reference: { text: names.join(' '), hasDefault, missing },
    secrets,
    problems,
  };
}
