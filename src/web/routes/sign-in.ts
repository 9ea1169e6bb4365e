import type { Hono } from 'hono';
import { isFromOurPages } from '../access/hosts.ts';
import { ownPath, pathWithin } from '../access/own-path.ts';
import { type Doors, endSession, keepSession, tryToken } from '../access/visitor.ts';
import { show, type WebPorts } from '../context.ts';
import type { WebContext, WebEnv } from '../env.ts';
import { signInPage } from '../pages/sign-in.ts';
import { personFrom, type TextFields, textFields } from './fields.ts';
import { plain } from './plain.ts';

/** Signing in by the token, in the URL that the agent prints or in a form, and signing out. */
export function signInRoutes(web: Hono<WebEnv>, ports: WebPorts, doors: Doors): void {
  const { access } = ports;

  web.get('*', async (context, next) => {
    const presented = context.req.query('token');
    if (presented === undefined) return next();
    const url = new URL(context.req.url);
    url.searchParams.delete('token');
    const path = pathWithin(url);
    const tried = tryToken(context, doors, presented);
    if (tried !== 'right') return refuse(context, tried, { next: path });
    const person = context.get('visitor').session?.person ?? null;
    keepSession(context, doors, doors.sessions.begin(person));
    return context.redirect(path, 303);
  });

  web.get('/sign-in', (context) => ask(context, { next: context.req.query('next') ?? '/' }));

  web.post('/sign-in', async (context) => {
    if (!isFromOurPages(context.req.raw.headers, new URL(context.req.url), access.publicUrl)) {
      return plain(context, ports, 'foreign-form');
    }
    const fields = await textFields(context);
    const tried = tryToken(context, doors, fields.token ?? '');
    if (tried !== 'right') return refuse(context, tried, fields);
    const person = personFrom(fields.person, ports.people());
    if (person === null) return ask(context, fields, 'Say who you are.', 422);
    keepSession(context, doors, doors.sessions.begin(person));
    return context.redirect(ownPath(fields.next), 303);
  });

  web.post('/sign-out', async (context) => {
    const { session } = context.get('visitor');
    // Another site's form comes without the cookie, and must not take it away.
    if (session === null) return context.redirect('/', 303);
    const { key = '' } = await textFields(context);
    if (!doors.sessions.ownsForm(session, key)) return plain(context, ports, 'foreign-form');
    endSession(context, doors);
    return context.redirect('/', 303);
  });

  function refuse(
    context: WebContext,
    tried: 'wrong' | { readonly waitSeconds: number },
    fields: TextFields,
  ) {
    if (tried === 'wrong') return ask(context, fields, 'This is not the token.', 401);
    context.header('retry-after', String(tried.waitSeconds));
    const why = `Too many wrong tokens came from your address: try again in ${tried.waitSeconds} s.`;
    return ask(context, fields, why, 429);
  }

  function ask(
    context: WebContext,
    { next, person = '' }: TextFields,
    refusal: string | null = null,
    status: 200 | 401 | 422 | 429 = 200,
  ) {
    const people = ports.people();
    const content = signInPage({ next: ownPath(next), people, person, refusal });
    return show(context, ports, { title: 'Sign in', content }, status);
  }
}
