import { benchDetection } from './agent/detection.ts';
import { benchIdle } from './agent/idle.ts';
import { benchLoad } from './agent/load.ts';
import { keepsGoal, type Measurement } from './measurement.ts';
import { benchMemory } from './memory.ts';
import { benchStart } from './start.ts';
import { benchStore } from './store.ts';

const start = await benchStart();
const memory = await benchMemory();
const store = await benchAvailability();
const load = await benchLoad();
// Both mostly wait, so they wait together.
const [idle, detection] = await Promise.all([benchIdle(), benchDetection()]);
const measurements = [...start, ...memory, ...store, ...load, ...idle, ...detection];
process.stdout.write(table(measurements));
process.exitCode = measurements.every(keepsGoal) ? 0 : 1;

/** Of the store's figures, the one that has a goal. */
async function benchAvailability(): Promise<readonly Measurement[]> {
  const figures = await benchStore();
  return figures
    .filter(({ name }) => name === '30 days of 1,000 monitors, median')
    .map(({ value }) => ({
      metric: 'availability over 30 days of 1,000 monitors',
      reference: null,
      ours: value,
      unit: 'ms',
      goal: 15,
    }));
}

function table(rows: readonly Measurement[]): string {
  const header = ['metric', 'reference', 'ours', 'ratio', 'goal', ''];
  const cells = [header, ...rows.map(rowOf)];
  const widths = header.map((_, column) =>
    Math.max(...cells.map((row) => (row[column] ?? '').length)),
  );
  return cells
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

function rowOf(row: Measurement): string[] {
  const { metric, reference, ours, unit, goal, enough } = row;
  return [
    metric,
    reference ? `${reference.name} ${amount(reference.value)} ${unit}` : '-',
    `${amount(ours)} ${unit}`,
    reference ? `${(ours / reference.value).toFixed(2)} x` : '-',
    (reference ? `<= ${goal} x` : `<= ${goal} ${unit}`) + (enough ? ` or ${enough} ${unit}` : ''),
    keepsGoal(row) ? 'ok' : 'MISSED',
  ];
}

function amount(value: number): string {
  return value.toFixed(value < 10 ? 2 : 0);
}
