import { type App, createApp } from '../app.ts';
import { checkRun } from '../core/conclude.ts';
import { forTerminal } from '../core/encode/terminal.ts';
import { redactor } from '../core/redaction.ts';
import type { CheckResult } from '../core/result.ts';
import { noTrace, type Trace } from '../core/trace.ts';
import { exitCodeOf, nagiosExitCode } from '../report/check-run/exit-code.ts';
import { type Format, formatRun } from '../report/check-run/format.ts';
import { type Plan, planOf } from './check-plan.ts';
import type { Typed } from './commands.ts';
import { exitUsage, exitUsageNagios } from './exit-codes.ts';
import { withFeedCache } from './feed-cache.ts';
import { version } from './package-root.ts';
import type { CliProcess } from './process.ts';
import { withMemory } from './site-memory.ts';
import { startProgress, useColor, useUnicode } from './terminal.ts';

/** `caretaker check`: one visit now, printed in the format that was asked for. */
export async function check(typed: Typed, io: CliProcess): Promise<number> {
  const app = createApp();
  const plan = await planOf(typed, app, io);
  if ('error' in plan) {
    if (plan.error) io.stderr(`caretaker: ${plan.error}\n`);
    return typed.options.format === 'nagios' ? exitUsageNagios : exitUsage;
  }
  const report = typeof typed.options.report === 'string' ? typed.options.report : null;
  const obstacle = report === null ? null : await obstacleTo(report, io);
  if (obstacle !== null) {
    io.stderr(`caretaker: ${forTerminal(obstacle)}\n`);
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

  const results = await visitNow(typed, { app, plan, io, redact, trace });
  const run = redact.deep(checkRun(plan.site, results));
  const format = (typed.options.format ?? (io.stdoutIsTty ? 'table' : 'json')) as Format;
  io.stdout(
    await formatRun(format, run, {
      columns: io.columns,
      color: useColor(io, typed.options.color !== false),
      unicode: useUnicode(io),
      version: version(),
    }),
  );
  if (report !== null) {
    const { htmlOf } = await import('../report/check-run/html.ts');
    const { writeReport } = await import('./report-file.ts');
    await writeReport(report, io.cwd, await htmlOf(run, version()));
  }
  return format === 'nagios' ? nagiosExitCode(run) : exitCodeOf(run);
}

interface Visit {
  readonly app: App;
  readonly plan: Plan;
  readonly io: CliProcess;
  readonly redact: ReturnType<typeof redactor>;
  readonly trace: Trace;
}

/** The visit itself, with a line that says what is being done for as long as somebody waits. */
async function visitNow(
  typed: Typed,
  { app, plan, io, redact, trace }: Visit,
): Promise<readonly CheckResult[]> {
  const waiting = new Set(plan.checks.map(({ check }) => check.meta.id));
  const progress = startProgress(typed.options.debug ? { ...io, stderrIsTty: false } : io);
  progress.update([...waiting].join(', '));
  const planned = plan.checks.map(app.maskSecrets(plan.secrets));
  const browser = app.browsers({ executablePath: plan.browserPath });
  try {
    return await withMemory(plan, io, ({ memory, accepted }) =>
      withFeedCache(plan, io, async (feedCache) =>
        accepted(
          await app.visit(plan.site, planned, {
            ...feedCache,
            memory,
            access: plan.access,
            browser,
            progress: (step) => {
              progress.update(forTerminal(redact.text(step)));
              trace('progress', step);
            },
            signal: io.interrupted,
            trace,
            onResult: (result) => {
              waiting.delete(result.check);
              progress.update([...waiting].join(', '));
            },
          }),
        ),
      ),
    );
  } finally {
    await browser.close();
    progress.clear();
  }
}

async function obstacleTo(report: string, io: CliProcess): Promise<string | null> {
  const { reportObstacle } = await import('./report-file.ts');
  return reportObstacle(report, io.cwd);
}
