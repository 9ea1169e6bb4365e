import { allowPrivate, type CommandRow, config, format, noColor } from './command-row.ts';
import { deskCommands } from './desk-commands.ts';

export type { CommandRow, OptionRow, Typed } from './command-row.ts';

/**
 * Every command of `caretaker`. Only this table is read for the help; the code behind a command is
 * loaded when it runs, which keeps the start fast.
 */
export const commands: readonly CommandRow[] = [
  {
    usage: 'check <site|url> [checks...]',
    summary: 'run checks of one site now; all that need no browser where none is named',
    options: [
      {
        ...format('table', 'json', 'junit', 'sarif', 'tap', 'nagios'),
        description: 'table (default on a terminal), json (when piped), junit, sarif, tap, nagios',
      },
      { flags: '--all', description: 'all of its checks, with page audits that take minutes' },
      {
        flags: '--report <file>',
        description:
          'write everything into one HTML page too, with pictures and where findings are on them',
      },
      { flags: '--debug', description: 'show every step, header and decision on stderr' },
      allowPrivate,
      noColor,
      config,
    ],
    examples: [
      'caretaker check https://shop.example',
      'caretaker check shop uptime --debug',
      'caretaker check shop --format junit > report.xml',
      'caretaker check https://shop.example performance accessibility seo --report shop.html',
    ],
    run: async (typed, io) => (await import('./check.ts')).check(typed, io),
  },
  {
    usage: 'inventory <site|url>',
    summary: 'show what is installed at a site, and how each component stands',
    options: [
      {
        ...format('table', 'json'),
        description: 'table (default on a terminal), json (when piped)',
      },
      allowPrivate,
      config,
    ],
    examples: [
      'caretaker inventory shop',
      'caretaker inventory shop --format json | jq \'.components[] | select(.status != "current")\'',
    ],
    run: async (typed, io) => (await import('./inventory.ts')).inventory(typed, io),
  },
  {
    usage: 'advisories',
    summary: 'show which sites have a dangerous component, or one that you name',
    options: [
      {
        flags: '--component <slug>',
        description: 'plugin, module, theme or package that is meant',
      },
      { flags: '--below <version>', description: 'only versions below this one' },
      {
        flags: '--severity <rating>',
        description: 'only advisories at least as severe: critical, high, moderate, low',
        choices: ['critical', 'high', 'moderate', 'low'],
      },
      { flags: '--site <site>', description: 'only this site' },
      { flags: '--kept', description: 'only what is known already; look at no site' },
      { flags: '--fresh', description: 'look at every site now' },
      {
        ...format('table', 'json'),
        description: 'table (default on a terminal), json (when piped)',
      },
      config,
    ],
    examples: [
      'caretaker advisories',
      'caretaker advisories --component akismet --below 5.3.1',
      'caretaker advisories --severity critical --fresh --format json',
    ],
    run: async (typed, io) => {
      const { createApp } = await import('../app.ts');
      const { configSource } = await import('./sources.ts');
      const { advisories } = await import('./advisories.ts');
      return advisories({ ...typed, source: await configSource(typed, io), app: createApp() }, io);
    },
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
    usage: 'detect <url>',
    summary: 'say what a site is built with, and what speaks for it',
    options: [format('text', 'json')],
    examples: [
      'caretaker detect https://shop.example',
      'caretaker detect shop.example --format json',
    ],
    run: async (typed, io) => (await import('./detect.ts')).detect(typed, io),
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
    options: [
      {
        flags: '--standby',
        description: 'wait for the agent that runs on this store to end, then take over',
      },
      {
        flags: '--demo',
        description: 'until the config has a site: watch six small ones of the agent’s own',
      },
      config,
    ],
    examples: ['caretaker run', 'caretaker run --demo', 'caretaker run --standby'],
    untilStopped: true,
    run: async (typed, io) => {
      const { configSourceWithHolidays } = await import('./sources.ts');
      const { run } = await import('./run.ts');
      const { standby, demo } = typed.options;
      const chosen = { standby: standby === true, demo: demo === true };
      return run({ ...(await configSourceWithHolidays(typed, io)), ...chosen }, io);
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
  {
    usage: 'versions compare <scheme> [file]',
    summary: 'compare two versions a line by an ecosystem’s own rule; print <, =, > or ?',
    options: [format('text', 'json')],
    examples: [
      "printf '5.9\\t5.10\\n' | caretaker versions compare wordpress",
      'caretaker versions compare nuget pairs.tsv --format json',
    ],
    run: async (typed, io) => (await import('./versions-compare.ts')).versionsCompare(typed, io),
  },
  {
    usage: 'robots test <source>',
    summary:
      'say of each URL whether robots.txt lets a crawler ask for it, as Google’s matcher does',
    options: [
      { flags: '--agent <name>', description: 'name of the crawler (default: Googlebot)' },
      {
        flags: '--urls <file>',
        description: 'URLs, one a line (default: what is piped in)',
      },
      format('text', 'json'),
      allowPrivate,
    ],
    examples: [
      "printf '/cart\\n/about\\n' | caretaker robots test https://shop.example --agent Googlebot",
      'caretaker robots test robots.txt --urls urls.txt --format json',
      'curl -s https://shop.example/robots.txt | caretaker robots test - --urls urls.txt',
    ],
    run: async (typed, io) => (await import('./robots-test.ts')).robotsTest(typed, io),
  },
  ...deskCommands,
];

/** What the commands of two words have in common, by their first one. */
export const groups: Readonly<Record<string, string>> = {
  config: 'look into the config',
  incidents: 'read incidents, and say what is done about them',
  robots: 'try the rules that robots.txt gives to crawlers',
  silence: 'hold pages back for a while',
  versions: 'try the rules by which versions are compared',
};
