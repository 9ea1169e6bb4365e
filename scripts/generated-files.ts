import { readFileSync } from 'node:fs';
import { jsonSchemas } from '../src/config/json-schema.ts';
import { discoverChecks } from '../src/engine/discover.ts';
import { completeLockFile } from './lock-file.ts';
import { checksPage } from './pages/checks.ts';
import { failureCodesPage } from './pages/failure-codes.ts';

/** Every file that is drawn from something else, as it should be: text by path under the root. */
export async function generatedFiles(): Promise<ReadonlyMap<string, string>> {
  const checks = await discoverChecks();
  const schemas = Object.entries(jsonSchemas(checks)).map(
    ([name, schema]) => [`config/schema/${name}`, `${JSON.stringify(schema, null, 2)}\n`] as const,
  );
  const lock = readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8');
  return new Map([
    ['docs/checks.md', checksPage(checks)],
    ['docs/failure-codes.md', failureCodesPage()],
    ['package-lock.json', completeLockFile(lock)],
    ...schemas,
  ]);
}
