import type { Config } from '../config/load.ts';
import { forJson } from '../core/encode/json.ts';
import { forTerminal } from '../core/encode/terminal.ts';
import {
  type ConfigSource,
  count,
  emptyRemedy,
  printProblems,
  readConfig,
} from './config-source.ts';
import { exitUsage } from './exit-codes.ts';
import type { CliIo } from './io.ts';

/** `caretaker validate`: one line for a good config; every mistake, and exit code 2, for another. */
export async function validate(
  options: ConfigSource & { readonly format: 'text' | 'json' },
  io: CliIo,
): Promise<number> {
  const loaded = await readConfig(options, io);
  if (options.format === 'json') {
    const problems = loaded.ok ? [] : loaded.problems;
    io.stdout(`${forJson({ ok: loaded.ok, problems })}\n`);
  } else if (loaded.ok) {
    io.stdout(`${summary(loaded.config, options.checks.length)}\n`);
    if (loaded.config.sites.length === 0) io.stdout(`${forTerminal(emptyRemedy(loaded.config))}\n`);
  } else printProblems(loaded.problems, io);
  return loaded.ok ? 0 : exitUsage;
}

function summary({ sites }: Config, checks: number): string {
  const running = sites.reduce((sum, site) => sum + site.checks.size, 0);
  const runs = sites.length === 0 ? '' : `, ${running} to run`;
  return `config is valid: ${count(sites.length, 'site')}, ${count(checks, 'check')}${runs}`;
}
