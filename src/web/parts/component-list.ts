import { html } from 'hono/html';
import type { AssessedComponent } from '../../core/assessed-component.ts';
import { type Column, table } from './table.ts';
import { type Html, said } from './text.ts';
import { count } from './words.ts';

/** So many rows are shown; the command line has them all. */
const mostRows = 300;

const columns: readonly Column<AssessedComponent>[] = [
  {
    heading: 'Component',
    cell: ({ slug, kind }) => html`${said(slug, 80)} <span class="aside">${kind}</span>`,
  },
  {
    heading: 'Installed',
    cell: ({ version, active }) =>
      html`${said(version ?? 'not known', 40)}${active === false ? html` <span class="aside">switched off</span>` : ''}`,
  },
  { heading: 'Update to', cell: ({ target }) => said(target ?? '–', 40) },
  {
    heading: 'Status',
    cell: ({ status }) => html`<span class="status ${status}">${status}</span>`,
  },
  { heading: 'Why', cell: ({ reasons }) => said(reasons.join(' ') || '–', 400) },
];

/** What is installed at a site, the most dangerous first, folded up: the findings tell what to do. */
export function componentList(components: readonly AssessedComponent[]): Html | null {
  if (components.length === 0) return null;
  const rest = components.length - mostRows;
  return html`<details class="inventory"><summary>${count(components.length, 'installed component')}</summary>
    ${table('What is installed', columns, components.slice(0, mostRows), 'components')}
    ${rest > 0 ? html`<p class="aside">${count(rest, 'more component')}: caretaker inventory shows them all.</p>` : ''}</details>`;
}
