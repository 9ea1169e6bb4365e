import { pageRules } from '../../rule.ts';
import { type Cell, isDeclaredLayout, namedHeaders, type Table, tablesOf } from '../../tables.ts';

/** Rows with a header of their own that make a pattern. */
const fewestRows = 2;

/** Rules about which way the headers of a table point. */
export const tableScopeRules = pageRules({
  'table-headers-unscoped': {
    title: 'A table has headers for rows and for columns that do not say which they are',
    wcag: [],
    level: 'best-practice',
    verdict: 'warning',
    severity: 'minor',
    advice:
      'Write `<th scope="col">` above a column and `<th scope="row">` before a row: not every screen reader guesses right.',
    help: 'https://www.w3.org/WAI/tutorials/tables/two-headers/',
    *find(page) {
      for (const table of tablesOf(page)) {
        if (isDeclaredLayout(table) || table.cells.some(isTied)) continue;
        const [top = [], ...below] = table.rows;
        const rows = below.filter(isHeaded);
        const isTop = top.length > 1 && top.every(({ kind, text }) => kind === 'header' && text);
        if (!isTop || rows.length < fewestRows || !isEven(table)) continue;
        yield {
          element: table.element,
          evidence: `${top.length} column headers and ${rows.length} row headers, none with scope.`,
        };
      }
    },
  },
});

/** Whether the cell says where it belongs. */
function isTied(cell: Cell): boolean {
  const { role, attributes } = cell.element;
  const isAria = /^(?:row|column)header$/.test(attributes.role ?? '') && role === attributes.role;
  return Boolean(attributes.scope) || isAria || namedHeaders(cell).length > 0;
}

/** A row of one header and data. */
function isHeaded([first, ...rest]: readonly Cell[]): boolean {
  return (
    first?.kind === 'header' &&
    first.text !== '' &&
    rest.length > 0 &&
    rest.every(({ kind }) => kind === 'data')
  );
}

/** Cells that span others are tied by `headers`, if at all. */
function isEven({ cells }: Table): boolean {
  return cells.every(({ rowSpan, columnSpan }) => rowSpan === 1 && columnSpan === 1);
}
