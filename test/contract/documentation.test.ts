import { existsSync, globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { generatedFiles } from '../../scripts/generated-files.ts';
import { failureCodes } from '../../src/core/failure-codes.ts';
import { discoverChecks } from '../../src/engine/discover.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const drawn = [...(await generatedFiles())];

describe('documentation', () => {
  it.each(drawn)('%s is as the generator draws it (else: npm run generate)', (path, text) => {
    expect(read(path) === text).toBe(true);
  });

  it('names every failure code, and none that does not exist', () => {
    expect(firstColumn(read('docs/failure-codes.md'))).toEqual(Object.keys(failureCodes));
  });

  it('names every rule of a check under it, and none that does not exist', async () => {
    const sections = read('docs/checks.md').split(/^## /m).slice(1);
    const documented = sections.map((section) => [
      section.split('\n')[0],
      firstColumn(section.split('### Rules')[1] ?? ''),
    ]);
    const rules = (await discoverChecks()).map(({ meta, rules }) => [meta.id, Object.keys(rules)]);
    expect(documented).toEqual(rules);
  });

  it('has every page that texts refer to', () => {
    const files = globSync(['*.md', 'docs/*.md', '{src,checks,config}/**/*.{ts,yaml}'], {
      cwd: root,
    });
    const missing = files.flatMap((file) =>
      [...read(file).matchAll(/\bdocs\/[\w-]+\.md\b/g)]
        .filter(([page]) => !existsSync(root + page))
        .map(([page]) => `${file} refers to ${page}`),
    );
    expect(missing).toEqual([]);
  });

  it('refers only to npm scripts that exist', () => {
    const { scripts }: { scripts: Record<string, string> } = JSON.parse(read('package.json'));
    for (const file of globSync(['*.md', 'docs/*.md'], { cwd: root })) {
      for (const [, script = ''] of read(file).matchAll(/npm run ([\w:]+)/g)) {
        expect(Object.keys(scripts), file).toContain(script);
      }
    }
  });
});

/** Codes in the first column of a page's tables. */
function firstColumn(page: string): readonly string[] {
  return [...page.matchAll(/^\| `([^`]+)` \|/gm)].map(([, id = '']) => id);
}

function read(path: string): string {
  return readFileSync(root + path, 'utf8');
}
