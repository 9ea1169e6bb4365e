// `npm test`: the house rules, then the tests; `long` as argument: the long suites. Each step takes one
// line, and its output is shown only where it fails. The last line is for machines:
// `Tests: N passed, N failed, N skipped`, in which each house rule counts as one test.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { formatDuration } from '../src/core/duration.ts';
import { addCounts, closingLine, type TestCounts } from '../test/support/counts.ts';

interface Step {
  readonly name: string;
  /** A script of Node and its arguments. */
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

interface StepResult {
  readonly counts: TestCounts;
  readonly output: string;
}

const vitest = ['node_modules/vitest/vitest.mjs', 'run'];

const houseRules: readonly Step[] = [
  { name: 'lint and format', args: ['node_modules/@biomejs/biome/bin/biome', 'check', '.'] },
  { name: 'types', args: ['node_modules/typescript/bin/tsc', '--project', '.'] },
  { name: 'dead code', args: ['node_modules/knip/bin/knip.js'] },
  { name: 'generated files', args: ['scripts/generate.ts', '--check'] },
];

const suites: Readonly<Record<string, readonly Step[]>> = {
  normal: [
    ...houseRules,
    { name: 'tests', args: vitest },
    { name: 'kill tests', args: vitest, env: { CARETAKER_TESTS: 'kills' } },
  ],
  long: [
    { name: 'long tests', args: vitest, env: { CARETAKER_TESTS: 'long' } },
    { name: 'container image', args: vitest, env: { CARETAKER_TESTS: 'image' } },
    { name: 'long kill tests', args: vitest, env: { CARETAKER_TESTS: 'long-kills' } },
  ],
};

const suite = process.argv[2] ?? 'normal';
const failures: string[] = [];
let total: TestCounts = { passed: 0, failed: 0, skipped: 0 };

for (const step of suites[suite] ?? []) {
  const started = performance.now();
  const { counts, output } = await run(step);
  const verdict = counts.failed === 0 ? 'ok' : 'FAILED';
  const seconds = formatDuration(performance.now() - started);
  process.stdout.write(`${step.name.padEnd(18)}${verdict.padEnd(8)}${seconds}\n`);
  if (counts.failed > 0) failures.push(`\n--- ${step.name} ---\n${output.trimEnd()}\n`);
  total = addCounts(total, counts);
}
process.stdout.write(`${failures.join('')}${closingLine(total)}\n`);
process.exitCode = failures.length === 0 && total.passed > 0 ? 0 : 1;

async function run({ args, env }: Step): Promise<StepResult> {
  const child = spawn(process.execPath, args, {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const [code] = await once(child, 'close');
  return { counts: countsOf(output, code === 0), output };
}

/** What the step's own closing line says; a step without one is a single test. */
function countsOf(output: string, ok: boolean): TestCounts {
  const line = /^Tests: (\d+) passed, (\d+) failed, (\d+) skipped$/m.exec(output);
  if (line === null) return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
  const [passed, failed, skipped] = line.slice(1).map(Number) as [number, number, number];
  return { passed, failed: ok ? failed : Math.max(failed, 1), skipped };
}
