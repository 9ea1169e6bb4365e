import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { suggestion } from '../config/nearest.ts';
import { type CommandRow, commands, groups, type OptionRow, type Typed } from './commands.ts';
import { exitUsage, exitUsageNagios } from './exit-codes.ts';
import { version } from './package-root.ts';
import type { CliProcess } from './process.ts';
import { exitCodeAfter } from './process.ts';

/** Wider lines are harder to read. */
const mostColumns = 100;

/** Runs what was typed behind `caretaker` and returns the exit code. Never throws. */
export async function runCommandLine(argv: readonly string[], io: CliProcess): Promise<number> {
  let code = 0;
  let stopsInOrder = false;
  const program = createProgram(io, (result, row) => {
    code = result;
    stopsInOrder = row.untilStopped === true;
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) return internalError(error, argv, io);
    code = error.exitCode === 0 ? 0 : wantsNagios(argv) ? exitUsageNagios : exitUsage;
  }
  return io.interrupted.aborted && !stopsInOrder ? exitCodeAfter(io.interrupted) : code;
}

function createProgram(io: CliProcess, done: (code: number, row: CommandRow) => void): Command {
  const program = prepare(new Command('caretaker'), io)
    .description('Watches client sites, explains what is wrong with them, and says what to do.')
    .version(version(), '-V, --version', 'print the version')
    .addHelpText('after', '\n`caretaker <command> --help` shows options and examples.');
  for (const row of commands) {
    const command = placeFor(program, row, io);
    command.action(async (...received: unknown[]) => {
      const options = received[command.registeredArguments.length] as Typed['options'];
      const args = Object.fromEntries(
        command.registeredArguments.map((argument, index) => [argument.name(), received[index]]),
      ) as Typed['args'];
      done(await row.run({ args, options }, io), row);
    });
  }
  return program;
}

/** Adds a command, under its group where the name has two words. */
function placeFor(program: Command, row: CommandRow, io: CliProcess): Command {
  const words = row.usage.split(' ').filter((word) => /^[a-z]/.test(word));
  let parent = program;
  for (const word of words.slice(0, -1)) {
    const group = parent.commands.find((each) => each.name() === word);
    parent = group ?? prepare(parent.command(word), io).description(groups[word] ?? row.summary);
  }
  const command = prepare(parent.command(words.at(-1) ?? ''), io).description(row.summary);
  for (const word of row.usage.split(' ').filter((each) => /^[<[]/.test(each))) {
    command.addArgument(new Argument(word));
  }
  row.options.forEach((option) => {
    command.addOption(optionOf(option));
  });
  return command.addHelpText(
    'after',
    `\nExamples:\n${row.examples.map((one) => `  ${one}\n`).join('')}`,
  );
}

function optionOf({ flags, description, choices, repeatable }: OptionRow): Option {
  const option = new Option(flags, description);
  if (choices) return option.argParser((value: string) => oneOf(choices, value));
  if (!repeatable) return option;
  return option
    .default([])
    .argParser((value: string, before: readonly string[]) => [...before, value]);
}

function oneOf(choices: readonly string[], value: string): string {
  if (choices.includes(value)) return value;
  const close = suggestion(value, choices);
  throw new InvalidArgumentError(
    `Allowed choices are ${choices.join(', ')}.${close === '' ? '' : ` ${close}`}`,
  );
}

function prepare(command: Command, io: CliProcess): Command {
  return command
    .exitOverride()
    .showSuggestionAfterError()
    .showHelpAfterError('(add --help for usage and examples)')
    .configureHelp({
      helpWidth: Math.min(io.columns, mostColumns),
      minWidthToWrap: 20,
      subcommandTerm: (sub) =>
        [sub.name(), ...sub.registeredArguments.map((one) => usageOf(one))].join(' '),
      // Choices and defaults are in the descriptions already.
      optionDescription: ({ description }) => description,
    })
    .configureOutput({
      writeOut: io.stdout,
      writeErr: io.stderr,
      outputError: (text, write) => write(text.replace(/^error: /, 'caretaker: ')),
    });
}

function usageOf(argument: Argument): string {
  const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
  return argument.required ? `<${name}>` : `[${name}]`;
}

function internalError(error: unknown, argv: readonly string[], io: CliProcess): number {
  const { message, stack } = error as Error;
  io.stderr(`caretaker: internal error: ${argv.includes('--debug') ? stack : message}\n`);
  io.stderr('This is a fault of caretaker. Please report it with the output of --debug.\n');
  return 3;
}

function wantsNagios(argv: readonly string[]): boolean {
  return argv.includes('--format=nagios') || argv[argv.indexOf('--format') + 1] === 'nagios';
}
