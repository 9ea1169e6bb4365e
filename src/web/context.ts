import type { AgentStatus } from '../core/agent-status.ts';
import type { Clock } from '../core/clock.ts';
import type { Redactor } from '../core/redaction.ts';
import type { Board } from '../desk/board.ts';
import type { Desk } from '../desk/desk.ts';
import type { BoardSite } from '../desk/site-state.ts';
import { pathWithin } from './access/own-path.ts';
import type { Assets } from './assets.ts';
import type { WebContext } from './env.ts';
import type { Live } from './live.ts';
import type { Person } from './parts/act-form.ts';
import type { Speech } from './parts/incident-list.ts';
import { type Frame, page } from './parts/page.ts';
import { type Html, plainly } from './parts/text.ts';

/** What the pages are drawn from, and what they may do. */
export interface WebPorts {
  readonly clock: Clock;
  /** Null while the agent starts. */
  readonly status: () => AgentStatus | null;
  readonly board: Board;
  readonly desk: Desk;
  /** These three are those of the config in force at that moment. */
  readonly sites: () => readonly BoardSite[];
  readonly people: () => readonly Person[];
  readonly redact: () => Redactor;
  readonly live: Live;
  readonly assets: Assets;
  readonly access: AccessPorts;
  /** Something of the pages themselves broke. */
  readonly onFault: (what: string, error: unknown) => void;
}

/** What decides who may see and do what. */
export interface AccessPorts {
  /** Of this store: everything that is sealed is sealed with it. */
  readonly secret: string;
  /** Whoever knows it may read and act. */
  readonly token: string;
  /** Under which people reach the pages; null where only this machine does. */
  readonly publicUrl: URL | null;
}

type Shown = Partial<Omit<Frame, 'live'>> & {
  readonly title: string;
  readonly content: Html;
  /** The state of things that was asked for before anything was read; null where the page does not follow it. */
  readonly revision?: string;
  readonly livePath?: string;
};

/** Answers with a page. */
export function show(
  context: WebContext,
  ports: WebPorts,
  shown: Shown,
  status: 200 | 400 | 401 | 403 | 404 | 409 | 410 | 413 | 421 | 422 | 429 | 500 | 503 = 200,
): Response | Promise<Response> {
  const { revision, livePath, ...frame } = shown;
  const { session, machine } = context.get('visitor') ?? { session: null, machine: false };
  const path = livePath ?? pathOf(context);
  const html = page({
    reloads: false,
    goesTo: null,
    section: null,
    ...frame,
    live: revision === undefined ? null : { path, revision, now: ports.clock.now() },
    reader: {
      signedIn: session !== null || machine,
      name: session?.person ? nameIn(ports, session.person) : null,
      formKey: context.get('visitor')?.formKey ?? null,
    },
    assets: ports.assets.base,
  });
  return context.html(html, status);
}

/** The path and query that were asked for. */
export function pathOf({ req }: WebContext): string {
  return pathWithin(new URL(req.url));
}

/** What sentences need to know of the config in force. */
export function speechOf(ports: WebPorts): Speech {
  const zones = new Map(ports.sites().map(({ id, timezone }) => [id, timezone]));
  return {
    zoneOf: (site) => zones.get(site) ?? 'UTC',
    knows: (site) => zones.has(site),
    nameOf: (person) => nameIn(ports, person),
    now: ports.clock.now(),
  };
}

function nameIn(ports: WebPorts, person: string): string {
  return plainly(ports.people().find(({ id }) => id === person)?.name ?? person, 60);
}
