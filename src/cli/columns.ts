import { forTerminal } from '../core/encode/terminal.ts';

/** The last column keeps so much however narrow the terminal is. */
const leastRoom = 20;

/**
 * Rows as a table: each column as wide as its widest cell, two spaces between, safe for a terminal.
 * Where a width is given, the last column is cut so that lines keep within it.
 */
export function columns(rows: readonly (readonly string[])[], width = Infinity): string {
  const cells = rows.map((row) => row.map((cell) => forTerminal(cell)));
  const widths: number[] = [];
  for (const row of cells) {
    row.forEach((cell, index) => {
      widths[index] = Math.max(widths[index] ?? 0, cell.length);
    });
  }
  const before = widths.slice(0, -1).reduce((sum, each) => sum + each + 2, 0);
  const room = Math.max(width - before, leastRoom);
  const shown = (cell: string, index: number) =>
    index === widths.length - 1 ? forTerminal(cell, room) : cell.padEnd(widths[index] ?? 0);
  return cells.map((row) => `${row.map(shown).join('  ').trimEnd()}\n`).join('');
}
