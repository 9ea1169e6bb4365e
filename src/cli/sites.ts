import type { SiteConfig } from '../config/site-config.ts';
import { forJson } from '../core/encode/json.ts';
import { forTerminal } from '../core/encode/terminal.ts';
import { redactor } from '../core/redaction.ts';
import { type ConfigSource, emptyRemedy, usableConfig } from './config-source.ts';
import { exitUsage } from './exit-codes.ts';
import type { CliIo } from './io.ts';

/** `caretaker sites`: every site with what runs for it. */
export async function sites(
  options: ConfigSource & { readonly format: 'table' | 'json' },
  io: CliIo,
): Promise<number> {
  const config = await usableConfig(options, io);
  if (config === null) return exitUsage;
  const rows = redactor(config.secrets).deep(config.sites.map(rowOf));
  if (options.format === 'json') {
    io.stdout(`${forJson(rows)}\n`);
  } else if (config.sites.length === 0) io.stdout(`${forTerminal(emptyRemedy(config))}\n`);
  else io.stdout(table(rows));
  return 0;
}

/** What is told about a site, in either format. */
function rowOf({ site, package: bought, checks }: SiteConfig) {
  const { id, url, platform, environment } = site;
  const scheduled = [...checks].map(([check, { schedule }]) => ({ id: check, schedule }));
  return { id, url, platform, package: bought, environment, checks: scheduled };
}

function table(all: readonly ReturnType<typeof rowOf>[]): string {
  const rows = all.map((row) => [
    row.id,
    row.url,
    row.platform ?? '-',
    row.package ?? '-',
    row.environment,
    row.checks.map(({ id, schedule }) => `${id} (${schedule})`).join(', ') || 'none',
  ]);
  const header = ['SITE', 'URL', 'PLATFORM', 'PACKAGE', 'ENVIRONMENT', 'CHECKS'];
  const cells = [header, ...rows].map((row) => row.map((cell) => forTerminal(cell)));
  const widths = header.map((_, column) =>
    Math.max(...cells.map((row) => row[column]?.length ?? 0)),
  );
  return cells
    .map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}
