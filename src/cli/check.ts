import { createApp } from '../app.ts';
import { checkRun } from '../core/conclude.ts';
import { forTerminal } from '../core/encode/terminal.ts';
import { redactor } from '../core/redaction.ts';
import { noTrace, type Trace } from '../core/trace.ts';
import { exitCodeOf, nagiosExitCode } from '../report/check-run/exit-code.ts';
import { type Format, formatRun } from '../report/check-run/format.ts';
import { planOf } from './check-plan.ts';
import type { Typed } from './commands.ts';
import { exitUsage, exitUsageNagios } from './exit-codes.ts';
import { withFeedCache } from './feed-cache.ts';
import { version } from './package-root.ts';
import type { CliProcess } from './process.ts';
import { startProgress, useColor, useUnicode } from './terminal.ts';

/** `caretaker check`: one visit now, printed in the format that was asked for. */
export async function check(typed: Typed, io: CliProcess): Promise<number> {
  const app = createApp();
  const plan = await planOf(typed, app, io);
  if ('error' in plan) {
    if (plan.error) io.stderr(`caretaker: ${plan.error}\n`);
    return typed.options.format === 'nagios' ? exitUsageNagios : exitUsage;
  }
  const redact = redactor(plan.secrets);
  const start = app.clock.monotonic();
  const trace: Trace = typed.options.debug
    ? (step, text) => {
        const at = `${Math.round(app.clock.monotonic() - start)}`.padStart(6);
        io.stderr(`${at} ms  ${step.padEnd(9)} ${forTerminal(redact.text(text))}\n`);
      }
    : noTrace;

  const waiting = new Set(plan.checks.map(({ check }) => check.meta.id));
  const progress = typed.options.debug
    ? startProgress({ ...io, stderrIsTty: false })
    : startProgress(io);
  progress.update([...waiting].join(', '));
  const planned = plan.checks.map(app.maskSecrets(plan.secrets));
  const results = await withFeedCache(plan, io, (feedCache) =>
    app.visit(plan.site, planned, {
      ...feedCache,
      access: plan.access,
      signal: io.interrupted,
      trace,
      onResult: (result) => {
        waiting.delete(result.check);
        progress.update([...waiting].join(', '));
      },
    }),
  );
  progress.clear();

  const run = redact.deep(checkRun(plan.site, results));
  const format = (typed.options.format ?? (io.stdoutIsTty ? 'table' : 'json')) as Format;
  const text = await formatRun(format, run, {
    columns: io.columns,
    color: useColor(io, typed.options.color !== false),
    unicode: useUnicode(io),
    version: version(),
  });
  io.stdout(text);
  return format === 'nagios' ? nagiosExitCode(run) : exitCodeOf(run);
}
