import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { Session } from './access/session.ts';

/** Who asks. */
export interface Visitor {
  readonly session: Session | null;
  /** What forms of the session carry; null without one. */
  readonly formKey: string | null;
  /** Whether the request carries the token itself, as machines do. */
  readonly machine: boolean;
}

/** What hono carries along with a request. */
export interface WebEnv {
  Bindings: Partial<HttpBindings>;
  Variables: { visitor: Visitor };
}

/** A request under way. */
export type WebContext = Context<WebEnv>;
