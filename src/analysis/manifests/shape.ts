/**
 * A field of a value that came from outside; undefined where it is no object or has no such field of
 * its own, so that `constructor` and its like are never found.
 */
export function fieldOf(value: unknown, ...path: readonly string[]): unknown {
  let found = value;
  for (const name of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name))
      return undefined;
    found = Reflect.get(found, name);
  }
  return found;
}

/** A field that holds text with something in it; null for anything else, so also for PHP's `false`. */
export function textOf(value: unknown, ...path: readonly string[]): string | null {
  const found = fieldOf(value, ...path);
  return typeof found === 'string' && found.trim() !== '' ? found.trim() : null;
}

/** A field's list; empty where it is none. */
export function listOf(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = fieldOf(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** Names and values of a field's object; empty where it is none, so also for PHP's `[]`. */
export function entriesOf(
  value: unknown,
  ...path: readonly string[]
): readonly (readonly [string, unknown])[] {
  const found = fieldOf(value, ...path);
  return isObject(found) ? Object.entries(found) : [];
}

/** Whether a value is an object with names, and no list. */
export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
