import type { PublicHolidays } from '../config/calendars.ts';
import type { Config, LoadedConfig } from '../config/load.ts';
import type { Modules } from '../config/modules.ts';
import { suggestion } from '../config/nearest.ts';
import { type Problem, renderProblem } from '../config/problem.ts';
import type { TargetAllowed } from '../config/site-rules.ts';
import { forTerminal } from '../core/encode/terminal.ts';
import type { CliIo } from './io.ts';

/** What every command that reads config is handed. */
export interface ConfigSource extends Modules {
  /** The config folder, as the user named it. */
  readonly config: string;
  readonly targetAllowed: TargetAllowed;
  /** For commands that promise due times. */
  readonly publicHolidays?: PublicHolidays;
}

/** Loads the config that a command was pointed at. */
export async function readConfig(source: ConfigSource, io: CliIo): Promise<LoadedConfig> {
  const { config, checks, channels, platforms, feeds, targetAllowed, publicHolidays } = source;
  const ports = { checks, channels, platforms, feeds, targetAllowed, publicHolidays };
  const { loadConfig } = await import('../config/load.ts');
  return loadConfig(config, { env: io.env, cwd: io.cwd, ...ports });
}

/** The config, or null after every mistake in it has been printed. */
export async function usableConfig(source: ConfigSource, io: CliIo): Promise<Config | null> {
  const loaded = await readConfig(source, io);
  if (loaded.ok) return loaded.config;
  printProblems(loaded.problems, io);
  return null;
}

/** Prints every mistake, file by file, and how many there are. */
export function printProblems(problems: readonly Problem[], io: CliIo): void {
  const groups = Map.groupBy(problems, (problem) => problem.file);
  for (const group of groups.values()) {
    io.stderr(`${group.map((problem) => forTerminal(renderProblem(problem))).join('\n')}\n\n`);
  }
  io.stderr(`${count(problems.length, 'problem')} in ${count(groups.size, 'file')}.\n`);
}

/** What to say where a site is not in config. */
export function unknownSite(id: string, config: Config): string {
  const ids = config.sites.map((site) => site.site.id);
  const known = ids.length === 0 ? emptyRemedy(config) : `Known sites: ${ids.join(', ')}`;
  return forTerminal(
    `unknown site \`${id}\`. ${suggestion(id, ids)} ${known}`.replaceAll('  ', ' '),
  );
}

/** What to do where there is no site yet. */
export function emptyRemedy(config: Config): string {
  return `${config.folder}/sites is empty: add a site with \`caretaker init https://…\``;
}

/** `1 site`, `3 sites`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
