import type { Page } from '../../page.ts';
import { walk } from '../../page.ts';
import { pageRules, type Sight, understanding } from '../../rule.ts';
import {
  type Cell,
  directionOf,
  isDeclaredLayout,
  namedHeaders,
  type Table,
  tablesOf,
} from '../../tables.ts';
import { hasWords, quoted } from '../../words.ts';

/** Ways of dividing a row that are compared within one table. */
const mostKinds = 50;

/** Rules about the cells of data tables. */
export const tableCellRules = pageRules({
  'table-header-without-cells': {
    title: 'A table header heads nothing',
    wcag: ['1.3.1'],
    level: 'A',
    verdict: 'failed',
    severity: 'serious',
    advice:
      'Add the missing cells (also empty ones), correct scope and headers, or make the cell a `<td>`.',
    help: 'https://www.w3.org/WAI/standards-guidelines/act/rules/d0f69e/',
    *find(page) {
      for (const table of dataTablesOf(page)) {
        if (!table.cells.some(({ kind }) => kind === 'data')) continue;
        const heads = reachOf(table);
        for (const header of table.cells) {
          if (header.kind !== 'header' || header.text === '' || heads(header)) continue;
          yield {
            element: header.element,
            evidence: `No cell belongs to the header ${quoted(header.text)}.`,
          };
        }
      }
    },
  },
  'table-without-data': {
    title: 'A table has header cells only',
    wcag: ['1.3.1'],
    level: 'A',
    verdict: 'warning',
    severity: 'moderate',
    advice:
      'Use `<td>` for what is not a heading of a row or column; leave the table out while it is empty.',
    help: understanding('info-and-relationships'),
    *find(page) {
      for (const table of dataTablesOf(page)) {
        const headers = table.cells.filter(({ kind }) => kind === 'header');
        const isTied = headers.some((header) => namedHeaders(header).length > 0);
        if (headers.length < 2 || headers.length !== table.cells.length || isTied) continue;
        yield { element: table.element, evidence: `All ${headers.length} cells are headers.` };
      }
    },
  },
  'table-columns-uneven': {
    title: 'The columns of a table do not line up',
    wcag: ['1.3.1'],
    level: 'A',
    verdict: 'warning',
    severity: 'moderate',
    advice:
      'Give every row the same number of columns and the same borders between them, or make several tables.',
    help: understanding('info-and-relationships'),
    *find(page) {
      for (const table of dataTablesOf(page)) {
        const evidence = unevenness(table);
        if (evidence !== null) yield { element: table.element, evidence };
      }
    },
  },
  'table-cell-blank': {
    title: 'A cell of a table is empty',
    wcag: [],
    level: 'best-practice',
    verdict: 'warning',
    severity: 'minor',
    advice:
      'Write “none”, “0” or “not known”: who hears an empty cell cannot tell whether something is missing.',
    help: understanding('info-and-relationships'),
    *find(page) {
      for (const table of dataTablesOf(page)) yield* blankCells(table);
    },
  },
  'table-row-headers-unclear': {
    title: 'Rows with two headers do not say which cells they head',
    wcag: ['1.3.1'],
    level: 'A',
    verdict: 'warning',
    severity: 'moderate',
    advice:
      'Set scope="row" on both headers of a row and scope="col" on those of the columns, or name them by id and headers.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/html/H63',
    *find(page) {
      for (const table of dataTablesOf(page)) {
        const row = table.rows.find((cells) => isDoubleHeaded(cells));
        if (!row) continue;
        const headers = row.filter(({ kind }) => kind === 'header');
        yield {
          element: headers[0]?.element ?? table.element,
          evidence: `${headers.map(({ text }) => quoted(text, 30)).join(' and ')} head one row without scope or headers.`,
        };
      }
    },
  },
});

function dataTablesOf(page: Page): readonly Table[] {
  return tablesOf(page).filter(
    (table) => !isDeclaredLayout(table) && table.element.role !== 'LayoutTable',
  );
}

/** Tells whether a header has any cell that belongs to it, after one look at all cells. */
function reachOf(table: Table): (header: Cell) => boolean {
  const named = new Set<string>();
  const lowest = new Map<number, number>();
  const furthest = new Map<number, number>();
  const raise = (most: Map<number, number>, from: number, count: number, value: number) => {
    for (let at = from; at < from + count; at += 1) {
      most.set(at, Math.max(most.get(at) ?? -1, value));
    }
  };
  for (const cell of table.cells) {
    const ids = namedHeaders(cell);
    for (const id of ids) named.add(id);
    if (cell.kind === 'none' || ids.length > 0) continue;
    raise(lowest, cell.column, cell.columnSpan, cell.row);
    raise(furthest, cell.row, cell.rowSpan, cell.column);
  }
  const reaches = (most: Map<number, number>, from: number, count: number, own: number) =>
    Array.from({ length: count }, (_, at) => most.get(from + at) ?? -1).some((far) => far > own);
  return (header) => {
    const direction = directionOf(table, header);
    if (direction === 'group' || named.has(header.element.attributes.id ?? '')) return true;
    const down = reaches(lowest, header.column, header.columnSpan, header.row);
    if (direction === 'column') return down;
    const right = reaches(furthest, header.row, header.rowSpan, header.column);
    return right || (down && !isScoped(header));
  };
}

function isScoped({ element }: Cell): boolean {
  return Boolean(element.attributes.scope || element.attributes.headers);
}

/** What is uneven about the rows of a table; null where all line up, or where cells name their headers. */
function unevenness({ rows, cells, width }: Table): string | null {
  const covered = rows.map(() => 0);
  for (const { row, rowSpan, columnSpan } of cells) {
    for (let at = row; at < Math.min(row + rowSpan, rows.length); at += 1) {
      covered[at] = (covered[at] ?? 0) + columnSpan;
    }
  }
  const isTied = cells.some((cell) => namedHeaders(cell).length > 0);
  const short = covered.findIndex((count, row) => count < width && (rows[row]?.length ?? 0) > 0);
  if (short >= 0 && !isTied && rows.length > 1) {
    return `Row ${short + 1} has ${covered[short]} columns, the widest row ${width}.`;
  }
  const kinds = new Map(
    rows.map((row) => {
      const columns = row.map(({ column }) => column).filter(Boolean);
      return [columns.join(' '), { row: row[0]?.row ?? 0, columns: new Set(columns) }];
    }),
  );
  const borders = [...kinds.values()].slice(0, mostKinds);
  const finest = new Set(borders.flatMap(({ columns }) => [...columns]));
  if (borders.some(({ columns }) => columns.size === finest.size)) return null;
  const odd = borders.find(({ columns }) =>
    borders.some(
      (other) => !columns.isSubsetOf(other.columns) && !other.columns.isSubsetOf(columns),
    ),
  );
  return odd
    ? `The cells of row ${odd.row + 1} begin in other columns than those of other rows.`
    : null;
}

function* blankCells({ rows, width }: Table): Generator<Sight> {
  const body = rows.filter((row) => row.some(({ kind }) => kind === 'data'));
  if (body.length < 2 || width < 3 || rows.length === body.length) return;
  const data = body.flatMap((row) => row.filter(({ kind }) => kind === 'data'));
  const filled = data.filter((cell) => !isBlank(cell));
  if (isCalendar(filled) || filled.length * 2 < data.length) return;
  for (const row of body) {
    if (row.every((cell) => isBlank(cell))) continue;
    for (const cell of row) {
      const hasHeader = rows[0]?.some(({ column, text }) => column === cell.column && text !== '');
      if (cell.kind !== 'data' || !isBlank(cell) || !hasHeader) continue;
      yield {
        element: cell.element,
        evidence: `Row ${cell.row + 1}, column ${cell.column + 1} is empty beside filled cells.`,
      };
    }
  }
}

/** Whether each cell begins with the day after that of the cell before it. */
function isCalendar(cells: readonly Cell[]): boolean {
  const days = cells.map(({ text }) => Number.parseInt(text, 10));
  return days.every((day, at) => at === 0 || day === (days[at - 1] ?? 0) + 1);
}

function isBlank({ element, text }: Cell): boolean {
  if (hasWords(text) || text !== '' || element.name.trim() !== '') return false;
  return [...walk(element)].every(
    ({ tag, before, after, role }) =>
      ['td', 'span', 'br', 'p', 'b', 'div'].includes(tag) &&
      !before?.text &&
      !after?.text &&
      role !== 'image',
  );
}

/** Two or more headers at the start of a row, then data, and nothing that tells what they head. */
function isDoubleHeaded(cells: readonly Cell[]): boolean {
  const headers = cells.filter(({ kind }) => kind === 'header');
  const firstData = cells.findIndex(({ kind }) => kind === 'data');
  return (
    headers.length > 1 &&
    firstData === headers.length &&
    headers.every((header) => !isScoped(header)) &&
    cells.every((cell) => namedHeaders(cell).length === 0)
  );
}
