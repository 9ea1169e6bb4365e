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

const config: OptionRow = {
  flags: '--config <folder>',
  description: 'config folder (default: $CARETAKER_CONFIG, else config)',
};
const noColor: OptionRow = {
  flags: '--no-color',
  description: 'no colour (also: NO_COLOR=1)',
};
const format = (...choices: string[]): OptionRow => ({
  flags: '--format <format>',
  description: `output format: ${choices.join(', ')}`,
  choices,
});

/**
 * Every command of `caretaker`. Only this table is read for the help; the code behind a command is
 * loaded when it runs, which keeps the start fast.
 */
export const commands: readonly CommandRow[] = [
  {
    usage: 'check <site|url> [checks...]',
    summary: 'run checks of one site now; all of its checks where none is named',
    options: [
      {
        ...format('table', 'json', 'junit', 'sarif', 'tap', 'nagios'),
        description: 'table (default on a terminal), json (when piped), junit, sarif, tap, nagios',
      },
      { flags: '--debug', description: 'show every step, header and decision on stderr' },
      {
        flags: '--allow-private <host:port>',
        description: 'let this address be contacted although it is not public (repeatable)',
        repeatable: true,
      },
      noColor,
      config,
    ],
    examples: [
      'caretaker check https://shop.example',
      'caretaker check shop uptime --debug',
      'caretaker check shop --format junit > report.xml',
    ],
    run: async (typed, io) => (await import('./check.ts')).check(typed, io),
  },
  {
    usage: 'validate',
    summary: 'check the config and name every mistake in it',
    options: [format('text', 'json'), config],
    examples: ['caretaker validate', 'caretaker validate --config /etc/caretaker --format json'],
    run: async (typed, io) => {
      const { configSource } = await import('./sources.ts');
      const { validate } = await import('./validate.ts');
      const format = typed.options.format === 'json' ? 'json' : 'text';
      return validate({ ...(await configSource(typed, io)), format }, io);
    },
  },
  {
    usage: 'init <url>',
    summary: 'probe a site and write its config file',
    options: [
      { flags: '--id <id>', description: 'id of the site (default: made from the host name)' },
      { flags: '--package <package>', description: 'service package (default: silver)' },
      { flags: '--dry-run', description: 'print the file instead of writing it' },
      { flags: '--force', description: 'replace an existing file' },
      config,
    ],
    examples: [
      'caretaker init https://shop.example',
      'caretaker init https://shop.example --id shop --package gold --dry-run',
    ],
    run: async (typed, io) => (await import('./init.ts')).init(typed, io),
  },
  {
    usage: 'sites',
    summary: 'list the sites and what runs for each',
    options: [format('table', 'json'), config],
    examples: ['caretaker sites', 'caretaker sites --format json'],
    run: async (typed, io) => {
      const { configSource } = await import('./sources.ts');
      const { sites } = await import('./sites.ts');
      const format = typed.options.format === 'json' ? 'json' : 'table';
      return sites({ ...(await configSource(typed, io)), format }, io);
    },
  },
  {
    usage: 'config print [site]',
    summary: 'show what is in force for a site (or the practice) and where each value comes from',
    options: [format('text', 'json'), config],
    examples: ['caretaker config print shop', 'caretaker config print'],
    run: async (typed, io) => {
      const { configSource } = await import('./sources.ts');
      const { configPrint } = await import('./config-print.ts');
      const format = typed.options.format === 'json' ? 'json' : 'text';
      const site = typeof typed.args.site === 'string' ? typed.args.site : null;
      return configPrint({ ...(await configSource(typed, io)), site, format }, io);
    },
  },
  {
    usage: 'doctor',
    summary: 'test the agent itself: runtime, browser, store, clock, network, config',
    options: [format('table', 'json'), noColor, config],
    examples: ['caretaker doctor'],
    run: async (typed, io) => (await import('./doctor.ts')).doctor(typed, io),
  },
  {
    usage: 'run',
    summary: 'watch the sites of the config until stopped; logs go to stdout as JSON lines',
    options: [config],
    examples: ['caretaker run', 'caretaker run --config /etc/caretaker'],
    untilStopped: true,
    run: async (typed, io) => {
      const { configSource } = await import('./sources.ts');
      const { run } = await import('./run.ts');
      return run(await configSource(typed, io), io);
    },
  },
  {
    usage: 'schedule [site]',
    summary: 'show what runs next for each site',
    options: [format('table', 'json'), config],
    examples: ['caretaker schedule', 'caretaker schedule shop --format json'],
    run: async (typed, io) => {
      const { configSource } = await import('./sources.ts');
      const { schedule } = await import('./schedule.ts');
      const format = typed.options.format === 'json' ? 'json' : 'table';
      const site = typeof typed.args.site === 'string' ? typed.args.site : null;
      const now = Date.now();
      return schedule({ ...(await configSource(typed, io)), site, format, now }, io);
    },
  },
  {
    usage: 'schedule next <schedule>',
    summary: 'print when an interval or a cron expression comes next, one UTC instant a line',
    options: [
      { flags: '--tz <zone>', description: 'IANA time zone of a cron expression (default: UTC)' },
      {
        flags: '--from <time>',
        description:
          'first instant that counts, ISO 8601; in the zone where it has no offset (default: now)',
      },
      { flags: '--count <n>', description: 'how many (default: 5)' },
      format('text', 'json'),
    ],
    examples: [
      'caretaker schedule next "30 2 * * *" --tz Europe/London',
      'caretaker schedule next "*/15 * * * *" --tz America/New_York --from 2026-11-01T05:00:00Z --count 8',
    ],
    run: async (typed, io) => {
      const { scheduleNext } = await import('./schedule-next.ts');
      const { tz = 'UTC', from = null, count = '5', format } = typed.options;
      const asked = {
        schedule: String(typed.args.schedule),
        timezone: String(tz),
        from: from === null ? null : String(from),
        now: Date.now(),
        count: String(count),
      };
      return scheduleNext({ ...asked, format: format === 'json' ? 'json' : 'text' }, io);
    },
  },
];
