import type { CheckRun } from '../../core/result.ts';
import type { Presentation } from './presentation.ts';

/** Every way to print a run: the values of `--format`. */
export const formats = ['table', 'json', 'junit', 'sarif', 'tap', 'nagios'] as const;
export type Format = (typeof formats)[number];

type Formatter = (run: CheckRun, presentation: Presentation) => string;

/** Loaded one at a time, so that a run pays for the format it is printed in only. */
const formatters: Readonly<Record<Format, () => Promise<Formatter>>> = {
  table: async () => (await import('./table.ts')).tableOf,
  json: async () => (await import('./json.ts')).jsonOf,
  junit: async () => (await import('./junit.ts')).junitOf,
  sarif: async () => (await import('./sarif.ts')).sarifOf,
  tap: async () => (await import('./tap.ts')).tapOf,
  nagios: async () => (await import('./nagios.ts')).nagiosOf,
};

/** A run as text, complete with its last line break. */
export async function formatRun(
  format: Format,
  run: CheckRun,
  presentation: Presentation,
): Promise<string> {
  const formatter = await formatters[format]();
  return formatter(run, presentation);
}
