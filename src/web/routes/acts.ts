import type { Hono } from 'hono';
import type { Handled } from '../../desk/desk.ts';
import { isFromOurPages } from '../access/hosts.ts';
import { type Doors, keepSession } from '../access/visitor.ts';
import type { WebPorts } from '../context.ts';
import type { WebContext, WebEnv } from '../env.ts';
import { longestNote } from '../parts/act-form.ts';
import { incidentPath } from '../parts/incident-list.ts';
import { personFrom, textFields } from './fields.ts';
import { type Refused, showIncident } from './pages.ts';
import { plain } from './plain.ts';

type ActName = 'acknowledge' | 'note' | 'resolve';

/** What people do with an incident. Whatever is refused changes nothing, and what was typed is kept. */
export function actRoutes(web: Hono<WebEnv>, ports: WebPorts, doors: Doors): void {
  const { desk, access, live } = ports;
  for (const act of ['acknowledge', 'note', 'resolve'] as const) {
    web.post(`/incidents/:id/${act}`, (context) => take(context, act));
  }

  async function take(context: WebContext, act: ActName) {
    const { session, machine } = context.get('visitor');
    if (session === null && !machine) return plain(context, ports, 'not-signed-in');
    const fields = await textFields(context);
    if (session && !isOwnForm(context, fields.key ?? ''))
      return plain(context, ports, 'foreign-form');

    const id = (context.req.param('id') ?? '').toUpperCase();
    const text = (fields.text ?? '').trim();
    const person = personFrom(fields.person, ports.people());
    const refuse = (refusal: string, status: Refused['status'] = 422) =>
      showIncident(context, ports, id, { refusal, text, person, status });
    if (person === null) return refuse('Nothing was changed: say who you are.');
    if (text.length > longestNote) {
      return refuse(`Nothing was changed: a note has ${longestNote} characters at most.`);
    }
    const handled = await handle(act, id, person, text);
    if (!handled.ok) {
      const { code, reason } = handled;
      if (code === 'unknown') return plain(context, ports, 'no-incident');
      return refuse(reason, code === 'nobody' || code === 'no-reason' ? 422 : 409);
    }
    live.changed();
    if (session && session.person !== person) keepSession(context, doors, { ...session, person });
    return context.redirect(incidentPath(id), 303);
  }

  async function handle(act: ActName, id: string, by: string, text: string): Promise<Handled> {
    if (act === 'resolve') return desk.resolve(id, by, text);
    if (act === 'note') return desk.note(id, by, text);
    const handled = await desk.acknowledge(id, by);
    return handled.ok && text !== '' ? desk.note(id, by, text) : handled;
  }

  /** The cookie is not enough: it also travels with what other pages make a browser send. */
  function isOwnForm(context: WebContext, key: string): boolean {
    const { session } = context.get('visitor');
    const { headers } = context.req.raw;
    const ours = isFromOurPages(headers, new URL(context.req.url), access.publicUrl);
    return ours && session !== null && doors.sessions.ownsForm(session, key);
  }
}
