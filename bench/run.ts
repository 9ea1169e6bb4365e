import { keepsGoal, type Measurement } from './measurement.ts';
import { benchMemory } from './memory.ts';
import { benchStart } from './start.ts';

const measurements = [...(await benchStart()), ...(await benchMemory())];
process.stdout.write(table(measurements));
process.exitCode = measurements.every(keepsGoal) ? 0 : 1;

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
  const { metric, reference, ours, unit, goal } = row;
  return [
    metric,
    reference ? `${reference.name} ${amount(reference.value)} ${unit}` : '-',
    `${amount(ours)} ${unit}`,
    reference ? `${(ours / reference.value).toFixed(2)} x` : '-',
    reference ? `<= ${goal} x` : `<= ${goal} ${unit}`,
    keepsGoal(row) ? 'ok' : 'MISSED',
  ];
}

function amount(value: number): string {
  return value.toFixed(value < 10 ? 1 : 0);
}
