import { forTerminal } from '../../core/encode/terminal.ts';
import { wrap } from '../../report/check-run/table/layout.ts';
import type { Look } from '../../report/check-run/table/look.ts';

type Styles = Parameters<Look['paint']>[0];

/** One thing that happened: a line with a sign, and what explains it below. */
export interface Entry {
  /** One column wide, or empty. */
  readonly sign: string;
  readonly styles: Styles;
  /** May hold text from a site. */
  readonly text: string;
  readonly details?: readonly string[];
}

/** Wall-clock time, two spaces, a sign and a space. */
const gutterColumns = 12;
/** Longer texts are for the page and for `caretaker incidents show`. */
const maxText = 1000;

/** An entry as lines, each within the terminal's width, safe for it. */
export function entryLines(entry: Entry, at: string, look: Look): readonly string[] {
  const { sign, styles, text, details = [] } = entry;
  const indent = ' '.repeat(gutterColumns);
  const fitted = (one: string) => wrap(forTerminal(one, maxText), look.columns - gutterColumns);
  const [first = '', ...others] = fitted(text);
  return [
    `${look.paint(['dim'], at)}  ${look.paint(styles, `${sign || ' '} ${first}`)}`,
    ...others.map((line) => `${indent}${look.paint(styles, line)}`),
    ...details.flatMap(fitted).map((line) => `${indent}${line}`),
  ];
}

/** `21:34:05`, on the clock of a zone. */
export function clockTime(at: number, timezone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(timezone)
    .toPlainTime()
    .toString({ smallestUnit: 'second' });
}
