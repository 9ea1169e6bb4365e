import { html } from 'hono/html';
import type { Html } from './text.ts';

/** A column: its heading, and what a row shows in it. */
export interface Column<Row> {
  readonly heading: string;
  readonly cell: (row: Row) => Html | string;
  /** The heading goes without saying where the row is a card. */
  readonly silent?: boolean;
}

/**
 * A table that becomes a list of cards where there is no room for columns. The roles keep it a table
 * for assistive technology then too: a changed `display` would take that away.
 */
export function table<Row>(
  caption: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  name: string,
): Html {
  const headings = columns.map(
    ({ heading }) => html`<th role="columnheader" scope="col">${heading}</th>`,
  );
  const body = rows.map((row) => {
    const [first, ...rest] = columns;
    const cells = rest.map(
      ({ heading, cell, silent }) =>
        html`<td role="cell" data-label="${silent ? '' : heading}">${cell(row)}</td>`,
    );
    return html`<tr role="row"><th role="rowheader" scope="row">${first?.cell(row)}</th>${cells}</tr>`;
  });
  return html`<table class="cards ${name}" role="table"><caption class="unseen">${caption}</caption>
    <thead role="rowgroup"><tr role="row">${headings}</tr></thead>
    <tbody role="rowgroup">${body}</tbody></table>`;
}
