import type { Hono } from 'hono';
import { show, speechOf, type WebPorts } from '../context.ts';
import type { WebContext, WebEnv } from '../env.ts';
import { incidentPage } from '../pages/incident.ts';
import { incidentsPage } from '../pages/incidents.ts';
import { chosenLines, headline, overviewPage } from '../pages/overview.ts';
import { sitePage } from '../pages/site.ts';
import { incidentPath } from '../parts/incident-list.ts';
import { plainly } from '../parts/text.ts';
import { plain } from './plain.ts';

/** What is to be seen. */
export function pageRoutes(web: Hono<WebEnv>, ports: WebPorts): void {
  const { board, live } = ports;

  web.get('/', async (context) => {
    const revision = await live.revision();
    const overview = ports.redact().deep(await board.overview());
    const search = (context.req.query('search') ?? '').trim().slice(0, 100);
    const choice = { search, page: Math.floor(Number(context.req.query('page')) || 1) };
    const chosen = chosenLines(overview.lines, choice);
    const days = await board.days(chosen.lines.map(({ site }) => site.id));
    const content = overviewPage(overview, chosen, days, choice, speechOf(ports));
    const title = headline(overview);
    return show(context, ports, { title, content, revision, reloads: true, section: 'overview' });
  });

  web.get('/sites/:id', async (context) => {
    const revision = await live.revision();
    const view = await board.site(context.req.param('id'));
    if (view === null) return plain(context, ports, 'no-site');
    const shown = {
      ...ports.redact().deep(view),
      results: redactedMap(view.results),
      attachments: redactedMap(view.attachments),
    };
    const title = plainly(view.site.id, 80);
    const content = sitePage(shown, speechOf(ports));
    return show(context, ports, { title, content, revision, reloads: true });
  });

  web.get('/incidents', async (context) => {
    const revision = await live.revision();
    const lists = ports.redact().deep(await board.incidents());
    const content = incidentsPage(lists, speechOf(ports));
    const title = 'Incidents';
    return show(context, ports, { title, content, revision, reloads: true, section: 'incidents' });
  });

  web.get('/incidents/:id', (context) => showIncident(context, ports, context.req.param('id')));
  // What the address bar holds after a refusal.
  web.get('/incidents/:id/:act', (context) =>
    context.redirect(incidentPath(context.req.param('id')), 303),
  );

  web.get('/events', (context) => {
    const headers = {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      // Proxies would otherwise collect what is to arrive at once (nginx.org, ngx_http_proxy_module).
      'x-accel-buffering': 'no',
    };
    // Nobody would read the stream, and it would keep the place of somebody who does.
    if (context.req.method === 'HEAD') return context.body(null, 200, headers);
    const stream = live.listen();
    if (stream === null) return plain(context, ports, 'too-many-readers');
    return context.body(stream, 200, headers);
  });

  function redactedMap<Value>(map: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> {
    const redact = ports.redact();
    return new Map([...map].map(([key, value]) => [key, redact.deep(value)]));
  }
}

/** What somebody wanted and did not get. */
export interface Refused {
  readonly refusal: string;
  readonly text: string;
  readonly person: string | null;
  readonly status: 409 | 422;
}

/** Answers with the page of an incident. */
export async function showIncident(
  context: WebContext,
  ports: WebPorts,
  name: string,
  refused: Refused | null = null,
) {
  const id = name.toUpperCase();
  const revision = await ports.live.revision();
  const found = await ports.desk.caseFile(id);
  if (found === null) return plain(context, ports, 'no-incident');
  const file = ports.redact().deep(found);
  const { session, formKey } = context.get('visitor');
  const form = {
    formKey,
    people: ports.people(),
    person: refused?.person ?? session?.person ?? null,
    text: refused?.text ?? '',
    refusal: refused?.refusal ?? null,
  };
  const title = `${id} ${plainly(file.incident.title, 100)}`;
  const content = incidentPage(file, form, speechOf(ports));
  const shown = {
    title,
    content,
    revision,
    livePath: incidentPath(id),
    section: 'incidents',
  } as const;
  return show(context, ports, shown, refused?.status ?? 200);
}
