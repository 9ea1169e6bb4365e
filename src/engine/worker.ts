import type { Clock } from '../core/clock.ts';
import type { CheckResult } from '../core/result.ts';
import { nextDue } from '../core/schedule/next-due.ts';
import {
  countDue,
  type DueRow,
  dueRows,
  type LastRun,
  type NamedSite,
  takeTurn,
  type WatchedSite,
} from './schedule.ts';
import type { PlannedCheck } from './visit.ts';

/** Calls back once, after so many milliseconds; what it returns calls that off. */
export type Timer = (ms: number, wake: () => void) => () => void;

/** What a worker tells of its work. */
export interface WorkerEvents {
  /** A check was judged. The row counts as running until the promise is settled. */
  readonly onResult: (site: NamedSite, result: CheckResult) => void | Promise<void>;
  /** A visit or the handling of a result broke: a fault of the agent, never of the site. */
  readonly onFault: (site: NamedSite, checks: readonly string[], error: unknown) => void;
  /** A check was due and still ran from the time before: this run is left out. */
  readonly onOverlap: (site: NamedSite, check: string) => void;
}

/** What a worker is handed: everything that is not pure. */
export interface WorkerPorts extends WorkerEvents {
  readonly clock: Clock;
  readonly timer: Timer;
  readonly lastRun: LastRun;
  readonly visit: (
    site: NamedSite,
    planned: readonly PlannedCheck[],
    options: { readonly signal: AbortSignal; readonly onResult: (result: CheckResult) => void },
  ) => Promise<unknown>;
}

/** Longest sleep: a clock that was set, or a machine that slept, is noticed after this time. */
const longestSleepMs = 60_000;
/** A stop takes 8 s at most: what still runs then is cut off, and has a moment to end in order. */
const graceMs = 7_500;
const lastWordsMs = 500;

/**
 * Watches sites for as long as it is not stopped. What is due stands in a table, and one timer waits
 * for its earliest row; what is due together at one site and in one lane is one visit.
 */
export class Worker {
  readonly #ports: WorkerPorts;
  /** Keys of the rows that run. */
  readonly #running = new Set<string>();
  readonly #visits = new Set<Promise<void>>();
  readonly #cutOff = new AbortController();
  /** The earliest first: a wake looks at few of many. */
  #rows: DueRow[] = [];
  #state: 'new' | 'started' | 'stopped' = 'new';
  #callOff: () => void = () => {};
  #drained: Promise<number> | null = null;
  /** What the wall clock is ahead of the monotonic one: falls only where somebody sets it back. */
  #ahead: number;
  #tickedAt: number;

  constructor(sites: readonly WatchedSite[], ports: WorkerPorts) {
    this.#ports = ports;
    this.#ahead = ports.clock.now() - ports.clock.monotonic();
    this.#tickedAt = ports.clock.now();
    this.replaceSites(sites);
  }

  /** Watches these sites from now on. Rows whose time is unchanged keep it; what runs, ends. */
  replaceSites(sites: readonly WatchedSite[]): void {
    const { clock, lastRun } = this.#ports;
    this.#rows = dueRows(sites, this.#rows, lastRun, clock.now());
    this.#arm();
  }

  /** Runs a check at this instant, epoch ms, unless it is due sooner; its schedule stays as it is. */
  hasten(site: string, check: string, at: number): void {
    const index = this.#rows.findIndex((row) => isOf(row, site, check));
    const row = this.#rows[index];
    if (!row || row.due <= at) return;
    this.#rows.splice(index, 1);
    this.#rows.splice(countDue(this.#rows, at), 0, { ...row, due: at });
    this.#arm();
  }

  /** When the next check is due, epoch ms; null where none is watched. */
  get nextDueAt(): number | null {
    return this.#rows[0]?.due ?? null;
  }

  /** When it last looked what is due, epoch ms. */
  get lastTickAt(): number {
    return this.#tickedAt;
  }

  start(): void {
    if (this.#state === 'new') this.#state = 'started';
    this.#arm();
  }

  /**
   * Takes no new work, lets what runs end, and cuts off what does not end in time: its results are
   * dropped, since they would say nothing about the site. Resolves with how many runs were cut off.
   */
  stop(): Promise<number> {
    this.#state = 'stopped';
    this.#callOff();
    this.#drained ??= this.#drain();
    return this.#drained;
  }

  async #drain(): Promise<number> {
    const visits = Promise.all(this.#visits);
    if (await this.#within(graceMs, visits)) return 0;
    const count = this.#running.size;
    this.#cutOff.abort();
    await this.#within(lastWordsMs, visits);
    return count;
  }

  /** Whether the work ends in this time. */
  async #within(ms: number, work: Promise<unknown>): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const callOff = this.#ports.timer(ms, () => resolve(false));
    const ended = await Promise.race([work.then(() => true), promise]);
    callOff();
    return ended;
  }

  #arm(): void {
    this.#callOff();
    const [earliest] = this.#rows;
    if (this.#state !== 'started' || !earliest) return;
    const ms = Math.max(0, Math.min(earliest.due - this.#ports.clock.now(), longestSleepMs));
    this.#callOff = this.#ports.timer(ms, () => this.#wake());
  }

  #wake(): void {
    const now = this.#ports.clock.now();
    this.#tickedAt = now;
    this.#noticeSetBack(now);
    const runs = this.#takeTurns(now).filter((row) => !this.#overlaps(row));
    const visits = Map.groupBy(runs, ({ site, plan }) => `${site.id} ${plan.check.meta.lane}`);
    for (const rows of visits.values()) this.#begin(rows);
    this.#arm();
  }

  /** The rows that run now; the table holds when they are due again. */
  #takeTurns(now: number): readonly DueRow[] {
    const due = this.#rows.splice(0, countDue(this.#rows, now));
    return due.filter((row) => {
      const turn = takeTurn(row, now);
      this.#rows.splice(countDue(this.#rows, turn.due), 0, { ...row, due: turn.due });
      return turn.runs;
    });
  }

  #overlaps({ key, site, plan }: DueRow): boolean {
    const overlaps = this.#running.has(key);
    if (overlaps) this.#ports.onOverlap(site, plan.check.meta.id);
    return overlaps;
  }

  /** A clock that was set back by much would put everything off by as much. */
  #noticeSetBack(now: number): void {
    const ahead = now - this.#ports.clock.monotonic();
    const setBack = this.#ahead - ahead;
    this.#ahead = ahead;
    if (setBack < longestSleepMs) return;
    this.#rows = this.#rows
      .map((row) => {
        const due = nextDue(row.schedule, row.site.timezone, now);
        return { ...row, due: Math.min(row.due, due) };
      })
      .sort((a, b) => a.due - b.due);
  }

  #begin(rows: readonly DueRow[]): void {
    const visit = this.#visit(rows).finally(() => this.#visits.delete(visit));
    this.#visits.add(visit);
  }

  /** Never rejects: what goes wrong here concerns this visit and no other. */
  async #visit(rows: readonly DueRow[]): Promise<void> {
    const [first] = rows;
    if (!first) return;
    const { site } = first;
    const { signal } = this.#cutOff;
    const waiting = new Map(rows.map(({ key, plan }) => [plan.check.meta.id, key]));
    for (const key of waiting.values()) this.#running.add(key);
    /** A check that is judged and kept may run again, however long its neighbours take. */
    const done = (check: string) => {
      this.#running.delete(waiting.get(check) ?? '');
      waiting.delete(check);
    };
    const handled: Promise<void>[] = [];
    const onResult = (result: CheckResult) => {
      if (signal.aborted) return;
      handled.push(this.#handle(site, result).finally(() => done(result.check)));
    };
    try {
      const planned = rows.map(({ plan }) => plan);
      await this.#ports.visit(site, planned, { signal, onResult });
    } catch (error) {
      if (!signal.aborted) this.#ports.onFault(site, [...waiting.keys()], error);
    }
    await Promise.all(handled);
    for (const check of waiting.keys()) done(check);
  }

  async #handle(site: NamedSite, result: CheckResult): Promise<void> {
    try {
      await this.#ports.onResult(site, result);
    } catch (error) {
      this.#ports.onFault(site, [result.check], error);
    }
  }
}

function isOf({ site, plan }: DueRow, id: string, check: string): boolean {
  return site.id === id && plan.check.meta.id === check;
}
