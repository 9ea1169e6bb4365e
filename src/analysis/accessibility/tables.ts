import { childElements, closest, isSeen, type Page, shownText } from './page.ts';
import type { SnapshotElement } from './snapshot.ts';

/** A table of HTML or ARIA, as a grid. */
export interface Table {
  readonly element: SnapshotElement;
  /** Cells by the row in which they begin. */
  readonly rows: readonly (readonly Cell[])[];
  readonly cells: readonly Cell[];
  /** Columns of the widest row. */
  readonly width: number;
  /** The header cells that cover a row, and those that cover a column. */
  readonly headersInRow: ReadonlyMap<number, readonly Cell[]>;
  readonly headersInColumn: ReadonlyMap<number, readonly Cell[]>;
  /** Rows in which a data cell begins. */
  readonly dataRows: ReadonlySet<number>;
  readonly cellOf: ReadonlyMap<SnapshotElement, Cell>;
}

/** A cell and the slots that it covers. */
export interface Cell {
  readonly element: SnapshotElement;
  /** What assistive technology is told; `none` for cells that it is not told of. */
  readonly kind: 'header' | 'data' | 'none';
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly text: string;
}

/** A table beyond this many cells is not looked at. */
const mostCells = 10_000;
const mostColumns = 1000;
const tableRoles = ['table', 'grid', 'treegrid'];

const known = new WeakMap<Page, readonly Table[]>();
const tables = new WeakMap<SnapshotElement, Table>();

/** The tables of a page that can be seen, in document order; those for layout are among them. */
export function tablesOf(page: Page): readonly Table[] {
  const found =
    known.get(page) ??
    page.elements.filter((element) => isTable(element) && isSeen(element)).map(cached);
  known.set(page, found);
  return found;
}

/** Whether somebody decided that the table is only for layout: assistive technology is not told of it. */
export function isDeclaredLayout({ element }: Table): boolean {
  return element.role === null || ['none', 'presentation', 'generic'].includes(element.role);
}

/** The table and the cell around an element, with the headers that belong to the cell; null outside of tables. */
export function tableCellOf(
  element: SnapshotElement,
): { readonly table: Table; readonly cell: Cell; readonly headers: readonly Cell[] } | null {
  const box = closest(element, ({ tag, role }) => isCellTag(tag) || isCellRole(role));
  const holder = box && closest(box, isTable);
  if (!holder) return null;
  const table = cached(holder);
  const cell = box && table.cellOf.get(box);
  return cell ? { table, cell, headers: headersOf(table, cell) } : null;
}

function cached(element: SnapshotElement): Table {
  const table = tables.get(element) ?? tableOf(element);
  tables.set(element, table);
  return table;
}

/** The header cells of a cell: those it names, or else those above and before it that are headers in that direction. */
export function headersOf(table: Table, cell: Cell): readonly Cell[] {
  const named = namedHeaders(cell);
  if (named.length > 0) {
    return table.cells.filter(({ element }) => named.includes(element.attributes.id ?? ''));
  }
  const above = (table.headersInColumn.get(cell.column) ?? []).filter(
    (header) => header.row < cell.row && directionOf(table, header) !== 'row',
  );
  const before = (table.headersInRow.get(cell.row) ?? []).filter(
    (header) => header.column < cell.column && directionOf(table, header) !== 'column',
  );
  return [...above, ...before];
}

/** The ids that a cell names as its headers. */
export function namedHeaders({ element }: Cell): readonly string[] {
  return (element.attributes.headers ?? '').split(/\s+/).filter(Boolean);
}

/** Which cells a header heads, by its `scope` or by where it stands (HTML, “Forming relationships between data cells and header cells”). */
export function directionOf(table: Table, header: Cell): 'row' | 'column' | 'group' {
  const { scope = '' } = header.element.attributes;
  const written = /^(row|col)(group)?$/i.exec(scope.trim());
  if (written?.[2]) return 'group';
  if (written) return written[1]?.toLowerCase() === 'row' ? 'row' : 'column';
  if (header.element.role === 'rowheader') return 'row';
  return table.dataRows.has(header.row) ? 'row' : 'column';
}

function isTable({ tag, role }: SnapshotElement): boolean {
  return tag === 'table' || (role !== null && tableRoles.includes(role));
}

function isCellTag(tag: string): boolean {
  return tag === 'td' || tag === 'th';
}

function isCellRole(role: string | null): boolean {
  return role !== null && ['cell', 'gridcell', 'columnheader', 'rowheader'].includes(role);
}

function tableOf(element: SnapshotElement): Table {
  const rows: Cell[][] = [];
  const cells: Cell[] = [];
  const taken = new Set<number>();
  let width = 0;
  for (const row of rowsOf(element)) {
    const at = rows.length;
    const placed: Cell[] = [];
    let column = 0;
    for (const one of cellsOf(row)) {
      if (cells.length >= mostCells) break;
      while (taken.has(at * mostColumns + column)) column += 1;
      const columnSpan = span(one, 'colspan', mostColumns - 1 - column);
      const rowSpan = span(one, 'rowspan', 200);
      for (let below = 0; below < rowSpan && taken.size < 10 * mostCells; below += 1) {
        for (let right = 0; right < columnSpan; right += 1) {
          taken.add((at + below) * mostColumns + column + right);
        }
      }
      placed.push({
        element: one,
        kind: kindOf(one),
        row: at,
        column,
        rowSpan,
        columnSpan,
        text: shownText(one),
      });
      column = Math.min(column + columnSpan, mostColumns - 1);
    }
    while (taken.has(at * mostColumns + column)) column += 1;
    width = Math.max(width, column);
    rows.push(placed);
    cells.push(...placed);
  }
  return {
    element,
    rows,
    cells,
    width,
    headersInRow: covering(cells, 'row', 'rowSpan'),
    headersInColumn: covering(cells, 'column', 'columnSpan'),
    dataRows: new Set(cells.filter(({ kind }) => kind === 'data').map(({ row }) => row)),
    cellOf: new Map(cells.map((cell) => [cell.element, cell])),
  };
}

/** Header cells by each row or column that they cover. */
function covering(
  cells: readonly Cell[],
  start: 'row' | 'column',
  span: 'rowSpan' | 'columnSpan',
): ReadonlyMap<number, readonly Cell[]> {
  const found = new Map<number, Cell[]>();
  for (const cell of cells) {
    if (cell.kind !== 'header') continue;
    for (let at = cell[start]; at < cell[start] + cell[span]; at += 1) {
      const known = found.get(at);
      if (known) known.push(cell);
      else found.set(at, [cell]);
    }
  }
  return found;
}

function rowsOf(table: SnapshotElement): readonly SnapshotElement[] {
  return partsOf(table, ({ tag, role }) => tag === 'tr' || role === 'row');
}

function cellsOf(row: SnapshotElement): readonly SnapshotElement[] {
  const cells = partsOf(row, ({ tag, role }) => isCellTag(tag) || isCellRole(role));
  return cells.filter(({ box }) => box !== null);
}

/** The outermost elements of a kind below an element, without those of tables inside. */
function partsOf(
  element: SnapshotElement,
  fits: (one: SnapshotElement) => boolean,
): readonly SnapshotElement[] {
  return childElements(element).flatMap((child) => {
    if (fits(child)) return [child];
    return isTable(child) ? [] : partsOf(child, fits);
  });
}

function kindOf({ role }: SnapshotElement): Cell['kind'] {
  if (role === 'columnheader' || role === 'rowheader') return 'header';
  return role === 'cell' || role === 'gridcell' || role === 'LayoutTableCell' ? 'data' : 'none';
}

function span({ attributes }: SnapshotElement, name: 'colspan' | 'rowspan', most: number): number {
  const written = Number.parseInt(attributes[name] ?? attributes[`aria-${name}`] ?? '1', 10);
  return Math.max(1, Math.min(Number.isNaN(written) ? 1 : written, most));
}
