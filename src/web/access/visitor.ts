import { getCookie, setCookie } from 'hono/cookie';
import type { Visitor, WebContext } from '../env.ts';
import type { Attempts } from './attempts.ts';
import { isSame, keyFor, mac } from './sealed.ts';
import { type Session, type Sessions, sessionMs } from './session.ts';

/** How visitors are told apart. */
export interface Doors {
  readonly sessions: Sessions;
  readonly attempts: Attempts;
  readonly token: string;
  readonly cookie: { readonly name: string; readonly secure: boolean };
}

/** The cookie of this store; others on the same host, be it at another port, have other names. */
export function cookieFor(secret: string, publicUrl: URL | null): Doors['cookie'] {
  const secure = publicUrl?.protocol === 'https:';
  const own = mac('cookie', keyFor(secret, 'name')).slice(0, 8);
  return { name: `${secure ? '__Host-' : ''}caretaker-${own}`, secure };
}

/** Who sent a request: a holder of the token, somebody with a session, or nobody in particular. */
export function visitorOf(context: WebContext, doors: Doors): Visitor {
  const bearer = /^Bearer (.+)$/i.exec(context.req.header('authorization') ?? '')?.[1];
  if (bearer !== undefined) {
    return { session: null, formKey: null, machine: tryToken(context, doors, bearer) === 'right' };
  }
  const cookie = getCookie(context, doors.cookie.name);
  const session = cookie === undefined ? null : doors.sessions.read(cookie);
  return { session, formKey: session && doors.sessions.formKey(session), machine: false };
}

/** Whether a token is the right one; or in how many seconds its sender may try again. */
export function tryToken(
  context: WebContext,
  { attempts, token }: Doors,
  presented: string,
): 'right' | 'wrong' | { readonly waitSeconds: number } {
  const peer = peerOf(context) ?? '';
  const waitSeconds = attempts.waitFor(peer);
  if (waitSeconds > 0) return { waitSeconds };
  if (isSame(presented, token)) return 'right';
  attempts.failed(peer);
  return 'wrong';
}

/** Signs somebody in, or writes down who they say they are. */
export function keepSession(context: WebContext, { sessions, cookie }: Doors, session: Session) {
  setCookie(context, cookie.name, sessions.cookieOf(session), {
    httpOnly: true,
    sameSite: 'Strict',
    secure: cookie.secure,
    path: '/',
    maxAge: sessionMs / 1000,
  });
}

/** Signs somebody out. */
export function endSession(context: WebContext, { cookie }: Doors): void {
  setCookie(context, cookie.name, '', {
    httpOnly: true,
    sameSite: 'Strict',
    secure: cookie.secure,
    path: '/',
    maxAge: 0,
  });
}

/** The address at the other end of the connection; null where a request came by none, as in a test. */
export function peerOf({ env }: { readonly env: WebContext['env'] | undefined }): string | null {
  return env?.incoming?.socket.remoteAddress ?? null;
}
