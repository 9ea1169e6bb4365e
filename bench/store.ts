// What the store costs: bytes and time a row, and the availability of 1,000 monitors over 30 days.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { ResultRecord } from '../src/core/commit.ts';
import { takeAgentLock } from '../src/store/agent-lock.ts';
import { openStore } from '../src/store/open.ts';
import { type Measurements, median } from './measurement.ts';

const monitors = 1000;
const hour = 3_600_000;
const days = 30;
const now = Date.UTC(2026, 10, 23, 12, 34, 56);
const clock = { now: () => now };

/** What the store costs, in rows and their goals. */
export async function benchStore(): Promise<Measurements> {
  const { rowBytes, availabilityMs } = await measureStore();
  return { 'row-bytes': { ours: rowBytes }, availability: { ours: availabilityMs } };
}

/** Everything that is known, in a folder of its own. */
async function measureStore() {
  const folder = mkdtempSync(join(tmpdir(), 'bench-store-'));
  try {
    return {
      ...(await measureCommits(join(folder, 'commits.db'))),
      ...(await measureAvailability(join(folder, 'history.db'))),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** 50 results a commit: a second of 1,000 monitors that run every 20 s. */
async function measureCommits(file: string) {
  const store = openStore(file, { clock, lock: takeAgentLock(file, clock) });
  const [rounds, perCommit] = [600, 50];
  const cpu = process.cpuUsage();
  const batchedMs = await timed(async () => {
    for (let round = 0; round < rounds; round++) {
      const results = Array.from({ length: perCommit }, (_, index) =>
        resultOf((round * perCommit + index) % monitors, now + round * 1000),
      );
      const due = results.map(({ site, result }, index) => {
        const nextAt = now + round * 1000 + index;
        return { site, check: result.check, schedule: '20s', nextAt };
      });
      await store.commit({ results, due }, 'batched');
    }
  });
  const { user, system } = process.cpuUsage(cpu);
  const durableMs = await timed(async () => {
    for (let round = 0; round < 500; round++) {
      await store.commit({ results: [resultOf(round, now + 700_000)] }, 'durable');
    }
  });
  await store.close();
  return {
    batchedPerSecond: (rounds * perCommit * 1000) / batchedMs,
    batchedCpuMicros: (user + system) / (rounds * perCommit),
    durablePerSecond: (500 * 1000) / durableMs,
    rowBytes: bytesPerRow(file),
  };
}

/** The size of the clustered table after it was filled in the order of time, series by series in turn. */
function bytesPerRow(file: string): number {
  const database = new DatabaseSync(`${file}-rows`);
  const source = new DatabaseSync(file);
  const sql = source.prepare("SELECT sql FROM sqlite_schema WHERE name = 'results'").get()?.sql;
  source.close();
  database.exec(`PRAGMA journal_mode = WAL; ${sql}; BEGIN`);
  const insert = database.prepare('INSERT INTO results VALUES (?, ?, ?, ?)');
  const rows = 400_000;
  for (let row = 0; row < rows; row++) {
    const series = 1 + (row % 400);
    insert.run(series, Math.floor(now / 1000) + Math.floor(row / 400) * 60, 0, 80 + (row % 900));
  }
  database.exec('COMMIT');
  database.close();
  return statSync(`${file}-rows`).size / rows;
}

/** A month of roll-ups as the store itself would have written them. */
async function measureAvailability(file: string) {
  const store = openStore(file, { clock, lock: takeAgentLock(file, clock) });
  const results = Array.from({ length: monitors }, (_, index) => resultOf(index, now - 20_000));
  await store.commit({ results }, 'batched');
  fillRollups(file);
  const range = { from: now - days * 24 * hour, until: now };
  const times: number[] = [];
  for (let round = 0; round < 30; round++) {
    times.push(await timed(() => store.availabilities('uptime', range)));
  }
  await store.close();
  return {
    firstAvailabilityMs: times[0] ?? Number.NaN,
    // Asked for again and again by an agent that runs, so its code is compiled.
    availabilityMs: median(times.slice(15)),
  };
}

function fillRollups(file: string): void {
  const database = new DatabaseSync(file);
  for (const [table, ms] of [
    ['hours', hour],
    ['days', 24 * hour],
  ] as const) {
    const insert = database.prepare(
      `INSERT OR REPLACE INTO ${table} VALUES (?, ?, 60, 0, 0, ?, 0, 0, 0, zeroblob(14))`,
    );
    database.exec('BEGIN');
    for (let series = 1; series <= monitors; series++) {
      const last = Math.floor(now / ms);
      const first = last - (days * 24 * hour) / ms - 30;
      for (let period = first; period <= last; period++) insert.run(series, period, ms);
    }
    database.exec('COMMIT');
  }
  database.close();
}

function resultOf(monitor: number, at: number): ResultRecord {
  return {
    site: `site-${monitor}`,
    intervalMs: 20_000,
    result: {
      check: 'uptime',
      outcome: 'passed',
      startedAt: new Date(at).toISOString(),
      durationMs: 182,
      metrics: {
        status: 200,
        dnsMs: 3,
        connectMs: 11,
        tlsMs: 24,
        firstByteMs: 96,
        totalMs: 150 + (monitor % 40),
        bytes: 48_211,
      },
      labels: { protocol: 'h2', address: '203.0.113.7' },
      findings: [],
    },
  };
}

async function timed(body: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await body();
  return performance.now() - start;
}

if (import.meta.main) console.log(await measureStore());
