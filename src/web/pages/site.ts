import { html } from 'hono/html';
import { formatDuration } from '../../core/duration.ts';
import type { SiteView } from '../../desk/board.ts';
import { type BoardCheck, type BoardSite, isStale } from '../../desk/site-state.ts';
import { attachmentList } from '../parts/attachment-list.ts';
import { changeList } from '../parts/change-list.ts';
import { componentList } from '../parts/component-list.ts';
import { findingList } from '../parts/finding-list.ts';
import { incidentList, type Speech } from '../parts/incident-list.ts';
import { metricList } from '../parts/metrics.ts';
import { standing } from '../parts/standing.ts';
import { dayList, figure, strip } from '../parts/strip.ts';
import { address, type Html, plainly, said } from '../parts/text.ts';
import { ticking, wallTime } from '../parts/time.ts';
import { outcomeStanding, siteStanding } from '../parts/words.ts';

/** So many incidents that are over. */
const mostResolved = 10;

/** The page of a site: how it stands, what each check found, and its incidents. */
export function sitePage(view: SiteView, speech: Speech): Html {
  const { site, state, incidents } = view;
  const open = incidents.filter((incident) => incident.state !== 'resolved');
  const over = incidents.filter((incident) => incident.state === 'resolved').slice(0, mostResolved);
  return html`<header class="head">
      <h1>${said(site.id, 80)}</h1>
      <p class="lead">${standing(siteStanding[state])}<span class="dot"> · </span>${address(site.url)}</p>
      ${site.work ? html`<p class="notice">Planned work until ${wallTime(site.work.until, site.timezone, speech.now)}: ${said(site.work.reason)}</p>` : ''}
    </header>
    ${open.length === 0 ? '' : html`<section aria-labelledby="open"><h2 id="open">Open incidents</h2>${incidentList(open, speech)}</section>`}
    <section aria-labelledby="availability">
      <h2 id="availability">Availability, 90 days</h2>
      <div class="availability wide">${strip(view, plainly(site.id, 60))}<p>${figure(view)}</p></div>
      ${dayList(view)}
    </section>
    <section aria-labelledby="checks">
      <h2 id="checks">Checks</h2>
      ${site.checks.length === 0 ? html`<p class="nothing">No check runs for this site.</p>` : ''}
      ${site.checks.map((check) => checkArticle(check, view, speech.now))}
    </section>
    ${over.length === 0 ? '' : html`<section aria-labelledby="over"><h2 id="over">Resolved incidents</h2>${incidentList(over, speech)}</section>`}
    <section aria-labelledby="about"><h2 id="about">About</h2>${facts(site)}</section>`;
}

function checkArticle(
  check: BoardCheck,
  { site, results, attachments }: SiteView,
  now: number,
): Html {
  const result = results.get(check.id);
  const title = html`<h3>${check.title}</h3>`;
  if (!result) {
    return html`<article class="check"><div class="line">${title}<span class="aside">no result yet</span></div></article>`;
  }
  const { outcome, startedAt, durationMs, reason, components = [] } = result;
  const at = Date.parse(startedAt);
  const old = isStale(check, result, now)
    ? html`<span class="dot"> · </span><strong>it should have run since</strong>`
    : '';
  return html`<article class="check" id="check-${check.id}">
    <div class="line">${title}${standing(outcomeStanding[outcome])}<span class="aside">${Number.isFinite(at) ? ticking('ago', at, now) : ''}, took ${formatDuration(durationMs)}, every ${formatDuration(check.everyMs)}${old}</span></div>
    ${reason === undefined ? '' : html`<p>${said(reason, 600)}</p>`}
    ${metricList(result)}
    ${attachmentList(site.id, check.id, attachments.get(check.id) ?? [])}
    ${changeList(result, site.timezone, now)}
    ${findingList(result, site.timezone, now)}
    ${componentList(components)}
  </article>`;
}

function facts({ platform, environment, package: bought, timezone, id }: BoardSite): Html {
  const rows = [
    ['Platform', platform ?? 'not set'],
    ['Environment', environment],
    ['Package', bought ?? 'none'],
    ['Time zone', timezone],
    ['Config', `sites/${id}.yaml`],
  ];
  return html`<dl class="facts">${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${said(value ?? '', 80)}</dd></div>`)}</dl>`;
}
