import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const passing = "it('passes', () => {});";
const failing = "it('fails', () => { throw new Error('as it should'); });";
const skipped = `describe('suite', () => { it.${'skip'}('rests', () => {}); it.${'todo'}('waits'); });`;

/** Runs vitest for real over one project with one file of tests. */
describe('the closing line', () => {
  const project = mkdtempSync(join(repository, 'node_modules', '.reporter-'));
  beforeAll(() => mkdirSync(join(project, 'test')));
  afterAll(() => rmSync(project, { recursive: true }));

  it('ends the run with the counts', () => {
    const { status, lastLine } = run({ tests: passing });
    expect({ status, lastLine }).toEqual({
      status: 0,
      lastLine: 'Tests: 1 passed, 0 failed, 0 skipped',
    });
  });

  it('counts failures', () => {
    const { status, lastLine } = run({ tests: passing + failing });
    expect({ status, lastLine }).toEqual({
      status: 1,
      lastLine: 'Tests: 1 passed, 1 failed, 0 skipped',
    });
  });

  it('counts a file that cannot be loaded as a failure', () => {
    const { status, lastLine } = run({ tests: "throw new Error('at load');" });
    expect({ status, lastLine }).toEqual({
      status: 1,
      lastLine: 'Tests: 0 passed, 1 failed, 0 skipped',
    });
  });

  it('counts an error outside any test as a failure', () => {
    const stray = "setTimeout(() => { throw new Error('stray'); }, 0);";
    const slow = "it('waits', () => new Promise((done) => setTimeout(done, 50)));";
    const { status, lastLine } = run({ tests: stray + slow });
    expect({ status, lastLine }).toEqual({
      status: 1,
      lastLine: 'Tests: 1 passed, 1 failed, 0 skipped',
    });
  });

  it('lets skipped tests pass on a developer’s machine', () => {
    const { status, lastLine } = run({ tests: passing + skipped });
    expect({ status, lastLine }).toEqual({
      status: 0,
      lastLine: 'Tests: 1 passed, 0 failed, 2 skipped',
    });
  });

  it('fails skipped and planned tests with CI=true, and names them', () => {
    const { status, lastLine, output } = run({ tests: passing + skipped, ci: true });
    expect(status).toBe(1);
    expect(lastLine).toBe('Tests: 1 passed, 2 failed, 2 skipped');
    expect(output).toContain('Skipped: test/some.test.ts > suite > rests.');
    expect(output).toContain('Skipped: test/some.test.ts > suite > waits.');
  });

  it('accepts a skip that is on the list with its reason', () => {
    const allowed = {
      'test/some.test.ts > suite > rests': 'needs a scanner',
      'test/some.test.ts > suite > waits': 'comes with the store',
    };
    expect(run({ tests: passing + skipped, ci: true, allowed }).status).toBe(0);
  });

  it('wants a reason', () => {
    const allowed = {
      'test/some.test.ts > suite > rests': ' ',
      'test/some.test.ts > suite > waits': 'comes with the store',
    };
    expect(run({ tests: passing + skipped, ci: true, allowed }).status).toBe(1);
  });

  it('fails where the list names a test that is gone', () => {
    const allowed = { 'test/some.test.ts > was here': 'once', 'test/gone.test.ts > x': 'once' };
    const { status, output } = run({ tests: passing, ci: true, allowed });
    expect(status).toBe(1);
    expect(output).toContain('No such test: test/some.test.ts > was here.');
    expect(output).toContain('No such test: test/gone.test.ts > x.');
  });

  function run(given: {
    readonly tests: string;
    readonly ci?: boolean;
    readonly allowed?: Readonly<Record<string, string>>;
  }) {
    const { tests, ci = false, allowed = {} } = given;
    const imports = "import { describe, it } from 'vitest';\n";
    writeFileSync(join(project, 'test', 'some.test.ts'), imports + tests);
    writeFileSync(join(project, 'test', 'allowed-skips.json'), JSON.stringify(allowed));
    const reporter = join(repository, 'test', 'support', 'reporter.ts');
    const vitest = join(repository, 'node_modules', 'vitest', 'vitest.mjs');
    const { CI: _, ...env } = process.env;
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [vitest, 'run', '--root', project, '--reporter', 'default', '--reporter', reporter],
      {
        cwd: project,
        env: { ...env, VITEST: '', ...(ci ? { CI: 'true' } : {}) },
        encoding: 'utf8',
      },
    );
    return { status, output: stdout + stderr, lastLine: stdout.trimEnd().split('\n').at(-1) };
  }
});
