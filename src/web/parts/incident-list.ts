import { html } from 'hono/html';
import type { Incident } from '../../core/incident.ts';
import { clocks } from './clocks.ts';
import { priorityMark, standing } from './standing.ts';
import { type Html, said } from './text.ts';
import { ticking } from './time.ts';
import { incidentStanding } from './words.ts';

/** What sentences about sites and people need to know of the config. */
export interface Speech {
  /** The clock that the people of a site look at. */
  readonly zoneOf: (site: string) => string;
  /** The name of a person whose id is in config; any other text as it is. */
  readonly nameOf: (person: string) => string;
  /** Whether config has this site, so that it has a page. */
  readonly knows: (site: string) => boolean;
  readonly now: number;
}

/** Incidents one below the other, each with what is owed and who has it. */
export function incidentList(incidents: readonly Incident[], speech: Speech): Html {
  return html`<ul class="incidents" role="list">${incidents.map((each) => item(each, speech))}</ul>`;
}

/** The page of an incident. */
export function incidentPath(id: string): string {
  return `/incidents/${encodeURIComponent(id)}`;
}

/** A site, with the way to its page where it has one. */
export function siteLink(id: string, { knows }: Pick<Speech, 'knows'>): Html {
  const name = said(id, 80);
  return knows(id) ? html`<a href="/sites/${encodeURIComponent(id)}">${name}</a>` : name;
}

/** Where an incident stands, and who has brought it there. */
export function incidentState(incident: Incident, { nameOf, now }: Speech): Html {
  const { state, acknowledgedBy, resolvedBy, resolvedAt, openedAt, reopenedAt } = incident;
  const by = state === 'resolved' ? resolvedBy : acknowledgedBy;
  const word = standing(incidentStanding[state]);
  const open = ticking('for', reopenedAt ?? openedAt, now);
  if (state === 'open' || by === null) return html`${word} ${open}`;
  const when = state === 'resolved' && resolvedAt !== null ? ticking('ago', resolvedAt, now) : open;
  return html`${word} by ${said(nameOf(by), 60)}<span class="dot"> · </span>${state === 'acknowledged' ? 'open ' : ''}${when}`;
}

function item(incident: Incident, speech: Speech): Html {
  const { id, priority, title, trouble, state, flapping, suppressedUntil } = incident;
  const { now, zoneOf } = speech;
  const held = suppressedUntil !== null && now < suppressedUntil;
  return html`<li class="incident ${state}" id="${id}">
    ${priorityMark(priority)}
    <div class="what">
      <h3><a href="${incidentPath(id)}">${said(title, 160)}</a></h3>
      <p class="meta">${siteLink(trouble.site, speech)}<span class="dot"> · </span>${incidentState(incident, speech)}${flapping ? html`<span class="dot"> · </span>comes and goes` : ''}${held ? html`<span class="dot"> · </span>pages held back` : ''}</p>
    </div>
    ${state === 'resolved' ? '' : clocks(incident, { zone: zoneOf(trouble.site), now })}
  </li>`;
}
