import { createApp } from '../app.ts';
import { checkRun } from '../core/conclude.ts';
import { forTerminal } from '../core/encode/terminal.ts';
import { redactor } from '../core/redaction.ts';
import type { Site } from '../core/site.ts';
import { siteOfUrl } from '../core/site.ts';
import { noTrace, type Trace } from '../core/trace.ts';
import { checkIds, loadCheck } from '../engine/discover.ts';
import type { PlannedCheck } from '../engine/visit.ts';
import { allowanceOfNamedUrl, parseAllowance } from '../gather/address-policy.ts';
import { exitCodeOf, nagiosExitCode } from '../report/check-run/exit-code.ts';
import { type Format, formatRun } from '../report/check-run/format.ts';
import type { Typed } from './commands.ts';
import { version } from './package-root.ts';
import type { CliProcess } from './process.ts';
import { readTarget } from './target.ts';
import { startProgress, useColor, useUnicode } from './terminal.ts';

const exitUsage = 2;
/** UNKNOWN, in the words of Monitoring Plugins. */
const exitUsageNagios = 3;

/** What was asked for, understood: a site, its checks with their options, and what to keep quiet about. */
interface Plan {
  readonly site: Site;
  readonly checks: readonly PlannedCheck[];
  readonly secrets: readonly string[];
}

/** `caretaker check`: one visit now, printed in the format that was asked for. */
export async function check(typed: Typed, io: CliProcess): Promise<number> {
  const plan = await makePlan(typed, io);
  if ('error' in plan) {
    if (plan.error) io.stderr(`caretaker: ${plan.error}\n`);
    return typed.options.format === 'nagios' ? exitUsageNagios : exitUsage;
  }
  const redact = redactor(plan.secrets);
  const app = createApp();
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
  const results = await app.visit(plan.site, plan.checks, {
    signal: io.interrupted,
    trace,
    onResult: (result) => {
      waiting.delete(result.check);
      progress.update([...waiting].join(', '));
    },
  });
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

async function makePlan(typed: Typed, io: CliProcess): Promise<Plan | { error: string | null }> {
  const asked = typed.args.checks as readonly string[];
  const known = await checkIds();
  const unknown = asked.filter((id) => !known.includes(id));
  if (unknown.length > 0) {
    const { suggestion } = await import('../config/nearest.ts');
    const mistakes = unknown.map((id) =>
      `unknown check \`${forTerminal(id, 100)}\`. ${suggestion(id, known)}`.trimEnd(),
    );
    return { error: `${mistakes.join('\n')}\nKnown checks: ${known.join(', ')}` };
  }
  const target = readTarget(String(typed.args['site|url']));
  if ('error' in target) return target;
  const allowPrivate = typed.options.allowPrivate as readonly string[];
  const senseless = allowPrivate.find((entry) => parseAllowance(entry) === null);
  if (senseless !== undefined) {
    return {
      error: `--allow-private ${forTerminal(senseless)}: expected host:port, an address or a range such as 10.0.0.0/8`,
    };
  }
  return 'url' in target
    ? planForUrl(target.url, asked.length > 0 ? asked : known, allowPrivate)
    : planForSite(target.id, asked, allowPrivate, typed, io);
}

/** A URL is checked with built-in defaults: it is in no config. */
async function planForUrl(
  url: string,
  ids: readonly string[],
  allowPrivate: readonly string[],
): Promise<Plan> {
  const site = siteOfUrl(url, [...allowanceOfNamedUrl(url), ...allowPrivate]);
  const checks = await Promise.all([...new Set(ids)].map(loadCheck));
  return {
    site,
    checks: checks.map((each) => ({ check: each, options: each.options.defaults })),
    secrets: [],
  };
}

/** A site is checked as config says; a check that is named runs even where config switches it off. */
async function planForSite(
  id: string,
  asked: readonly string[],
  allowPrivate: readonly string[],
  typed: Typed,
  io: CliProcess,
): Promise<Plan | { error: string | null }> {
  const { configSource } = await import('./sources.ts');
  const { usableConfig, unknownSite } = await import('./config-source.ts');
  const source = await configSource(typed, io);
  const config = await usableConfig(source, io);
  if (config === null) return { error: null };
  const found = config.sites.find(({ site }) => site.id === id);
  if (!found) return { error: unknownSite(id, config) };
  const ids = asked.length > 0 ? [...new Set(asked)] : [...found.checks.keys()];
  const network = { allowPrivate: [...found.site.network.allowPrivate, ...allowPrivate] };
  return {
    site: { ...found.site, network },
    checks: source.checks
      .filter(({ meta }) => ids.includes(meta.id))
      .sort((a, b) => ids.indexOf(a.meta.id) - ids.indexOf(b.meta.id))
      .map((each) => ({
        check: each,
        options: found.checks.get(each.meta.id)?.options ?? each.options.defaults,
      })),
    secrets: config.secrets,
  };
}
