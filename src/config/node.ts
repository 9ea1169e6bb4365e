import type { Position } from './problem.ts';

/**
 * Config as plain data in which every key and value knows its place in a file. Layers (built-in
 * defaults, the practice's defaults, a site) are merged as such trees, so that places survive.
 */
export type Node = Scalar | List | Mapping;

/** One value. */
export interface Scalar {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** Null where the value is built in. */
  readonly at: Position | null;
  /** Present where the value comes from the environment or a file: such a value is never printed. */
  readonly secret?: SecretReference;
}

/** Where a secret comes from, in the words of the config file. */
export interface SecretReference {
  /** `${SHOP_TOKEN}` or `file:/run/secrets/shop`, without any default. */
  readonly text: string;
  /** True for `${NAME:-default}`: part of the value may stand in the config file. */
  readonly hasDefault: boolean;
  /** True where it could not be read; the value is empty then, and the problem is known. */
  readonly missing: boolean;
}

/** Values in order. */
interface List {
  readonly kind: 'list';
  readonly items: readonly Node[];
  readonly at: Position | null;
}

/** Keys and values, in the order of the file. */
export interface Mapping {
  readonly kind: 'mapping';
  readonly entries: ReadonlyMap<string, Entry>;
  readonly at: Position | null;
}

/** One key with its value. */
export interface Entry {
  /** Where the key stands; null where it is built in. */
  readonly key: Position | null;
  readonly value: Node;
}

/** Keys and list positions that lead from the root to a value. */
export type Path = readonly PropertyKey[];

/** A mapping without keys. */
export const emptyMapping: Mapping = { kind: 'mapping', entries: new Map(), at: null };

/** The tree of a built-in value. */
export function builtIn(value: unknown): Node {
  if (Array.isArray(value)) return { kind: 'list', items: value.map(builtIn), at: null };
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(
      ([key, inner]) => [key, { key: null, value: builtIn(inner) }] as const,
    );
    return { kind: 'mapping', entries: new Map(entries), at: null };
  }
  return { kind: 'scalar', value: value as Scalar['value'], at: null };
}

/** The data without its places. */
export function plain(node: Node): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(plain);
  return Object.fromEntries([...node.entries].map(([key, entry]) => [key, plain(entry.value)]));
}

/** Mappings are merged key by key; anything else above replaces what is below it. */
export function merge(below: Node, above: Node): Node {
  if (below.kind !== 'mapping' || above.kind !== 'mapping') return above;
  const entries = new Map(below.entries);
  for (const [key, entry] of above.entries) {
    const under = below.entries.get(key);
    entries.set(key, under ? { ...entry, value: merge(under.value, entry.value) } : entry);
  }
  return { kind: 'mapping', entries, at: above.at ?? below.at };
}

/** The value of one key, or null where there is none. */
export function child(node: Node | null, key: PropertyKey): Node | null {
  if (node?.kind === 'mapping') return node.entries.get(String(key))?.value ?? null;
  if (node?.kind === 'list') return node.items[Number(key)] ?? null;
  return null;
}

/** The value at the end of a path, or null where the path leads nowhere. */
export function nodeAt(root: Node, path: Path): Node | null {
  return path.reduce<Node | null>(child, root);
}

/** The mapping under a key; an empty one where there is none. */
export function mappingUnder(node: Node, key: string): Mapping {
  const value = child(node, key);
  return value?.kind === 'mapping' ? value : emptyMapping;
}

/** A mapping with one value put in place of another, or left out where it is null. */
export function withValue(mapping: Mapping, key: string, value: Node | null): Mapping {
  const entries = new Map(mapping.entries);
  if (value === null) entries.delete(key);
  else entries.set(key, { key: entries.get(key)?.key ?? null, value });
  return { ...mapping, entries };
}

/** Every scalar below a node, with its path. */
export function* scalars(node: Node, path: Path = []): Generator<readonly [Path, Scalar]> {
  if (node.kind === 'scalar') yield [path, node];
  else if (node.kind === 'list') {
    for (const [index, item] of node.items.entries()) yield* scalars(item, [...path, index]);
  } else {
    for (const [key, entry] of node.entries) yield* scalars(entry.value, [...path, key]);
  }
}

/** `checks.uptime.conditions[0]`. */
export function renderPath(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? String(step) : `${text}.${String(step)}`;
  }, '');
}
