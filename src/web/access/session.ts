import { randomBytes } from 'node:crypto';
import type { Clock } from '../../core/clock.ts';
import { isSame, keyFor, mac, sealed, unsealed } from './sealed.ts';

/** How long somebody stays signed in: a rota of two weeks. */
export const sessionMs = 14 * 86_400_000;

/** Somebody who has shown the token. */
export interface Session {
  /** Random; forms are bound to it. */
  readonly id: string;
  /** Who they say they are: an id of config, or a name; null as long as they have not said. */
  readonly person: string | null;
  /** Epoch milliseconds. */
  readonly until: number;
}

/** Sessions without a table of them: each is sealed into its cookie. */
export interface Sessions {
  begin(person: string | null): Session;
  /** The value of its cookie. */
  cookieOf(session: Session): string;
  /** Null where it was forged, is over, or began with another token. */
  read(cookie: string): Session | null;
  /** What every form of the session carries, against forms of other sites. */
  formKey(session: Session): string;
  ownsForm(session: Session, key: string): boolean;
}

/** Sessions of one secret and token: with another token all of them are over. */
export function sessionsWith(secret: string, token: string, clock: Pick<Clock, 'now'>): Sessions {
  const key = keyFor(secret, 'session', token);
  const forms = keyFor(secret, 'form', token);
  const formKey = ({ id }: Session) => mac(id, forms);
  return {
    begin: (person) => {
      const id = randomBytes(16).toString('base64url');
      return { id, person, until: clock.now() + sessionMs };
    },
    cookieOf: (session) => sealed(session, key),
    read: (cookie) => {
      const session = unsealed(cookie, key) as Session | null;
      return session !== null && clock.now() < session.until ? session : null;
    },
    formKey,
    ownsForm: (session, presented) => isSame(formKey(session), presented),
  };
}
