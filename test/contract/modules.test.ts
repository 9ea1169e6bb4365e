import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import * as zod from 'zod';
import { allEngineRules } from '../../src/analysis/accessibility/engine-rules/index.ts';
import { allPageRules } from '../../src/analysis/accessibility/rules/index.ts';
import { commands } from '../../src/cli/commands.ts';
import { parseDuration } from '../../src/core/duration.ts';
import { targetFailureRules } from '../../src/core/failure-rules.ts';
import { platforms } from '../../src/core/site.ts';
import { checkIds, loadCheck } from '../../src/engine/discover.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const kebabCase = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const checks = await Promise.all(
  (await checkIds()).map(async (id) => ({ id, check: await loadCheck(id) })),
);

describe('every check', () => {
  it('is found', () => {
    expect(checks.length).toBeGreaterThan(0);
  });

  it('has rule ids that no other check has', () => {
    const all = checks.flatMap(({ check }) => Object.keys(check.rules));
    expect(all.filter((rule, index) => all.indexOf(rule) !== index)).toEqual([]);
  });
});

describe.each(checks)('check $id', ({ id, check: { meta, rules, options } }) => {
  it('is named after its file', () => {
    expect(meta.id).toBe(id);
    expect(id).toMatch(kebabCase);
  });

  it('says what it is and why a client cares', () => {
    expect(meta.title).toMatch(/\w/);
    expect(meta.why).toMatch(/\w.*\.$/);
  });

  it('has a schedule and a deadline', () => {
    const cron = /^(\S+ ){4,5}\S+$/;
    expect(parseDuration(meta.schedule) !== null || cron.test(meta.schedule)).toBe(true);
    expect(parseDuration(meta.timeout)).toBeGreaterThan(0);
  });

  it('explains each metric and label', () => {
    for (const meaning of Object.values({ ...meta.metrics, ...meta.labels })) {
      expect(meaning).toMatch(/\w{3}/);
    }
  });

  it('has rules that name the failing state, and say what to do', () => {
    expect(Object.keys(rules)).not.toHaveLength(0);
    for (const [rule, { title, advice, help }] of Object.entries(rules)) {
      expect(rule).toMatch(kebabCase);
      expect(title, rule).toMatch(/\w/);
      expect(advice, rule).toMatch(/\w.*\.$/);
      expect(help === null || URL.canParse(help), rule).toBe(true);
    }
  });

  it('has options with defaults that its own schema accepts, each with its meaning', () => {
    const schema = options.schema(zod);
    expect(schema.safeParse(options.defaults).error).toBeUndefined();
    expect(schema.parse({})).toEqual(options.defaults);
    for (const [name, option] of Object.entries<{ description?: string | undefined }>(
      schema.shape,
    )) {
      expect(option.description, name).toMatch(/\w/);
    }
  });

  it('has tests for each of its rules', () => {
    const files = globSync([`test/checks/${id}.test.ts`, `test/checks/${id}/**/*.ts`], {
      cwd: root,
    });
    expect(files).not.toHaveLength(0);
    const tests = files.map((file) => readFileSync(root + file, 'utf8')).join('\n');
    // Tests that go through a whole table of rules have a case for each.
    const tables = { targetFailureRules, allEngineRules, allPageRules };
    const shared = Object.entries(tables).flatMap(([name, table]) =>
      tests.includes(`Object.entries(${name})`) || tests.includes(`Object.keys(${name})`)
        ? Object.keys(table)
        : [],
    );
    const untested = Object.keys(rules).filter(
      (rule) => !tests.includes(`'${rule}'`) && !shared.includes(rule),
    );
    expect(untested).toEqual([]);
  });

  it('is in docs/checks.md', () => {
    expect(readFileSync(`${root}docs/checks.md`, 'utf8')).toContain(`\n## ${id}\n`);
  });
});

describe('every platform', () => {
  const files = globSync('src/platforms/*.ts', { cwd: root }).filter((file) =>
    readFileSync(root + file, 'utf8').includes('export default'),
  );

  it('that sites may name can be detected', () => {
    const known = platforms.filter((platform) => platform !== 'other');
    expect(files.map((file) => basename(file, '.ts')).sort()).toEqual([...known].sort());
  });

  it.each(files)('%s is complete', async (file) => {
    const { default: platform } = await import(root + file);
    const id = basename(file, '.ts');
    expect(platform).toMatchObject({ id, title: expect.stringMatching(/\w/) });
    const tests = globSync('test/platforms/**/*.test.ts', { cwd: root });
    expect(
      tests.some((test) => readFileSync(root + test, 'utf8').includes(`platforms/${id}.ts`)),
    ).toBe(true);
  });
});

describe('every command', () => {
  const words = commands.map(({ usage }) => usage.split(/ [<[]/)[0] ?? usage);

  it.each(commands)('$usage says what it does, with an example', ({ usage, summary, examples }) => {
    expect(summary).toMatch(/\w/);
    expect(examples.join('\n')).toContain(`caretaker ${usage.split(/ [<[]/)[0]}`);
  });

  it.each(words)('%s lives in a file of its name', (name) => {
    expect(existsSync(`${root}src/cli/${name.replaceAll(' ', '-')}.ts`)).toBe(true);
  });

  it('that has a file is in the table', () => {
    const files = globSync('src/cli/*.ts', { cwd: root }).filter((file) => {
      const own = basename(file, '.ts').replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
      return readFileSync(root + file, 'utf8').includes(`export async function ${own}(`);
    });
    const table = words.map((name) => `src/cli/${name.replaceAll(' ', '-')}.ts`);
    expect(table).toEqual(expect.arrayContaining(files));
  });
});
