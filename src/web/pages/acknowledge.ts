import { html } from 'hono/html';
import type { Incident } from '../../core/incident.ts';
import { clocks } from '../parts/clocks.ts';
import { incidentPath, type Speech } from '../parts/incident-list.ts';
import { priorityMark } from '../parts/standing.ts';
import { type Html, said } from '../parts/text.ts';
import { ticking } from '../parts/time.ts';

/** What a link from a message would acknowledge, and the button that does it. */
export function askPage(incident: Incident, person: string, link: string, speech: Speech): Html {
  const { trouble, startedAt } = incident;
  return html`<h1>Acknowledge ${incident.id}?</h1>
    <form class="panel" method="post" action="${link}">
      ${summary(incident)}
      <p>On ${said(trouble.site, 80)}, failing ${ticking('for', startedAt, speech.now)}.</p>
      ${clocks(incident, { zone: speech.zoneOf(trouble.site), now: speech.now })}
      <p>You take it on as <strong>${said(speech.nameOf(person), 60)}</strong>; nobody else is paged then.</p>
      <div class="buttons"><button class="first">Acknowledge</button></div>
    </form>`;
}

/** That it is done. */
export function donePage(incident: Incident, person: string, { nameOf }: Speech): Html {
  return html`<h1>${incident.id} is yours</h1>
    <div class="panel">${summary(incident)}
    <p>Acknowledged by ${said(nameOf(person), 60)}. Nobody else is paged. It is over when it is resolved.</p>
    <p><a href="${incidentPath(incident.id)}">Open the incident</a></p></div>`;
}

function summary({ priority, title }: Incident): Html {
  return html`<p class="summary">${priorityMark(priority)} <strong>${said(title, 200)}</strong></p>`;
}
