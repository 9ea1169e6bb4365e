import { getCookie, setCookie } from 'hono/cookie';
import type { Visitor, WebContext } from '../env.ts';
import type { Attempts } from './attempts.ts';
import { isLoopbackPeer } from './hosts.ts';
import { isSame, keyFor, mac } from './sealed.ts';
import { type Session, type Sessions, sessionMs } from './session.ts';

/** An IPv6 address with the longest zone that there is use for, UTF-16 units. */
const longestAddress = 64;

/** How visitors are told apart. */
export interface Doors {
  readonly sessions: Sessions;
  readonly attempts: Attempts;
  readonly token: string;
  readonly cookie: { readonly name: string; readonly secure: boolean };
  /** Under which people reach the pages; null where only this machine does. */
  readonly publicUrl: URL | null;
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
  { attempts, token, publicUrl }: Doors,
  presented: string,
): 'right' | 'wrong' | { readonly waitSeconds: number } {
  const sender = senderOf(context, publicUrl);
  const waitSeconds = attempts.waitFor(sender);
  if (waitSeconds > 0) return { waitSeconds };
  if (isSame(presented, token)) return 'right';
  attempts.failed(sender);
  return 'wrong';
}

/**
 * Whose attempts are counted together. A proxy on this machine stands for everybody, so that a
 * stranger could lock all others out: it is believed on who asks, by the entry that it wrote itself,
 * the last one.
 */
function senderOf(context: WebContext, publicUrl: URL | null): string {
  const peer = peerOf(context) ?? '';
  const isProxy = publicUrl !== null && isLoopbackPeer(peer);
  const told = isProxy ? context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : '';
  return told ? told.slice(0, longestAddress) : peer;
}

/** Whether somebody may see what the pages show: on this machine everybody, beyond it who has shown the token. */
export function mayRead({ session, machine }: Visitor, publicUrl: URL | null): boolean {
  return publicUrl === null || session !== null || machine;
}

/** Signs somebody in, or writes down who they say they are. */
export function keepSession(context: WebContext, { sessions, cookie }: Doors, session: Session) {
  setOwnCookie(context, cookie, sessions.cookieOf(session), sessionMs / 1000);
}

/** Signs somebody out. */
export function endSession(context: WebContext, { cookie }: Doors): void {
  setOwnCookie(context, cookie, '', 0);
}

function setOwnCookie(
  context: WebContext,
  { name, secure }: Doors['cookie'],
  value: string,
  maxAge: number,
): void {
  setCookie(context, name, value, {
    httpOnly: true,
    sameSite: 'Strict',
    secure,
    path: '/',
    maxAge,
  });
}

/** The address at the other end of the connection; null where a request came by none, as in a test. */
export function peerOf({ env }: { readonly env: WebContext['env'] | undefined }): string | null {
  return env?.incoming?.socket.remoteAddress ?? null;
}
