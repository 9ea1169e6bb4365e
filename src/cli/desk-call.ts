import { resolve } from 'node:path';
import type { Config } from '../config/load.ts';
import type { Clock } from '../core/clock.ts';
import { forTerminal } from '../core/encode/terminal.ts';
import { type Redactor, redactor } from '../core/redaction.ts';
import { oneLine } from '../core/text.ts';
import { type Desk, openDesk, StoreError } from '../desk/desk.ts';
import type { Typed } from './command-row.ts';
import { type ConfigSource, unknownSite, usableConfig } from './config-source.ts';
import { exitUsage } from './exit-codes.ts';
import type { CliIo } from './io.ts';

/** Exit code for what was understood but cannot be done. */
const exitRefused = 1;

/** What every command of the desk is handed. */
export interface DeskCall extends Typed {
  /** Asked only by whoever reads config: it loads most of the program. */
  readonly source: () => Promise<ConfigSource>;
  readonly clock: Pick<Clock, 'now'>;
}

/** A desk with what is needed to speak about it. */
export interface AtDesk {
  readonly desk: Desk;
  /** Null where the site stands in config; else what to say. */
  readonly siteMistake: (site: string) => string | null;
  readonly redact: Redactor;
  /** The clock that the people of a site look at; UTC for one that is not in config. */
  readonly zoneOf: (site: string) => string;
  /** The name of a person whose id is in config; any other text as it is. */
  readonly nameOf: (person: string) => string;
  /** Prints one line, whatever stands in it, and returns 0. */
  readonly say: (line: string) => number;
  /** Prints why it cannot be done, and returns the exit code. */
  readonly refuse: (line: string, code?: typeof exitRefused | typeof exitUsage) => number;
}

/** Opens the desk that config names, does something at it, and closes it; returns the exit code. */
export async function atDesk(
  call: DeskCall,
  io: CliIo,
  body: (at: AtDesk) => Promise<number>,
): Promise<number> {
  const { source, clock } = call;
  const named = textOption(call, 'store');
  const config = named === null ? await usableConfig(await source(), io) : null;
  if (config === null && named === null) return withoutConfig(io);
  const redact = redactor(config?.secrets ?? []);
  const shown = (line: string) => forTerminal(redact.text(line));
  const refuse: AtDesk['refuse'] = (line, code = exitUsage) => {
    io.stderr(`caretaker: ${shown(line)}\n`);
    return code;
  };
  const file = config?.practice.store.file ?? named ?? '';
  let desk: Desk | null = null;
  try {
    desk = openDesk(resolve(io.cwd, file), { clock, escalation: config?.escalation ?? [] });
    if (desk === null) {
      return refuse(
        `there is no store at ${file} yet: start the agent with \`caretaker run\`, or correct ${named === null ? '`store.file` in caretaker.yaml' : '--store'}`,
      );
    }
    return await body({
      desk,
      siteMistake: (site) => (config ? mistakeIn(site, config) : null),
      redact,
      refuse,
      zoneOf: (id) => config?.sites.find(({ site }) => site.id === id)?.site.timezone ?? 'UTC',
      nameOf: (person) => (config ? nameIn(person, config) : person),
      say: (line) => {
        io.stdout(`${shown(line)}\n`);
        return 0;
      },
    });
  } catch (error) {
    if (error instanceof StoreError) return refuse(error.message);
    throw error;
  } finally {
    await desk?.close();
  }
}

/** At night a config that is broken must not keep anybody from acknowledging. */
function withoutConfig(io: CliIo): number {
  io.stderr('To see and acknowledge incidents all the same, name the store: --store <file>\n');
  return exitUsage;
}

function mistakeIn(site: string, config: Config): string | null {
  return config.sites.some((each) => each.site.id === site) ? null : unknownSite(site, config);
}

function nameIn(person: string, { practice }: Config): string {
  const known = Object.hasOwn(practice.people, person) ? practice.people[person] : undefined;
  return known?.name ?? person;
}

/** A command that changes something: the same, for whoever says who they are. */
export function atDeskAs(
  call: DeskCall,
  io: CliIo,
  body: (at: AtDesk, by: string) => Promise<number>,
): Promise<number> {
  const { CARETAKER_USER, USER } = io.env;
  const by = oneLine(textOption(call, 'as') ?? (CARETAKER_USER || USER || ''), 64);
  return atDesk(call, io, async (at) =>
    by === '' ? at.refuse('say who you are: --as <person>, or set CARETAKER_USER') : body(at, by),
  );
}

/** What was typed behind an option, or null. */
export function textOption({ options }: Typed, name: string): string | null {
  const value = options[name];
  return typeof value === 'string' ? value : null;
}
