import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { countOf, quantile } from '../../src/core/histogram.ts';
import { agentStore, noon, storeFile } from './support/temp-store.ts';
import { record, result } from './support/values.ts';

const everything = { from: 0, until: noon + 86_400_000 };

describe('results', () => {
  it('are kept in short, and the latest of each check in full', async () => {
    const { store } = agentStore();
    await store.commit({ results: [record(noon), record(noon + 60_000, 'failed')] }, 'batched');
    expect(await store.results.latest('acme', 'uptime')).toEqual(result(noon + 60_000, 'failed'));
    expect(await store.results.allLatest()).toEqual([
      { site: 'acme', result: result(noon + 60_000, 'failed') },
    ]);
    expect(await store.results.runs('acme', 'uptime', everything)).toEqual([
      { at: noon, outcome: 'passed', latencyMs: 120 },
      { at: noon + 60_000, outcome: 'failed', latencyMs: 120 },
    ]);
    expect(await store.results.latest('acme', 'tls')).toBeNull();
  });

  it('count into hours and days as they are written', async () => {
    const { store } = agentStore();
    const minutes = [58, 59, 60, 61].map((minute) => noon + minute * 60_000);
    const outcomes = ['passed', 'failed', 'errored', 'passed'] as const;
    const results = minutes.map((at, index) => record(at, outcomes[index]));
    await store.commit({ results }, 'batched');
    const hours = await store.results.rollups('hours', 'acme', 'uptime', everything);
    expect(hours.map(({ latency: _latency, ...counts }) => counts)).toEqual([
      { from: noon, ...counts(2, 1, 0), upMs: 60_000, downMs: 60_000, unknownMs: 0 },
      { from: noon + 3_600_000, ...counts(2, 0, 1), upMs: 0, downMs: 0, unknownMs: 60_000 },
    ]);
    const [day] = await store.results.rollups('days', 'acme', 'uptime', everything);
    expect(day).toMatchObject({ ...counts(4, 1, 1), upMs: 60_000, downMs: 60_000 });
    expect(day && countOf(day.latency)).toBe(2);
    expect(day && quantile(day.latency, 0.5)).toBeCloseTo(120, -1);
  });

  it('tell apart the sites and the checks', async () => {
    const { store } = agentStore();
    const other = { ...record(noon, 'failed'), site: 'bistro' };
    await store.commit({ results: [record(noon), other] }, 'batched');
    expect((await store.results.latest('bistro', 'uptime'))?.outcome).toBe('failed');
    expect((await store.results.latest('acme', 'uptime'))?.outcome).toBe('passed');
  });

  it('in the same second replace one another, and both count as runs', async () => {
    const { store } = agentStore();
    await store.commit({ results: [record(noon), record(noon + 400, 'failed')] }, 'batched');
    const [run, ...others] = await store.results.runs('acme', 'uptime', everything);
    expect([run?.outcome, others.length]).toEqual(['failed', 0]);
    const [hour] = await store.results.rollups('hours', 'acme', 'uptime', everything);
    expect(hour).toMatchObject(counts(2, 1, 0));
  });

  it('take at most 20 bytes a row, with 200 series that are written in turn', () => {
    const database = new DatabaseSync(':memory:');
    const file = `${storeFile()}`.replace('/data/', '/');
    const { sql } = schemaOf('results');
    database.close();
    const rows = 60_000;
    const table = new DatabaseSync(file);
    table.exec(`${sql}; BEGIN`);
    const insert = table.prepare('INSERT INTO results VALUES (?, ?, ?, ?)');
    for (let row = 0; row < rows; row++) {
      const at = Math.floor(noon / 1000) + 60 * Math.floor(row / 200);
      insert.run(1 + (row % 200), at, row % 97 === 0 ? 1 : 0, 60 + (row % 900));
    }
    table.exec('COMMIT');
    table.close();
    expect(statSync(file).size / rows).toBeLessThanOrEqual(20);
  });
});

function counts(runs: number, failed: number, errored: number) {
  return { runs, failed, errored, maintenanceMs: 0 };
}

function schemaOf(table: string): { readonly sql: string } {
  const file = storeFile();
  agentStore(file);
  const reader = new DatabaseSync(file, { readOnly: true });
  const sql = reader.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').get(table)?.sql;
  reader.close();
  return { sql: String(sql) };
}
