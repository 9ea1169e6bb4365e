import { readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, loadavg, platform } from 'node:os';
import type { Measurement } from './measurement.ts';
import type { MetricId } from './metrics.ts';

/** A whole run, and the machine that it ran on. */
export interface LastRun {
  /** ISO 8601, to the day. */
  readonly date: string;
  readonly node: string;
  readonly system: string;
  readonly cpu: string;
  readonly cores: number;
  /** How many processes wanted a core when the bench began: what else the machine was doing. */
  readonly loadBefore: number;
  /** How long all of it took. */
  readonly seconds: number;
  readonly measurements: Readonly<Record<MetricId, Measurement>>;
}

const file = new URL('last-run.json', import.meta.url);

/** What is known of a machine before anything is measured on it. */
export function thisMachine(now: Date): Omit<LastRun, 'seconds' | 'measurements'> {
  return {
    date: now.toISOString().slice(0, 10),
    node: process.version,
    system: `${platform()} ${arch()}`,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    loadBefore: Number((loadavg()[0] ?? 0).toFixed(2)),
  };
}

/** The run that docs/performance.md is drawn from. */
export function readLastRun(): LastRun {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** Keeps a run as the last one. */
export function writeLastRun(run: LastRun): void {
  writeFileSync(file, `${JSON.stringify(run, null, 2)}\n`);
}
