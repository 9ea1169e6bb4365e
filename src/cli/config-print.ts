import type { EffectiveValue } from '../config/effective.ts';
import { parseDuration } from '../core/duration.ts';
import { forJson } from '../core/encode/json.ts';
import { forTerminal } from '../core/encode/terminal.ts';
import { type ConfigSource, printProblems, readConfig, unknownSite } from './config-source.ts';
import { exitUsage } from './exit-codes.ts';
import type { CliIo } from './io.ts';

/** Origins start in one column, unless a value is longer than this. */
const widestValue = 60;

/** `caretaker config print [site]`: what is in force and where it was decided; the practice without a site. */
export async function configPrint(
  options: ConfigSource & { readonly site: string | null; readonly format: 'text' | 'json' },
  io: CliIo,
): Promise<number> {
  const loaded = await readConfig(options, io);
  if (!loaded.ok) {
    printProblems(loaded.problems, io);
    return exitUsage;
  }
  const { config, origins } = loaded;
  const values = options.site === null ? origins.practice() : origins.site(options.site);
  if (values === null) {
    io.stderr(`${unknownSite(options.site ?? '', config)}\n`);
    return exitUsage;
  }
  io.stdout(options.format === 'json' ? asJson(values) : asYaml(values));
  return 0;
}

function asJson(values: readonly EffectiveValue[]): string {
  const rows = values.map(({ path, value, origin }) => ({ path, value, origin }));
  return `${forJson(rows)}\n`;
}

interface Line {
  readonly text: string;
  readonly origin: string | null;
}

function asYaml(values: readonly EffectiveValue[]): string {
  const lines = values.flatMap((value, index) => linesOf(value, values[index - 1]?.steps ?? []));
  const widths = lines.filter(({ origin }) => origin !== null).map(({ text }) => text.length);
  const width = Math.max(0, ...widths.filter((each) => each <= widestValue));
  return lines
    .map(({ text, origin }) =>
      origin === null ? `${text}\n` : `${text.padEnd(width)}  # ${forTerminal(origin)}\n`,
    )
    .join('');
}

/** The line of a value, after the lines of every mapping and list that begins with it. */
function linesOf(
  { steps, value, origin }: EffectiveValue,
  before: EffectiveValue['steps'],
): Line[] {
  const shared = steps.findIndex((step, depth) => step !== before[depth]);
  const lines: Line[] = [];
  let pending = '';
  for (let depth = Math.max(shared, 0); depth < steps.length; depth += 1) {
    const indent = pending === '' ? '  '.repeat(depth) : '';
    const step = steps[depth];
    const head = `${pending}${indent}${typeof step === 'number' ? '-' : `${scalar(String(step))}:`}`;
    const isLast = depth === steps.length - 1;
    if (isLast) lines.push({ text: `${head} ${scalar(value)}`, origin });
    else if (typeof step === 'number') pending = `${head} `;
    else {
      lines.push({ text: head, origin: null });
      pending = '';
    }
  }
  return lines;
}

/** A value as YAML reads it back, on one line, safe for a terminal. */
function scalar(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  const isPlain =
    parseDuration(value) !== null ||
    (/^[A-Za-z/][\w./@+~-]*(:\/\/[\w./@+~:-]*)?$/.test(value) && !isWord(value));
  return forTerminal(isPlain || value === '***' ? value : JSON.stringify(value));
}

/** Text that YAML would read as something else. */
function isWord(text: string): boolean {
  return /^(true|false|null|yes|no|on|off)$/i.test(text);
}
