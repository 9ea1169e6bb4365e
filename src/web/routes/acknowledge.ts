import type { Hono } from 'hono';
import { html } from 'hono/html';
import type { Incident } from '../../core/incident.ts';
import { type AcknowledgeRight, readRight } from '../access/acknowledge-link.ts';
import { isFromOurPages } from '../access/hosts.ts';
import { show, speechOf, type WebPorts } from '../context.ts';
import type { WebContext, WebEnv } from '../env.ts';
import { askPage, donePage } from '../pages/acknowledge.ts';
import { plainPage } from '../pages/plain.ts';
import { incidentPath, type Speech } from '../parts/incident-list.ts';
import { type Html, said } from '../parts/text.ts';
import { ticking, wallTime } from '../parts/time.ts';
import { plain } from './plain.ts';

/** Why a link does nothing. */
interface Useless {
  readonly status: 403 | 404 | 409 | 410;
  readonly title: string;
  readonly text: Html | string;
  readonly incident: string | null;
}

/**
 * Links of messages. A GET only shows what would be done, since mail scanners and previews follow
 * links; the link itself is the right to acknowledge, so no session is needed.
 */
export function acknowledgeRoutes(web: Hono<WebEnv>, ports: WebPorts): void {
  const { desk, access, clock } = ports;

  web.get('/ack/:link', async (context) => {
    const found = await look(context);
    if ('status' in found) return tell(context, found);
    const { incident, right } = found;
    const path = new URL(context.req.url).pathname;
    const content = askPage(incident, right.person, path, speechOf(ports));
    return show(context, ports, { title: `Acknowledge ${incident.id}?`, content });
  });

  web.post('/ack/:link', async (context) => {
    const { headers } = context.req.raw;
    if (!isFromOurPages(headers, new URL(context.req.url), access.publicUrl)) {
      return plain(context, ports, 'foreign-form');
    }
    const found = await look(context);
    if ('status' in found) return tell(context, found);
    const { incident, person, opening } = found.right;
    const handled = await desk.acknowledge(incident, person, opening);
    // Somebody was faster, between the look and the deed.
    if (!handled.ok) return tell(context, await useless(incident, handled.reason));
    ports.live.changed();
    const shown = ports.redact().deep(handled.incident);
    const content = donePage(shown, person, speechOf(ports));
    return show(context, ports, { title: `${incident} acknowledged`, content });
  });

  async function look(
    context: WebContext,
  ): Promise<Useless | { readonly incident: Incident; readonly right: AcknowledgeRight }> {
    const read = readRight(context.req.param('link') ?? '', access.secret, clock);
    if (read.kind === 'forged') return forged;
    const { right } = read;
    const known = ports.people();
    if (known.length > 0 && !known.some(({ id }) => id === right.person)) return stranger;
    const file = await desk.caseFile(right.incident);
    if (file === null) return forgotten(right.incident);
    const incident = ports.redact().deep(file.incident);
    const speech = speechOf(ports);
    const over = used(incident, right, speech);
    if (over) return over;
    return read.kind === 'expired' ? expired(incident, right, speech) : { incident, right };
  }

  async function useless(id: string, reason: string): Promise<Useless> {
    return { status: 409, title: `${id} was not acknowledged`, text: reason, incident: id };
  }

  function tell(context: WebContext, { status, title, text, incident }: Useless) {
    const way =
      incident === null
        ? null
        : html`<p><a href="${incidentPath(incident)}">Open the incident</a></p>`;
    return show(context, ports, { title, content: plainPage(title, text, way) }, status);
  }
}

const forged: Useless = {
  status: 403,
  title: 'This link is not valid',
  text: 'It was not made by this caretaker, or a part of it is missing. Open the message again, and copy the whole link.',
  incident: null,
};

const stranger: Useless = {
  status: 403,
  title: 'This link is no longer valid',
  text: 'The person whom it was sent to is not among the people of the practice any more.',
  incident: null,
};

function forgotten(id: string): Useless {
  const text = `Nothing is known of ${id} any more.`;
  return { status: 404, title: 'There is no such incident', text, incident: null };
}

/** A link is used up by the state of the incident itself: an opening is acknowledged once. */
function used(incident: Incident, right: AcknowledgeRight, speech: Speech): Useless | null {
  const { id, openings, state, acknowledgedBy, acknowledgedAt, resolvedBy, resolvedAt } = incident;
  const who = (person: string | null) => said(speech.nameOf(person ?? 'somebody'), 60);
  const when = (at: number | null) => (at === null ? 'earlier' : ticking('ago', at, speech.now));
  const base = { status: 409, incident: id } as const;
  if (state === 'resolved') {
    const text = html`It was resolved by ${who(resolvedBy)} ${when(resolvedAt)}. There is nothing left to acknowledge.`;
    return { ...base, title: `${id} is over`, text };
  }
  if (openings !== right.opening) {
    const text = `It was over, and was opened again since. Use the link of the newest message.`;
    return { ...base, title: 'This link is of an earlier message', text };
  }
  if (state === 'acknowledged') {
    const text = html`It was acknowledged by ${who(acknowledgedBy)} ${when(acknowledgedAt)}. Nobody else is paged.`;
    return { ...base, title: `${id} is acknowledged already`, text };
  }
  return null;
}

function expired(incident: Incident, right: AcknowledgeRight, speech: Speech): Useless {
  const zone = speech.zoneOf(incident.trouble.site);
  const until = wallTime(right.expires, zone, speech.now);
  const text = `It could be used until ${until} (${zone}). The incident is still open: acknowledge it on its page.`;
  return { status: 410, title: 'This link has expired', text, incident: incident.id };
}
