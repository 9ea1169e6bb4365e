import { html } from 'hono/html';
import type { Incident } from '../../core/incident.ts';
import type { IncidentLists } from '../../desk/board.ts';
import { stretch } from '../assets/relative.js';
import { incidentList, incidentPath, type Speech, siteLink } from '../parts/incident-list.ts';
import { priorityMark } from '../parts/standing.ts';
import { type Column, table } from '../parts/table.ts';
import { type Html, said } from '../parts/text.ts';
import { ticking } from '../parts/time.ts';
import { count } from '../parts/words.ts';

/** What is open, and what was resolved in the last 30 days. */
export function incidentsPage({ open, resolved }: IncidentLists, speech: Speech): Html {
  const title =
    open.length === 0 ? 'No incident is open' : `${count(open.length, 'incident')} open`;
  return html`<h1>${title}</h1>
    ${open.length === 0 ? html`<p class="nothing">Nobody has to do anything.</p>` : html`<section aria-labelledby="open"><h2 class="unseen" id="open">Open</h2>${incidentList(open, speech)}</section>`}
    <section aria-labelledby="resolved">
      <h2 id="resolved">Resolved in the last 30 days</h2>
      ${resolved.length === 0 ? html`<p class="nothing">None.</p>` : table('Resolved incidents, the last one first', columns(speech), resolved, 'resolved')}
    </section>`;
}

function columns(speech: Speech): readonly Column<Incident>[] {
  const { nameOf, now } = speech;
  return [
    {
      heading: 'Incident',
      cell: ({ id, title, priority }) =>
        html`${priorityMark(priority)} <a href="${incidentPath(id)}">${said(title, 120)}</a>`,
    },
    { heading: 'Site', cell: ({ trouble }) => siteLink(trouble.site, speech) },
    {
      heading: 'Lasted',
      cell: ({ startedAt, resolvedAt }) => stretch((resolvedAt ?? now) - startedAt),
    },
    {
      heading: 'Resolved',
      cell: ({ resolvedAt }) => (resolvedAt === null ? '–' : ticking('ago', resolvedAt, now)),
    },
    { heading: 'By', cell: ({ resolvedBy }) => said(nameOf(resolvedBy ?? ''), 60) },
  ];
}
