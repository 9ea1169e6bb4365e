import type { Change, OutboxEvent } from '../agent/agent.ts';
import type { CheckResult } from '../core/result.ts';
import type { Log, LogLevel } from './log.ts';
import { logChange, logMessage, logResult } from './run-log.ts';

/** Tells whoever watches a running agent what happens. No secret, and nothing that steers a terminal, is in it. */
export interface RunTeller {
  result(site: string, result: CheckResult): void;
  change(change: Change): void;
  message(event: OutboxEvent): void;
  /** Something of the agent itself broke; never a site's fault. */
  fault(what: string, error: unknown): void;
  /** Something about the run as a whole; the fields are for machines. */
  note(level: LogLevel, text: string, fields?: Readonly<Record<string, unknown>>): void;
  /** From now on these are secrets too. */
  hide(secrets: readonly string[]): void;
  /** Tells what it has held back. */
  end(): void;
}

/** Tells everything to a log, a line each, for machines. */
export function logTeller(log: Log): RunTeller {
  return {
    result: (site, result) => logResult(log, site, result),
    change: (change) => logChange(log, change),
    message: (event) => logMessage(log, event),
    fault: (what, error) => log('error', `${what}: ${(error as Error).message}`, { what }),
    note: log,
    hide: log.hide,
    end: () => {},
  };
}
