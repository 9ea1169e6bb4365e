import { readFileSync } from 'node:fs';

/** The folder of package.json: two up from here in a clone, three in a package. Ends with a slash. */
export const packageRoot: URL = findRoot();

/** The version that package.json names. */
export function version(): string {
  return String(manifestAt(packageRoot)?.version ?? 'unknown');
}

function findRoot(): URL {
  const clone = new URL('../../', import.meta.url);
  return manifestAt(clone)?.name === 'caretaker' ? clone : new URL('../../../', import.meta.url);
}

function manifestAt(folder: URL): { name?: unknown; version?: unknown } | null {
  try {
    return JSON.parse(readFileSync(new URL('package.json', folder), 'utf8'));
  } catch {
    return null;
  }
}
