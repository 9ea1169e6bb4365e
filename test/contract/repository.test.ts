import { globSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const notOurs = ['node_modules', '.git', 'dist', 'data', 'coverage'];
const textual = ['', '.ts', '.mjs', '.json', '.md', '.yaml', '.yml', '.toml', '.sql', '.css'];
const files = globSync('**', {
  cwd: root,
  withFileTypes: true,
  exclude: (entry) => notOurs.includes(entry.name),
})
  .filter((entry) => entry.isFile() && textual.includes(extname(entry.name)))
  .map((entry) => `${entry.parentPath}/${entry.name}`.replace(root, '').replace(/^\//, ''));
const sources = files.filter((file) => /^(src|checks)\/.*\.ts$/.test(file));
const tests = files.filter((file) => /^test\/.*\.test\.ts$/.test(file));

describe('the repository', () => {
  it('is read', () => {
    expect(files).toEqual(expect.arrayContaining(['package.json', 'src/core/check.ts']));
  });

  it('runs all of its tests', () => {
    const allowed: Record<string, string> = JSON.parse(read('test/allowed-skips.json'));
    const mayskip = Object.keys(allowed).map((test) => test.split(' > ')[0]);
    expect(places(tests, /\b(?:it|test|describe)\.only\b/)).toEqual([]);
    expect(
      places(
        tests.filter((file) => !mayskip.includes(file)),
        /\b(?:it|test|describe)\.(?:skip|todo|skipIf|runIf|fails)\b/,
      ),
    ).toEqual([]);
  });

  it('keeps addresses of registries out of the lock file', () => {
    expect(read('package-lock.json')).not.toContain('"resolved"');
  });

  it('names no folder of anybody’s machine and no package registry', () => {
    const machine = /(?<![\w./-])\/(?:home|Users)\/\w+\/|(?<![\w./-])\/(?:root|work)\//;
    const registry = /\bregistry\.(?:npmjs|yarnpkg)\b|\b(?:deb\.debian|proxy\.golang|pypi)\.org\b/;
    expect(places(files, machine)).toEqual([]);
    expect(places(files, registry)).toEqual([]);
  });

  it('says what every exported name means', () => {
    const undocumented = sources.flatMap((file) => {
      const lines = read(file).split('\n');
      return lines
        .filter((line, index) => needsDocs(line) && !lines[index - 1]?.endsWith('*/'))
        .map((line) => `${file}: ${line}`);
    });
    expect(undocumented).toEqual([]);
  });

  it('has no file that is too long to read at once', () => {
    const long = files
      .filter((file) => /\.(ts|mjs)$/.test(file) && !file.startsWith('test/'))
      .filter((file) => read(file).split('\n').length > 400);
    expect(long).toEqual([]);
  });
});

/** A type that is drawn from the value or type above it, as `keyof typeof rules`, needs no words. */
function needsDocs(line: string): boolean {
  const drawn = /^export type \w+(<.*>)? = .*(\btypeof\b|\bkeyof\b|\];$)/;
  return (
    /^export (?:async function|function|abstract class|class|const|interface|type \w)/.test(line) &&
    !drawn.test(line)
  );
}

/** `file:line` of each place where a pattern is found. */
function places(where: readonly string[], pattern: RegExp): readonly string[] {
  return where.flatMap((file) =>
    read(file)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1}`] : [])),
  );
}

function read(file: string): string {
  return readFileSync(root + file, 'utf8');
}
