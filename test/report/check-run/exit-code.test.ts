import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../src/core/result.ts';
import { exitCodeOf, nagiosExitCode } from '../../../src/report/check-run/exit-code.ts';
import { finding, result, run } from '../../support/check-runs.ts';

function runOf(outcomes: readonly Outcome[]) {
  return run(outcomes.map((outcome) => result({ outcome })));
}

describe('the exit code of a run', () => {
  it.each<[code: number, nagios: number, outcomes: Outcome[]]>([
    [0, 0, []],
    [0, 0, ['passed']],
    [0, 0, ['passed', 'inapplicable']],
    [0, 1, ['passed', 'incomplete']],
    [1, 2, ['passed', 'failed']],
    [3, 3, ['passed', 'errored']],
    [3, 3, ['incomplete', 'errored']],
    [1, 2, ['errored', 'failed', 'incomplete']],
  ])('is %i, or %i for Nagios, after %j', (code, nagios, outcomes) => {
    expect(exitCodeOf(runOf(outcomes))).toBe(code);
    expect(nagiosExitCode(runOf(outcomes))).toBe(nagios);
  });

  it('is no failure where there are only warnings, but a warning for Nagios', () => {
    const warned = run([result({ findings: [finding({ verdict: 'warning' })] })]);
    expect(exitCodeOf(warned)).toBe(0);
    expect(nagiosExitCode(warned)).toBe(1);
  });
});
