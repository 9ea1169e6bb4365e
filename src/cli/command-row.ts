import type { CliProcess } from './process.ts';

/** An option as commander writes it, with its meaning. */
export interface OptionRow {
  readonly flags: string;
  readonly description: string;
  readonly choices?: readonly string[];
  /** May be given more than once. */
  readonly repeatable?: boolean;
}

/** What a user typed, sorted by commander: arguments by name, options by name in camel case. */
export interface Typed {
  readonly args: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
}

/** One command: its line in the help, and how to load what does the work. */
export interface CommandRow {
  /** With arguments, as commander writes them. */
  readonly usage: string;
  readonly summary: string;
  readonly options: readonly OptionRow[];
  readonly examples: readonly string[];
  /** True where a signal is the orderly end, and not an interruption with an exit code of its own. */
  readonly untilStopped?: boolean;
  readonly run: (typed: Typed, io: CliProcess) => Promise<number>;
}

/** Which config folder. */
export const config: OptionRow = {
  flags: '--config <folder>',
  description: 'config folder (default: $CARETAKER_CONFIG, else config)',
};
/** Addresses that may be contacted beside public ones. */
export const allowPrivate: OptionRow = {
  flags: '--allow-private <host:port>',
  description: 'let this address be contacted although it is not public (repeatable)',
  repeatable: true,
};
/** No colour. */
export const noColor: OptionRow = {
  flags: '--no-color',
  description: 'no colour (also: NO_COLOR=1)',
};
/** In which format to print. */
export const format = (...choices: string[]): OptionRow => ({
  flags: '--format <format>',
  description: `output format: ${choices.join(', ')}`,
  choices,
});
