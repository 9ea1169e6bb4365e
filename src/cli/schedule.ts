import { watchedSites } from '../agent/watched.ts';
import type { WatchedSite } from '../app.ts';
import { forJson } from '../core/encode/json.ts';
import { forTerminal } from '../core/encode/terminal.ts';
import { nextDue } from '../core/schedule/next-due.ts';
import { parseSchedule } from '../core/schedule/schedule.ts';
import { spread } from '../core/schedule/spread.ts';
import { columns } from './columns.ts';
import { type ConfigSource, emptyRemedy, unknownSite, usableConfig } from './config-source.ts';
import { exitUsage } from './exit-codes.ts';
import type { CliIo } from './io.ts';

const runsShown = 3;

/** One check of one site, and when it runs next on the wall clock of the site. */
interface Row {
  readonly site: string;
  readonly check: string;
  readonly schedule: string;
  readonly timezone: string;
  readonly next: readonly Temporal.ZonedDateTime[];
}

/** `caretaker schedule [site]`: what runs next, by config alone. */
export async function schedule(
  options: ConfigSource & {
    readonly site: string | null;
    readonly format: 'table' | 'json';
    /** Epoch milliseconds. */
    readonly now: number;
  },
  io: CliIo,
): Promise<number> {
  const config = await usableConfig(options, io);
  if (config === null) return exitUsage;
  const all = watchedSites(config, options.checks, (planned) => planned);
  const { site: id } = options;
  const asked = all.filter(({ site }) => id === null || site.id === id);
  if (id !== null && asked.length === 0) {
    io.stderr(`${unknownSite(id, config)}\n`);
    return exitUsage;
  }
  const rows = asked.flatMap((site) => rowsOf(site, options.now));
  if (options.format === 'json') io.stdout(`${forJson(rows.map(asJson))}\n`);
  else if (all.length === 0) io.stdout(`${forTerminal(emptyRemedy(config))}\n`);
  else io.stdout(columns([header, ...rows.map(asCells)]));
  return 0;
}

function rowsOf({ site, checks }: WatchedSite, now: number): readonly Row[] {
  const { id, timezone } = site;
  return checks.flatMap(({ check, schedule: text }) => {
    const parsed = parseSchedule(text);
    if ('wrong' in parsed) return [];
    const own = spread(parsed.schedule, id, check.meta.id);
    const next: Temporal.ZonedDateTime[] = [];
    for (let at = now; next.length < runsShown; ) {
      const due = nextDue(own, timezone, at);
      next.push(Temporal.Instant.fromEpochMilliseconds(due).toZonedDateTimeISO(timezone));
      at = due + 1;
    }
    return [{ site: id, check: check.meta.id, schedule: text, timezone, next }];
  });
}

function asJson({ next, ...row }: Row) {
  const shown = next.map((time) =>
    time.toString({ timeZoneName: 'never', smallestUnit: 'second' }),
  );
  return { ...row, next: shown };
}

const header = ['SITE', 'CHECK', 'SCHEDULE', 'ZONE', 'NEXT', 'THEN', 'THEN'];

function asCells({ site, check, schedule, timezone, next }: Row): readonly string[] {
  const times = next.map((time, index) => {
    const before = next[index - 1];
    const clock = time.toPlainTime().toString({ smallestUnit: 'second' });
    const sameDay = before?.toPlainDate().equals(time.toPlainDate()) === true;
    return sameDay ? clock : `${time.toPlainDate()} ${clock}`;
  });
  return [site, check, schedule, timezone, ...times];
}
