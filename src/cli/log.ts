import { visibleJson } from '../core/encode/json.ts';
import { redactor } from '../core/redaction.ts';
import { oneLine } from '../core/text.ts';
import type { CliIo } from './io.ts';

/** How much a line of the log matters. */
export type LogLevel = 'info' | 'warn' | 'error';

/** What goes with a line of the log, for machines to filter by. */
type LogFields = Readonly<Record<string, unknown>>;

/** The log of a running agent. Nothing in it can steer a terminal, and no secret appears in it. */
export interface Log {
  (level: LogLevel, message: string, fields?: LogFields): void;
  /** From now on these are secrets too. */
  readonly hide: (secrets: readonly string[]) => void;
}

/** A line says what happened; the whole of it is what `caretaker check` shows. */
const longestMessage = 1000;

/** JSON lines on stdout. */
export async function createLog(io: CliIo): Promise<Log> {
  const write = await jsonLines(io);
  const secrets = new Set<string>();
  let redact = redactor([]);
  const hide = (more: readonly string[]) => {
    for (const secret of more) secrets.add(secret);
    redact = redactor([...secrets]);
  };
  const log = (level: LogLevel, message: string, fields: LogFields = {}) =>
    // Cut last: of half a secret nobody could tell that it is one.
    write(level, oneLine(redact.text(message), longestMessage), redact.deep(fields));
  return Object.assign(log, { hide });
}

type Write = (level: LogLevel, message: string, fields: LogFields) => void;

async function jsonLines(io: CliIo): Promise<Write> {
  const { pino } = await import('pino');
  const logger = pino(
    {
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
    },
    { write: (line) => io.stdout(visibleJson(line)) },
  );
  return (level, message, fields) => logger[level](fields, message);
}
