import { type CommandRow, config, format, type OptionRow, type Typed } from './command-row.ts';
import type { DeskCall } from './desk-call.ts';
import type { CliProcess } from './process.ts';

const as: OptionRow = {
  flags: '--as <person>',
  description: 'who you are, by your id in the config (default: $CARETAKER_USER, else $USER)',
};
const store: OptionRow = {
  flags: '--store <file>',
  description: 'go by this store alone, without reading the config',
};
const reason = (description: string): OptionRow => ({ flags: '--reason <text>', description });

/** What a command of the desk is handed: what was typed, where config lies, and the time. */
async function call(typed: Typed, io: CliProcess): Promise<DeskCall> {
  const { createApp } = await import('../app.ts');
  const { configSource } = await import('./sources.ts');
  return { ...typed, source: () => configSource(typed, io), clock: createApp().clock };
}

/** The commands by which people deal with incidents, findings and silences. */
export const deskCommands: readonly CommandRow[] = [
  {
    usage: 'incidents list',
    summary: 'list the incidents that are not resolved, the most urgent first',
    options: [
      { flags: '--site <site>', description: 'of this site alone' },
      { flags: '--all', description: 'resolved ones too, the newest first' },
      format('table', 'json'),
      store,
      config,
    ],
    examples: ['caretaker incidents list', 'caretaker incidents list --site shop --all'],
    run: async (typed, io) =>
      (await import('./incidents-list.ts')).incidentsList(await call(typed, io), io),
  },
  {
    usage: 'incidents show <id>',
    summary: 'show all that is known of an incident: what, since when, and who was told',
    options: [format('text', 'json'), store, config],
    examples: ['caretaker incidents show I-0V3K7F'],
    run: async (typed, io) =>
      (await import('./incidents-show.ts')).incidentsShow(await call(typed, io), io),
  },
  {
    usage: 'incidents ack <id>',
    summary: 'take an incident on: nobody else is paged for it',
    options: [as, store, config],
    examples: ['caretaker incidents ack I-0V3K7F', 'caretaker incidents ack I-0V3K7F --as jo'],
    run: async (typed, io) =>
      (await import('./incidents-ack.ts')).incidentsAck(await call(typed, io), io),
  },
  {
    usage: 'incidents resolve <id>',
    summary: 'say that an incident is over; it is opened again if the trouble goes on',
    options: [reason('what was done about it'), as, config],
    examples: ['caretaker incidents resolve I-0V3K7F --reason "restarted the database"'],
    run: async (typed, io) =>
      (await import('./incidents-resolve.ts')).incidentsResolve(await call(typed, io), io),
  },
  {
    usage: 'incidents note <id> <text...>',
    summary: 'write something down on the timeline of an incident',
    options: [as, store, config],
    examples: ['caretaker incidents note I-0V3K7F the host is looking into it'],
    run: async (typed, io) =>
      (await import('./incidents-note.ts')).incidentsNote(await call(typed, io), io),
  },
  {
    usage: 'accept <site> <fingerprint>',
    summary: 'live with a finding of the last results until a date; until then it fails no run',
    options: [
      {
        flags: '--until <date>',
        description: 'the last day, such as 2027-01-31, or an instant; on the clock of the site',
      },
      reason('why it may stay'),
      as,
      config,
    ],
    examples: [
      'caretaker accept shop 3f9a0c11d2e4b5a6 --until 2027-01-31 --reason "fixed with the relaunch"',
    ],
    run: async (typed, io) => (await import('./accept.ts')).accept(await call(typed, io), io),
  },
  {
    usage: 'silence add',
    summary: 'page nobody for a while',
    options: [
      { flags: '--site <site>', description: 'for this site (default: every site)' },
      { flags: '--check <check>', description: 'for this check (default: every check)' },
      { flags: '--for <duration>', description: 'how long from now on, such as 2h' },
      {
        flags: '--until <time>',
        description: 'until when, ISO 8601; on the clock of the site where it has no offset',
      },
      reason('why nobody is to be paged'),
      as,
      config,
    ],
    examples: [
      'caretaker silence add --site shop --for 2h --reason "moving to the new host"',
      'caretaker silence add --check uptime --until 2026-11-24T06:00Z --reason "provider works"',
    ],
    run: async (typed, io) =>
      (await import('./silence-add.ts')).silenceAdd(await call(typed, io), io),
  },
  {
    usage: 'silence list',
    summary: 'list the silences that hold',
    options: [format('table', 'json'), config],
    examples: ['caretaker silence list'],
    run: async (typed, io) =>
      (await import('./silence-list.ts')).silenceList(await call(typed, io), io),
  },
  {
    usage: 'silence expire <id>',
    summary: 'end a silence now',
    options: [config],
    examples: ['caretaker silence expire S-0V3K7F'],
    run: async (typed, io) =>
      (await import('./silence-expire.ts')).silenceExpire(await call(typed, io), io),
  },
];
