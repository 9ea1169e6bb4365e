import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { type Config, loadConfig } from '../../src/config/load.ts';
import { renderProblem } from '../../src/config/problem.ts';
import { windowsAround } from '../../src/core/maintenance-windows.ts';
import { folderWith, modules, pingCheck } from '../support/config-folder.ts';

const people = `people:
  jo: { name: Jo Miller, role: lead, email: jo@practice.example }
  sam: { name: Sam Reed, role: tester }
`;
const ways = `channels:
  mail: { kind: email, host: smtp.example, user: us, password: "\${SMTP_PASSWORD}", from: us@practice.example }
  hook: { kind: webhook, url: "https://hooks.example:8443/x", secret: "\${HOOK_SECRET}" }
`;
const env = { SMTP_PASSWORD: 'hunter2-hunter2', HOOK_SECRET: 'a-secret-of-many-letters' };
const url = 'url: https://acme.example/\n';

async function load(practice: string, site = url) {
  const cwd = await folderWith({
    'config/caretaker.yaml': practice,
    'config/sites/acme.yaml': site,
  });
  const ports = { cwd, checks: [pingCheck], ...modules, env, targetAllowed: () => true };
  return loadConfig('config', ports);
}

async function configOf(practice: string, site?: string): Promise<Config> {
  const loaded = await load(practice, site);
  if (!loaded.ok) throw new Error(loaded.problems.map(renderProblem).join('\n'));
  return loaded.config;
}

async function problemsOf(practice: string, site?: string): Promise<readonly string[]> {
  const loaded = await load(practice, site);
  return loaded.ok ? [] : loaded.problems.map(renderProblem);
}

describe('channels', () => {
  it('have a kind and its settings, defaults filled in', async () => {
    const config = await configOf(people + ways);
    expect([...config.channels]).toEqual([
      [
        'mail',
        {
          kind: 'email',
          settings: {
            host: 'smtp.example',
            port: 587,
            security: 'starttls',
            user: 'us',
            password: env.SMTP_PASSWORD,
            from: 'us@practice.example',
            timeout: '20s',
          },
        },
      ],
      [
        'hook',
        {
          kind: 'webhook',
          settings: {
            url: 'https://hooks.example:8443/x',
            secret: env.HOOK_SECRET,
            timeout: '10s',
          },
        },
      ],
    ]);
    expect(config.secrets).toEqual([env.SMTP_PASSWORD, env.HOOK_SECRET]);
  });

  it('are printed with their kind first, and without their secrets', async () => {
    const loaded = await load(people + ways);
    const values = loaded.ok ? loaded.origins.practice() : [];
    const hook = values.filter(({ path }) => path.startsWith('channels.hook'));
    expect(hook.map(({ path, value }) => [path, value])).toEqual([
      ['channels.hook.kind', 'webhook'],
      ['channels.hook.url', 'https://hooks.example:8443/x'],
      ['channels.hook.secret', '***'],
      ['channels.hook.timeout', '10s'],
    ]);
  });

  it.each([
    [
      'an unknown kind',
      'channels: { mail: { kind: emial } }',
      ':1:27  `channels.mail.kind`: expected `email` or `webhook`, found the text `emial`. Did you mean `email`?',
    ],
    [
      'no kind',
      'channels: { mail: { host: x } }',
      ':1:19  the key `channels.mail.kind` is missing. Add `kind`: `email` or `webhook`.',
    ],
    [
      'an unknown setting',
      'channels: { hook: { kind: webhook, url: https://x.example/, secret: "${HOOK_SECRET}", timout: 5s } }',
      ':1:87  unknown key `timout`. Did you mean `timeout`? Valid keys here: `url`, `secret`, `timeout`, `kind`',
    ],
    [
      'a secret in the file',
      'channels: { hook: { kind: webhook, url: https://x.example/, secret: abcdefghijklmnopqrst } }',
      ':1:69  the secret `channels.hook.secret` stands in the file. Write `${NAME}` and set the variable, or `file:/path/of/the/secret`.',
    ],
    [
      'a secret as a default',
      'channels: { hook: { kind: webhook, url: https://x.example/, secret: "${NO:-abcdefghijklmnopqrst}" } }',
      ':1:69  the secret `channels.hook.secret` has a default that stands in the file. Write `${NAME}` and set the variable, or `file:/path/of/the/secret`.',
    ],
  ])('with %s are refused', async (_, yaml, problem) => {
    expect(await problemsOf(yaml)).toEqual([`config/caretaker.yaml${problem}`]);
  });

  it('stand in the shipped config as an example that is right', async () => {
    const shipped = await readFile(new URL('../../config/caretaker.yaml', import.meta.url), 'utf8');
    const [own = ''] = shipped.split('# Working hours');
    const example = own
      .replace(/^(people|channels|escalation): (\{\}|\[\])$/gm, '$1:')
      .replace(/^# {3}/gm, '  ');
    const config = await configOf(example);
    expect(config.escalation).toEqual([
      {
        afterMs: 0,
        recipients: [{ person: 'jo', channel: 'mail', address: 'jo@practice.example' }],
      },
    ]);
  });
});

describe('the escalation', () => {
  it('names people, channels and addresses', async () => {
    const steps =
      'escalation: [{ after: 0m, people: [jo], channels: [mail, hook] }, { after: 1h30m, people: [sam], channels: [hook] }]';
    const { escalation } = await configOf(people + ways + steps);
    expect(escalation).toEqual([
      {
        afterMs: 0,
        recipients: [
          { person: 'jo', channel: 'mail', address: 'jo@practice.example' },
          { person: 'jo', channel: 'hook', address: 'hooks.example:8443' },
        ],
      },
      {
        afterMs: 5_400_000,
        recipients: [{ person: 'sam', channel: 'hook', address: 'hooks.example:8443' }],
      },
    ]);
  });

  it('may be left out: nobody is paged then', async () => {
    expect((await configOf('{}')).escalation).toEqual([]);
  });

  it.each([
    [
      'an unknown person',
      '[{ after: 0m, people: [joe], channels: [mail] }]',
      'nothing under `people` has the id `joe`. Did you mean `jo`? Known ids: `jo`, `sam`.',
    ],
    [
      'an unknown channel',
      '[{ after: 0m, people: [jo], channels: [mial] }]',
      'nothing under `channels` has the id `mial`. Did you mean `mail`? Known ids: `mail`, `hook`.',
    ],
    [
      'a person whom the channel cannot reach',
      '[{ after: 0m, people: [sam], channels: [mail] }]',
      '`sam` has no `email`, which the channel `mail` needs. Add `email` under `people.sam`, or use another channel.',
    ],
    [
      'steps in the wrong order',
      '[{ after: 1h, people: [jo], channels: [mail] }, { after: 15m, people: [jo], channels: [hook] }]',
      '`escalation[1].after` is earlier than the step before it. Put the steps in the order of their times.',
    ],
    [
      'a time that is none',
      '[{ after: soon, people: [jo], channels: [mail] }]',
      '`escalation[0].after`: `soon` is no duration. Write `15m`, `2h` or `1h30m`.',
    ],
    [
      'a step that reaches nobody',
      '[{ after: 0m, people: [], channels: [mail] }]',
      '`escalation[0].people`: expected at least 1 items, found a list. Correct the value.',
    ],
  ])('with %s is refused', async (_, steps, problem) => {
    const [only, ...more] = await problemsOf(`${people}${ways}escalation: ${steps}`);
    expect(more).toEqual([]);
    expect(only?.split('  ')[1]).toBe(problem);
  });
});

describe('maintenance windows', () => {
  const site = (windows: string) =>
    `${url}timezone: America/New_York\nmaintenance: { windows: [${windows}] }`;

  it('begin on the clock of the site, once or again and again', async () => {
    const { sites } = await configOf(
      '{}',
      site(
        '{ start: 2026-07-01T02:00, duration: 2h, reason: new host }, { start: "0 3 * * sun", duration: 1h, reason: updates, check: ping }',
      ),
    );
    const [acme] = sites;
    if (!acme) throw new Error('no site');
    expect(windowsAround(acme, Date.parse('2026-07-01T00:00Z'))).toEqual([
      {
        site: 'acme',
        check: null,
        from: Date.parse('2026-07-01T06:00Z'),
        until: Date.parse('2026-07-01T08:00Z'),
        reason: 'new host',
      },
      {
        site: 'acme',
        check: 'ping',
        from: Date.parse('2026-07-05T07:00Z'),
        until: Date.parse('2026-07-05T08:00Z'),
        reason: 'updates',
      },
    ]);
  });

  it('may be meant for every site', async () => {
    const practice =
      'defaults: { maintenance: { windows: [{ start: "0 3 * * 0", duration: 1h, reason: updates }] } }';
    const { sites } = await configOf(practice);
    expect(sites[0]?.maintenanceWindows).toMatchObject([{ reason: 'updates', check: null }]);
  });

  it.each([
    [
      'an instant',
      '{ start: 2026-07-01T02:00Z, duration: 2h, reason: x }',
      '`maintenance.windows[0].start`: `2026-07-01T02:00Z` is no local date and time. Write `2026-12-24T02:00` (on the site’s clock), or cron such as `0 3 * * 1`.',
    ],
    [
      'a day that does not exist',
      '{ start: 2026-02-30T02:00, duration: 2h, reason: x }',
      '`maintenance.windows[0].start`: `2026-02-30T02:00` is no local date and time. Write `2026-12-24T02:00` (on the site’s clock), or cron such as `0 3 * * 1`.',
    ],
    [
      'an interval',
      '{ start: 1h, duration: 2h, reason: x }',
      '`maintenance.windows[0].start`: `1h` is no start. Write `2026-12-24T02:00` (on the site’s clock), or cron such as `0 3 * * 1`.',
    ],
    [
      'a start that comes again too soon',
      '{ start: "* 3 * * *", duration: 2h, reason: x }',
      '`maintenance.windows[0].duration` must be shorter than what lies between two starts: `* 3 * * *` comes again after 1 min. Correct `start` or `duration`: such a window would not end.',
    ],
    [
      'an unknown check',
      '{ start: "0 3 * * *", duration: 2h, reason: x, check: pong }',
      '`maintenance.windows[0].check`: expected `ping`, found the text `pong`. Did you mean `ping`?',
    ],
    [
      'no reason',
      '{ start: "0 3 * * *", duration: 2h }',
      'the key `maintenance.windows[0].reason` is missing. Add `reason`: text.',
    ],
    [
      'a duration beyond all bounds',
      '{ start: "0 3 1 * *", duration: 20d, reason: x }',
      '`maintenance.windows[0].duration`: `20d` is out of bounds. Write a duration from 1m to 14d.',
    ],
  ])('with %s are refused', async (_, windows, problem) => {
    const [only, ...more] = await problemsOf('{}', site(windows));
    expect(more).toEqual([]);
    expect(only?.split('  ')[1]).toBe(problem);
  });
});
