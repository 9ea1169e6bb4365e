import { describe, expect, it } from 'vitest';
import { commands } from '../../src/cli/commands.ts';
import { version } from '../../src/cli/package-root.ts';
import { runCommandLine } from '../../src/cli/program.ts';
import { memoryProcess } from '../support/cli-process.ts';

/** Types a line and returns what came of it. */
async function type(line: string, columns = 80) {
  const io = memoryProcess({ columns });
  const code = await runCommandLine(line.split(' ').filter(Boolean), io);
  return { code, out: io.out(), err: io.err() };
}

/** The words before the first argument: `config print [site]` → `config print`. */
const nameOf = (usage: string) => usage.split(/ [<[]/)[0] ?? '';

describe('help', () => {
  it('lists every command, on stdout', async () => {
    const { code, out, err } = await type('--help');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const { usage } of commands) {
      const [first = ''] = usage.split(' ');
      expect(out).toMatch(new RegExp(`^ {2}${first} `, 'm'));
    }
  });

  it('is what a bare `caretaker` prints, as a usage error', async () => {
    const { out } = await type('--help');
    expect(await type('')).toEqual({ code: 2, out: '', err: out });
  });

  it.each(commands.map(({ usage }) => nameOf(usage)))('%s: options and examples', async (name) => {
    const rows = commands.filter(({ usage }) => nameOf(usage) === name);
    const { code, out } = await type(`${name} --help`);
    expect(code).toBe(0);
    for (const { summary, options, examples } of rows) {
      expect(flat(out)).toContain(flat(summary));
      for (const { flags, description } of options) {
        expect(out).toContain(flags);
        expect(flat(out)).toContain(flat(description));
      }
      for (const example of examples) expect(out).toContain(`  ${example}\n`);
    }
  });

  it('says each choice and each default once', async () => {
    const { out } = await type('check --help');
    expect(out.match(/sarif/g)).toHaveLength(1);
    expect(out).not.toMatch(/choices|default: \[/);
  });

  it.each([60, 80, 100, 300])(
    'fits a terminal of %i columns, and never fills more than 100',
    async (columns) => {
      const { out } = await type('--help', columns);
      const longest = Math.max(...out.split('\n').map((line) => line.length));
      expect(longest).toBeLessThanOrEqual(Math.min(columns, 100));
    },
  );

  it('knows its version', async () => {
    expect(await type('--version')).toEqual({ code: 0, out: `${version()}\n`, err: '' });
    expect(version()).toMatch(/^\d+\.\d+\.\d+/);
  });
});

describe('a mistake on the command line', () => {
  it.each([
    ['chek', /^caretaker: unknown command 'chek'\n\(Did you mean check\?\)\n/],
    ['config prin', /^caretaker: unknown command 'prin'\n\(Did you mean print\?\)\n/],
    ['check', /^caretaker: missing required argument 'site\|url'\n/],
    [
      'check shop --formt json',
      /^caretaker: unknown option '--formt'\n\(Did you mean --format\?\)\n/,
    ],
    ['check shop --format', /^caretaker: option '--format <format>' argument missing\n/],
    [
      'check shop --format jsn',
      /^caretaker: .*'jsn' is invalid\. Allowed choices are table, json, junit, sarif, tap, nagios\. Did you mean `json`\?\n/,
    ],
    [
      'validate --format xml',
      /^caretaker: .*'xml' is invalid\. Allowed choices are text, json\.\n/,
    ],
    ['validate now', /^caretaker: too many arguments for 'validate'/],
  ])('%s', async (line, message) => {
    const { code, out, err } = await type(line);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
    expect(err).toMatch(/\(add --help for usage and examples\)\n$/);
  });

  it.each([
    'check --format nagios',
    'check shop --format=nagios --formt',
    'check shop --format nagios uptme',
  ])('is UNKNOWN to Nagios: %s', async (line) => expect((await type(line)).code).toBe(3));
});

describe('every command', () => {
  it('has a summary, an example that begins with its name, and described options', () => {
    for (const { usage, summary, options, examples } of commands) {
      expect(summary).toMatch(/^[a-z].*[^.]$/);
      expect(examples.length).toBeGreaterThan(0);
      for (const example of examples) expect(example).toContain(`caretaker ${nameOf(usage)}`);
      for (const { description } of options) expect(description).not.toBe('');
    }
  });
});

function flat(text: string): string {
  return text.replace(/\s+/g, ' ');
}
