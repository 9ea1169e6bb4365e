import { readFileSync } from 'node:fs';

/** The version in package.json, which lies two folders up in a clone and three in a package. */
export function version(): string {
  for (const path of ['../../package.json', '../../../package.json']) {
    try {
      const { name, version } = JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
      if (name === 'caretaker') return version;
    } catch {
      // Not there: it is the other one.
    }
  }
  return 'unknown';
}
