/** No tool that is read here prints more. */
const maxLines = 5001;

type Row = Readonly<Record<string, string>>;

/**
 * Rows of a table as WP-CLI prints it: with bars for people, with tabs into a pipe, or as CSV. What
 * stands before its head is skipped. Null where no line is a head with these columns.
 */
export function readTable(text: string, columns: readonly string[]): readonly Row[] | null {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/, maxLines)
    .filter((line) => line.trim() !== '' && !/^\+[-+]+\+\s*$/.test(line));
  const start = lines.findIndex((line) => {
    const cells = cellsOf(line);
    return columns.every((column) => cells.includes(column));
  });
  if (start < 0) return null;
  const head = cellsOf(lines[start] ?? '');
  return lines.slice(start + 1).flatMap((line) => {
    const cells = cellsOf(line);
    if (cells.length !== head.length) return [];
    return [Object.fromEntries(head.map((name, index) => [name, cells[index] ?? '']))];
  });
}

function cellsOf(line: string): readonly string[] {
  if (line.startsWith('|')) return trimmed(line.split('|').slice(1, -1));
  if (line.includes('\t')) return trimmed(line.split('\t'));
  const cells = line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g);
  return trimmed(
    [...cells].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? ''),
  );
}

function trimmed(cells: readonly string[]): readonly string[] {
  return cells.map((cell) => cell.trim());
}
