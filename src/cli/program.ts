import { Argument, Command, CommanderError, Option } from 'commander';
import { type CommandRow, commands, type OptionRow, type Typed } from './commands.ts';
import type { CliProcess } from './process.ts';
import { exitInterrupted } from './process.ts';
import { version } from './package-root.ts';

const exitUsage = 2;
/** Monitoring plug-ins answer UNKNOWN where they were called wrongly. */
const exitUsageNagios = 3;

/** Runs what was typed behind `caretaker` and returns the exit code. Never throws. */
export async function runCommandLine(argv: readonly string[], io: CliProcess): Promise<number> {
  let code = 0;
  const program = createProgram(io, (result) => {
    code = result;
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) return internalError(error, argv, io);
    code = error.exitCode === 0 ? 0 : wantsNagios(argv) ? exitUsageNagios : exitUsage;
  }
  return io.interrupted.aborted ? exitInterrupted : code;
}

function createProgram(io: CliProcess, done: (code: number) => void): Command {
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
      done(await row.run({ args, options }, io));
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
    parent = group ?? prepare(parent.command(word), io).description(`${row.summary}, and more`);
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
  if (choices) option.choices([...choices]);
  if (!repeatable) return option;
  return option
    .default([])
    .argParser((value: string, before: readonly string[]) => [...before, value]);
}

function prepare(command: Command, io: CliProcess): Command {
  return command
    .exitOverride()
    .showSuggestionAfterError()
    .showHelpAfterError('(add --help for usage and examples)')
    .configureOutput({ writeOut: io.stdout, writeErr: io.stderr });
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
