import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { incidentsAck } from '../../src/cli/incidents-ack.ts';
import { incidentsList } from '../../src/cli/incidents-list.ts';
import { incidentsNote } from '../../src/cli/incidents-note.ts';
import { incidentsResolve } from '../../src/cli/incidents-resolve.ts';
import { incidentsShow } from '../../src/cli/incidents-show.ts';
import type { Incident } from '../../src/core/incident.ts';
import { draft, entry, incident } from '../store/support/values.ts';
import { deskFolder, noon } from '../support/desk.ts';

const minute = 60_000;
const ofShop = { site: 'shop', check: 'uptime', fingerprint: '' };

const down = incident('I-0V3K7F', { trouble: ofShop, openedAt: noon - minute });
const slow = incident('I-0V3K7G', {
  trouble: { ...ofShop, site: 'club' },
  priority: 'P2',
  title: 'The site is slow',
  startedAt: noon - 90 * minute,
});
const over = incident('I-0V3K00', {
  trouble: ofShop,
  title: 'The certificate has expired',
  state: 'resolved',
  startedAt: noon - 26 * 60 * minute,
  openedAt: noon - 25 * 60 * minute,
  resolvedAt: noon - 24 * 60 * minute,
  resolvedBy: 'sam',
});

const folderOf = (...incidents: readonly Incident[]) =>
  deskFolder({
    incidents,
    timeline: [entry('I-0V3K7F', { at: noon - minute })],
    steps: [{ incident: 'I-0V3K7F', dueAt: noon + minute }],
  });

describe('caretaker incidents list', () => {
  it('shows what is not resolved, the most urgent first', async () => {
    const { run } = await folderOf(slow, down, over);
    expect(await run(incidentsList)).toEqual({
      code: 0,
      err: '',
      out: `ID        PRIORITY  STATE  SITE  CHECK   FOR         WHAT
I-0V3K7F  P1        open   shop  uptime  1 min       The site is down
I-0V3K7G  P2        open   club  uptime  1 h 30 min  The site is slow
`,
    });
  });

  it('shows resolved ones too, and those of one site', async () => {
    const { run } = await folderOf(slow, down, over);
    const { out } = await run(incidentsList, { options: { all: true, site: 'shop' } });
    expect(out.match(/^I-\S+/gm)).toEqual(['I-0V3K7F', 'I-0V3K00']);
    expect(out).toContain('resolved  shop  uptime  2 h');
  });

  it('says how an incident stands', async () => {
    const { run } = await folderOf(
      { ...down, flapping: true, suppressedUntil: noon + minute },
      { ...slow, state: 'acknowledged' },
    );
    const { out } = await run(incidentsList);
    expect(out).toContain('open, flapping, silenced');
    expect(out).toContain('acknowledged');
  });

  it('keeps within a terminal, and lets nothing from a site steer it', async () => {
    const title = `\u001b[2J${'very '.repeat(40)}down`;
    const { run } = await folderOf({ ...down, title });
    const { out } = await run(incidentsList, {}, { stdoutIsTty: true, columns: 80 });
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(out).toContain('\\x1b[2Jvery');
    const { out: whole } = await run(incidentsList, {}, { columns: 80 });
    expect(whole).toContain(title.slice(4));
  });

  it('prints JSON for machines, times in UTC', async () => {
    const { run } = await folderOf(down);
    const { out } = await run(incidentsList, { options: { format: 'json' } });
    expect(JSON.parse(out)).toEqual([
      {
        ...JSON.parse(JSON.stringify(down)),
        startedAt: '2026-11-23T11:59:00.000Z',
        openedAt: '2026-11-23T11:59:00.000Z',
      },
    ]);
  });

  it('hides what is secret', async () => {
    const { run } = await folderOf({ ...slow, title: 'hidden-club does not answer' });
    for (const format of ['table', 'json']) {
      const { out } = await run(incidentsList, { options: { format } });
      expect(out).toContain('*** does not answer');
    }
  });

  it('says that all is well', async () => {
    const { run } = await folderOf(over);
    expect(await run(incidentsList)).toEqual({ code: 0, out: 'no open incidents\n', err: '' });
    const { out } = await run(incidentsList, { options: { format: 'json' } });
    expect(out).toBe('[]\n');
  });

  it('knows no other site', async () => {
    const { run } = await folderOf(down);
    expect(await run(incidentsList, { options: { site: 'shp' } })).toEqual({
      code: 2,
      out: '',
      err: 'caretaker: unknown site `shp`. Did you mean `shop`? Known sites: club, shop\n',
    });
  });

  it('says what to do while there is no store', async () => {
    const { cwd, run } = await folderOf();
    await rm(join(cwd, 'data'), { recursive: true });
    expect(await run(incidentsList)).toEqual({
      code: 2,
      out: '',
      err: 'caretaker: there is no store at data/caretaker.db yet: start the agent with `caretaker run`, or correct `store.file` in caretaker.yaml\n',
    });
    expect(await run(incidentsList, { options: { store: 'old.db' } })).toEqual({
      code: 2,
      out: '',
      err: 'caretaker: there is no store at old.db yet: start the agent with `caretaker run`, or correct --store\n',
    });
  });
});

describe('caretaker incidents show', () => {
  it('tells everything, on the clock of the site', async () => {
    const { run, read } = await deskFolder({
      incidents: [{ ...down, evidence: 'HTTP/1.1 503\nserver: \u001b[1mnginx' }],
      timeline: [
        entry('I-0V3K7F', { at: noon - minute }),
        entry('I-0V3K7F', { kind: 'noted', by: 'jo', reason: 'The host is at it.' }),
      ],
      steps: [{ incident: 'I-0V3K7F', dueAt: noon + minute }],
      outbox: [draft('k1', 'I-0V3K7F'), { ...draft('k2', 'I-0V3K7F'), person: 'sam' }],
    });
    const sent = { status: 'sent', at: noon, attempts: 0, reason: '250 ok', text: null } as const;
    const change = { key: 'k1', ...sent };
    await read((store) => store.outbox.record([{ change, timeline: [] }]));
    const { code, out } = await run(incidentsShow, { args: { id: 'i-0v3k7f' } });
    expect(code).toBe(0);
    expect(out).toBe(`I-0V3K7F  P1  open
The site is down

site           shop
check          uptime
url            https://acme.example/
priority       P1: A production site is down.
failing since  2026-11-23 06:59:00-05:00
opened         2026-11-23 06:59:00-05:00
next step      2026-11-23 07:01:00-05:00
do first       Read the logs.

Seen
> HTTP/1.1 503
> server: \\x1b[1mnginx

Timeline, on the clock of America/New_York
2026-11-23 06:59:00-05:00  opened  caretaker  Three runs in a row failed.
2026-11-23 07:00:00-05:00  noted   Jo Miller  The host is at it.

Messages
2026-11-23 07:00:00-05:00  page  Jo Miller  mail (jo@practice.example)  sent: 250 ok
2026-11-23 07:00:00-05:00  page  Sam Reed   mail (jo@practice.example)  waiting
`);
  });

  it('prints JSON for machines', async () => {
    const { run } = await deskFolder({
      incidents: [down],
      timeline: [entry('I-0V3K7F')],
      outbox: [draft('k1', 'I-0V3K7F')],
    });
    const typed = { args: { id: 'I-0V3K7F' }, options: { format: 'json' } };
    expect(JSON.parse((await run(incidentsShow, typed)).out)).toMatchObject({
      incident: { id: 'I-0V3K7F', openedAt: '2026-11-23T11:59:00.000Z', resolvedAt: null },
      nextStepAt: null,
      timeline: [{ at: '2026-11-23T12:00:00.000Z', kind: 'opened', by: 'caretaker' }],
      messages: [{ kind: 'page', person: 'jo', status: 'waiting', settledAt: null }],
    });
  });

  it('knows no other incident', async () => {
    const { run } = await folderOf(down);
    expect(await run(incidentsShow, { args: { id: 'I-0V3K7E' } })).toEqual({
      code: 2,
      out: '',
      err: 'caretaker: there is no incident `I-0V3K7E`. Did you mean `I-0V3K7F`? `caretaker incidents list --all` shows all of them\n',
    });
  });
});

describe('caretaker incidents ack', () => {
  const args = { id: 'I-0V3K7F' };

  it('takes an incident on: nobody else is paged', async () => {
    const { run, read } = await folderOf(down);
    expect(await run(incidentsAck, { args })).toEqual({
      code: 0,
      out: 'I-0V3K7F is acknowledged by Jo Miller; nobody else is paged. The site is down\n',
      err: '',
    });
    await read(async ({ incidents, timeline }) => {
      expect(await incidents.get('I-0V3K7F')).toMatchObject({
        state: 'acknowledged',
        acknowledgedBy: 'jo',
        acknowledgedAt: noon,
      });
      expect(await incidents.stepOf('I-0V3K7F')).toBeNull();
      expect((await timeline.of('I-0V3K7F')).map(({ kind, by }) => `${kind} by ${by}`)).toEqual([
        'opened by caretaker',
        'page-dropped by caretaker',
        'acknowledged by jo',
      ]);
    });
  });

  it('is refused a second time, with the reason', async () => {
    const { run } = await folderOf(down);
    await run(incidentsAck, { args, options: { as: 'sam' } });
    expect(await run(incidentsAck, { args })).toEqual({
      code: 1,
      out: '',
      err: 'caretaker: I-0V3K7F was acknowledged by sam just now; nobody is paged.\n',
    });
  });

  it.each([
    ['--as', { as: 'sam' }, { CARETAKER_USER: 'x', USER: 'y' }, 'Sam Reed'],
    ['$CARETAKER_USER', {}, { CARETAKER_USER: 'sam', USER: 'y' }, 'Sam Reed'],
    ['$USER', {}, { CARETAKER_USER: '', USER: 'root' }, 'root'],
    ['--as, unknown to config', { as: 'constructor' }, {}, 'constructor'],
  ])('is done by %s', async (_, options, env, name) => {
    const { run } = await folderOf(down);
    const rest = { env: { CLUB_HOST: 'hidden-club', ...env } };
    const { out } = await run(incidentsAck, { args, options }, rest);
    expect(out).toContain(`acknowledged by ${name};`);
  });

  it.each([
    ['nobody', '', 'say who you are: --as <person>, or set CARETAKER_USER'],
    ['the machine', 'caretaker', 'An incident is handled by a named person'],
  ])('is not done by %s', async (_, as, why) => {
    const { run, read } = await folderOf(down);
    const { code, err } = await run(incidentsAck, { args, options: { as } });
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(why) });
    expect((await read(({ incidents }) => incidents.get('I-0V3K7F')))?.state).toBe('open');
  });
});

describe('caretaker incidents resolve', () => {
  const typed = { args: { id: 'I-0V3K7F' }, options: { reason: 'Restarted the database.' } };

  it('ends an incident, and tells those who were paged but for whoever ended it', async () => {
    const { run, read } = await folderOf({ ...down, pagedAt: noon - minute, stepsTaken: 1 });
    const { code, out } = await run(incidentsResolve, typed);
    expect({ code, out }).toEqual({
      code: 0,
      out: 'I-0V3K7F is resolved by Jo Miller. The site is down\n',
    });
    await read(async ({ incidents, timeline, outbox }) => {
      expect(await incidents.list({ unresolved: true })).toEqual([]);
      expect((await timeline.of('I-0V3K7F')).at(-1)).toMatchObject({
        kind: 'resolved',
        by: 'jo',
        reason: 'Restarted the database.',
      });
      const messages = await outbox.of('I-0V3K7F');
      expect(messages.map(({ kind, person }) => `${kind} to ${person}`)).toEqual([
        'resolved to sam',
      ]);
    });
  });

  it('needs no reason, but is refused where it is over', async () => {
    const { run } = await folderOf(down);
    expect((await run(incidentsResolve, { args: { id: 'I-0V3K7F' } })).code).toBe(0);
    const { code, err } = await run(incidentsResolve, typed);
    expect(code).toBe(1);
    expect(err).toContain('I-0V3K7F was resolved by jo');
  });
});

describe('caretaker incidents note', () => {
  it('writes down what was said, also afterwards', async () => {
    const { run, read } = await folderOf(over);
    const text = ['renewal', 'by', 'hand'];
    const { code, out } = await run(incidentsNote, { args: { id: 'I-0V3K00', text } });
    expect({ code, out }).toEqual({ code: 0, out: 'noted on I-0V3K00 by Jo Miller\n' });
    const timeline = await read((store) => store.timeline.of('I-0V3K00'));
    expect(timeline).toMatchObject([{ kind: 'noted', by: 'jo', reason: 'renewal by hand' }]);
  });

  it('says something', async () => {
    const { run } = await folderOf(over);
    const { code, err } = await run(incidentsNote, { args: { id: 'I-0V3K00', text: [' '] } });
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('The note is empty') });
  });
});
