import { compareVersions } from '../analysis/versions/compare.ts';
import { suggestion } from '../config/nearest.ts';
import { type VersionScheme, versionSchemes } from '../core/component.ts';
import { forTerminal } from '../core/encode/terminal.ts';
import type { Typed } from './command-row.ts';
import { exitUsage } from './exit-codes.ts';
import { inputOf, linesOf } from './input-lines.ts';
import type { CliProcess } from './process.ts';

const signs = { '-1': '<', '0': '=', '1': '>' } as const;

/** What one line came to: `?` where it holds no two versions, or the rule takes one of them for none. */
interface Comparison {
  readonly a: string | null;
  readonly b: string | null;
  readonly result: '<' | '=' | '>' | '?';
}

/** `caretaker versions compare`: the result of each line `a<TAB>b`, by the ecosystem's own rule. */
export async function versionsCompare({ args, options }: Typed, io: CliProcess): Promise<number> {
  const scheme = versionSchemes.find((one) => one === args.scheme);
  if (scheme === undefined) {
    const asked = String(args.scheme);
    const hint = suggestion(asked, versionSchemes) || `Known are ${versionSchemes.join(', ')}.`;
    io.stderr(`caretaker: no rule is known for ${forTerminal(asked, 100)}. ${hint}\n`);
    return exitUsage;
  }
  const file = typeof args.file === 'string' ? args.file : null;
  const print = options.format === 'json' ? jsonLine : ({ result }: Comparison) => result;
  try {
    for await (const lines of linesOf(inputOf(file, io), io.interrupted)) {
      io.stdout(lines.map((line) => `${print(compareLine(scheme, line))}\n`).join(''));
    }
  } catch (error) {
    io.stderr(`caretaker: cannot read ${forTerminal(file ?? 'stdin', 400)}: ${reasonOf(error)}\n`);
    return exitUsage;
  }
  return 0;
}

function compareLine(scheme: VersionScheme, line: string | null): Comparison {
  const [a, b, ...others] = line?.split('\t') ?? [];
  if (a === undefined || b === undefined || others.length > 0) {
    return { a: null, b: null, result: '?' };
  }
  const order = compareVersions(scheme, a, b);
  return { a, b, result: order === null ? '?' : signs[order] };
}

function jsonLine({ a, b, result }: Comparison): string {
  return JSON.stringify({ a: a?.toWellFormed() ?? null, b: b?.toWellFormed() ?? null, result });
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const words: Readonly<Record<string, string>> = {
    ENOENT: 'there is no such file',
    EACCES: 'it may not be read by this user',
    EISDIR: 'it is a folder',
  };
  return forTerminal(words[code ?? ''] ?? message, 200);
}
