import { html } from 'hono/html';
import { formatDuration } from '../../core/duration.ts';
import type { Days, Overview, SiteLine } from '../../desk/board.ts';
import { type SiteState, siteStates } from '../../desk/site-state.ts';
import { incidentList, type Speech, siteLink } from '../parts/incident-list.ts';
import { standing } from '../parts/standing.ts';
import { figure, strip } from '../parts/strip.ts';
import { type Column, table } from '../parts/table.ts';
import { type Html, plainly } from '../parts/text.ts';
import { ticking } from '../parts/time.ts';
import { count, siteStanding } from '../parts/words.ts';

/** Sites on one page: their bars are most of what a browser has to draw. */
export const sitesPerPage = 50;

/** So many incidents are shown here; the others have a page of their own. */
const mostIncidents = 20;

/** What of the sites is to be seen. */
export interface SiteChoice {
  /** Part of an id or address; empty for all. */
  readonly search: string;
  /** From 1. */
  readonly page: number;
}

/** The sites that somebody chose to see, cut to one page. */
export function chosenLines(lines: readonly SiteLine[], { search, page }: SiteChoice) {
  const words = search.toLowerCase();
  const found = lines.filter(({ site }) => `${site.id} ${site.url}`.toLowerCase().includes(words));
  const pages = Math.max(1, Math.ceil(found.length / sitesPerPage));
  const shown = Math.min(Math.max(1, page), pages);
  const from = (shown - 1) * sitesPerPage;
  return { found: found.length, pages, page: shown, lines: found.slice(from, from + sitesPerPage) };
}

type Chosen = ReturnType<typeof chosenLines>;

/** What the present state of all sites comes to, in one line. */
export function headline({ lines, incidents }: Overview): string {
  const down = lines.filter(({ state }) => state === 'down').length;
  const trouble = lines.filter(({ state }) => state === 'trouble').length;
  if (down > 0) return `${count(down, 'site')} ${down === 1 ? 'is' : 'are'} down`;
  if (trouble > 0) return `${count(trouble, 'site')} in trouble`;
  if (incidents.length > 0) return `${count(incidents.length, 'incident')} open`;
  if (lines.length === 0) return 'No site is watched yet';
  const well = lines.filter(({ state }) => state === 'well').length;
  if (well === lines.length) return well === 1 ? 'The site is well' : `All ${well} sites are well`;
  return 'Nothing is wrong that we know of';
}

/** The first page: what is open, then every site, the worst first. */
export function overviewPage(
  overview: Overview,
  chosen: Chosen,
  days: readonly Days[],
  choice: SiteChoice,
  speech: Speech,
): Html {
  const { incidents, lines } = overview;
  return html`<h1>${headline(overview)}</h1>
    ${lines.length > 0 ? tallies(lines) : emptyText()}
    <section aria-labelledby="open-incidents">
      <h2 id="open-incidents">Open incidents</h2>
      ${incidents.length === 0 ? html`<p class="nothing">None. Nobody has to do anything.</p>` : incidentList(incidents.slice(0, mostIncidents), speech)}
      ${incidents.length > mostIncidents ? html`<p><a href="/incidents">All ${incidents.length} open incidents</a></p>` : ''}
    </section>
    ${lines.length === 0 ? '' : siteSection(lines, chosen, days, choice, speech)}`;
}

function tallies(lines: readonly SiteLine[]): Html {
  const numbers = Map.groupBy(lines, ({ state }) => state);
  const item = (state: SiteState) => {
    const number = numbers.get(state)?.length ?? 0;
    if (number === 0) return '';
    const { word, icon, tone } = siteStanding[state];
    return html`<li>${standing({ word: `${number} ${word.toLowerCase()}`, icon, tone })}</li>`;
  };
  return html`<ul class="tallies" role="list">${siteStates.map(item)}</ul>`;
}

function siteSection(
  lines: readonly SiteLine[],
  chosen: Chosen,
  days: readonly Days[],
  { search }: SiteChoice,
  speech: Speech,
): Html {
  const rows = chosen.lines.flatMap((line, index) => {
    const own = days[index];
    return own ? [{ line, days: own }] : [];
  });
  const sites =
    rows.length === 0
      ? html`<p class="nothing">No site has “<bdi>${plainly(search, 60)}</bdi>” in its name or address.</p>`
      : table('Sites, the worst first', columns(speech), rows, 'sites');
  return html`<section aria-labelledby="sites">
    <h2 id="sites">Sites</h2>
    ${lines.length > sitesPerPage || search !== '' ? searchForm(search, chosen) : ''}
    ${sites}
    ${chosen.pages > 1 ? turnPages(chosen, search) : ''}
  </section>`;
}

interface Row {
  readonly line: SiteLine;
  readonly days: Days;
}

function columns(speech: Speech): readonly Column<Row>[] {
  const { now } = speech;
  return [
    { heading: 'Site', cell: ({ line }) => siteLink(line.site.id, speech) },
    { heading: 'State', cell: ({ line }) => standing(siteStanding[line.state]), silent: true },
    {
      heading: 'Checked',
      cell: ({ line }) => (line.checkedAt === null ? 'never' : ticking('ago', line.checkedAt, now)),
    },
    {
      heading: 'Response',
      cell: ({ line }) => (line.responseMs === null ? '–' : formatDuration(line.responseMs)),
    },
    {
      heading: 'Availability, 90 days',
      cell: (row) =>
        html`<div class="availability">${strip(row.days, plainly(row.line.site.id, 60))}<p>${figure(row.days)}</p></div>`,
      silent: true,
    },
  ];
}

function searchForm(search: string, { found }: Chosen): Html {
  return html`<form class="search" method="get" action="/" role="search">
    <label for="search">Site</label><input id="search" name="search" type="search" value="${search}" maxlength="100">
    <button class="quiet">Find</button><span class="aside">${count(found, 'site')}</span></form>`;
}

function turnPages({ page, pages }: Chosen, search: string): Html {
  const path = (to: number) => `/?${new URLSearchParams({ search, page: String(to) })}`;
  return html`<nav class="pages" aria-label="Pages of sites">
    ${page > 1 ? html`<a rel="prev" href="${path(page - 1)}">Previous</a>` : ''}
    <span class="aside">Page ${page} of ${pages}</span>
    ${page < pages ? html`<a rel="next" href="${path(page + 1)}">Next</a>` : ''}</nav>`;
}

function emptyText(): Html {
  return html`<p>Add one with <code>caretaker init https://…</code>: a file in <code>config/sites</code> is taken up while the agent runs.</p>`;
}
