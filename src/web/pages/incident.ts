import { html } from 'hono/html';
import type { Incident } from '../../core/incident.ts';
import type { CaseFile } from '../../desk/desk.ts';
import { type ActForm, actForm } from '../parts/act-form.ts';
import { clocks } from '../parts/clocks.ts';
import { incidentState, type Speech, siteLink } from '../parts/incident-list.ts';
import { messageList } from '../parts/message-list.ts';
import { priorityMark } from '../parts/standing.ts';
import { address, type Html, instruction, quoted, said } from '../parts/text.ts';
import { moment, ticking, wallTime } from '../parts/time.ts';
import { happened } from '../parts/words.ts';

/** The page of an incident: what to do, what is owed, what happened, and who was told. */
export function incidentPage(file: CaseFile, form: ActForm, speech: Speech): Html {
  const { incident, messages } = file;
  const { id, title, advice, evidence, trouble } = incident;
  const zone = speech.zoneOf(trouble.site);
  return html`<div class="case">
    <header class="head">
      <p class="meta">${priorityMark(incident.priority)} <span class="id">${id}</span><span class="dot"> · </span>${siteLink(trouble.site, speech)}</p>
      <h1>${said(title)}</h1>
      <p class="lead">${incidentState(incident, speech)}</p>
    </header>
    <aside class="side" aria-label="Handle it">
      ${clocks(incident, { zone, now: speech.now })}
      ${actForm(incident, form)}
    </aside>
    <div class="story">
      ${advice === '' ? '' : html`<section aria-labelledby="do"><h2 id="do">Do first</h2><p class="advice">${instruction(advice, 1000)}</p></section>`}
      ${evidence.trim() === '' ? '' : html`<section aria-labelledby="seen"><h2 id="seen">Seen</h2>${quoted(evidence)}</section>`}
      <section aria-labelledby="timeline"><h2 id="timeline">Timeline</h2>
        <p class="aside">On the clock of ${zone}.</p>${timeline(file, zone, speech)}</section>
      <section aria-labelledby="messages"><h2 id="messages">Messages</h2>${messageList(messages, zone, speech)}</section>
    </div>
    <section class="about" aria-labelledby="about"><h2 id="about">About</h2>${facts(file, zone, speech)}</section>
  </div>`;
}

function facts({ incident, step }: CaseFile, zone: string, speech: Speech): Html {
  const { priority, priorityReason, trouble, url, openings, suppressedUntil } = incident;
  const { now } = speech;
  const held = suppressedUntil !== null && now < suppressedUntil;
  const rows: readonly (readonly [string, Html | string | null])[] = [
    [`Why ${priority}`, said(priorityReason, 400)],
    ['Check', said(trouble.check, 80)],
    ['Address', url === '' ? null : address(url)],
    ['Failing since', since(incident, zone, now)],
    ['Opened', openings > 1 ? `${openings} times` : null],
    ['Pages', held ? `held back until ${wallTime(suppressedUntil, zone, now)}` : null],
    [
      'Next step',
      step ? html`${wallTime(step.dueAt, zone, now)}, ${ticking('left', step.dueAt, now)}` : null,
    ],
  ];
  const shown = rows.filter(([, value]) => value !== null);
  return html`<dl class="facts">${shown.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function since({ startedAt }: Incident, zone: string, now: number): Html {
  return html`${moment(startedAt, zone, now)}, ${ticking('ago', startedAt, now)}`;
}

function timeline({ timeline: entries }: CaseFile, zone: string, { nameOf, now }: Speech): Html {
  const items = entries.map(
    ({ at, kind, by, reason }) => html`<li class="${kind}">
      <p class="meta">${moment(at, zone, now)} <strong>${happened[kind]}</strong> <span class="aside">by ${said(nameOf(by), 60)}</span></p>
      <p class="reason">${lines(reason)}</p></li>`,
  );
  return html`<ol class="timeline" role="list">${items}</ol>`;
}

/** A note keeps its lines; each is made safe for itself. */
function lines(text: string): readonly Html[] {
  return text
    .slice(0, 2500)
    .split(/\r\n|[\r\n]/)
    .map((line, index) => html`${index === 0 ? '' : html`<br>`}${said(line, 2100)}`);
}
