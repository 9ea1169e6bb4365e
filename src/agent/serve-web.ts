import { randomBytes } from 'node:crypto';
import type { Config } from '../config/load.ts';
import type { SiteConfig } from '../config/site-config.ts';
import type { AgentStatus } from '../core/agent-status.ts';
import type { Check } from '../core/check.ts';
import type { Clock } from '../core/clock.ts';
import { windowsAround } from '../core/maintenance-windows.ts';
import { type MessageLinks, noLinks } from '../core/notification.ts';
import { redactor } from '../core/redaction.ts';
import { boardOn } from '../desk/board.ts';
import { deskOn } from '../desk/desk.ts';
import type { BoardSite } from '../desk/site-state.ts';
import { intervalAt } from '../engine/schedule.ts';
import type { Store } from '../store/store.ts';
import { loadAssets } from '../web/assets.ts';
import { createLive } from '../web/live.ts';
import { messageLinks } from '../web/message-links.ts';
import { createWeb, startWeb } from '../web/server.ts';

/** How long a link in a message may be used to acknowledge. */
const linkValidMs = 24 * 3_600_000;

/** What the pages are served with. */
export interface WebService {
  readonly clock: Clock;
  readonly store: Store;
  readonly checks: readonly Check[];
  readonly after: (ms: number, act: () => void) => () => void;
  /** The config in force; asked again at every request. */
  readonly config: () => Config;
  /** Null while the agent starts. */
  readonly status: () => AgentStatus | null;
  /** As config has it at the start: a change of it needs a new one. */
  readonly web: Pick<Config['practice']['web'], 'publicUrl' | 'token'>;
  /** Whether messages without a `web.publicUrl` may lead to where the pages are: their readers are here. */
  readonly readersAreHere: boolean;
  readonly onFault: (what: string, error: unknown) => void;
}

/** Pages that are served. */
export interface ServedWeb {
  /** Under which people reach them. */
  readonly url: string;
  /** The same, with the token where it was made here and config has none: whoever opens it is signed in. */
  readonly signInUrl: string;
  readonly links: MessageLinks;
  close(): Promise<void>;
}

/** Serves pages, health and metrics at `host:port`; or why it does not, in one line. */
export async function serveWeb(
  listen: string,
  service: WebService,
): Promise<ServedWeb | { readonly refused: string; readonly links: MessageLinks }> {
  const { clock, store, config, after, readersAreHere } = service;
  const { publicUrl = null, token: ownToken = null } = service.web;
  const secret = await keptSecret(store, 'web-secret');
  const token = ownToken ?? (await keptSecret(store, 'web-token'));
  const sitesOf = onceAConfig(config, ({ sites: all }) =>
    all.map((site) => ({ site, board: boardSite(site, service.checks, clock.now()) })),
  );
  const sites = () =>
    sitesOf().map(({ site, board }) => ({ ...board, work: workAt(site, clock.now()) }));
  const board = boardOn(store, { clock, sites });
  const live = createLive({
    pulse: async () => `${await board.pulse()}-${service.status()?.configLoadedAt}`,
    after,
    monotonic: () => clock.monotonic(),
  });
  const web = createWeb({
    clock,
    board,
    live,
    sites,
    status: service.status,
    desk: deskOn(store, {
      clock,
      get escalation() {
        return config().escalation;
      },
    }),
    people: () => Object.entries(config().practice.people).map(([id, { name }]) => ({ id, name })),
    redact: onceAConfig(config, ({ secrets }) => redactor(secrets)),
    assets: loadAssets(),
    access: { secret, token, publicUrl: publicUrl === null ? null : new URL(publicUrl) },
    onFault: service.onFault,
  });
  try {
    const server = await startWeb(web, listen, service.onFault);
    const url = publicUrl ?? server.url;
    const signIn = new URL(url);
    if (ownToken === null) signIn.searchParams.set('token', token);
    const base = publicUrl ?? (readersAreHere ? server.url : null);
    return {
      url,
      signInUrl: signIn.href,
      links: messageLinks({ base, secret, clock, validMs: linkValidMs }),
      close: async () => {
        live.close();
        await server.close();
      },
    };
  } catch (error) {
    return { refused: (error as Error).message, links: noLinks };
  }
}

/** 32 random bytes that outlive the process; made at the first start. */
async function keptSecret(store: Store, name: string): Promise<string> {
  const known = await store.facts.get(name);
  if (typeof known === 'string') return known;
  const made = randomBytes(32).toString('base64url');
  await store.facts.put(name, made);
  return made;
}

/** Calls again only where the config in force is another one. */
function onceAConfig<Made>(config: () => Config, make: (config: Config) => Made): () => Made {
  let of = config();
  let made = make(of);
  return () => {
    const now = config();
    if (now !== of) [of, made] = [now, make(now)];
    return made;
  };
}

function boardSite(config: SiteConfig, checks: readonly Check[], now: number): BoardSite {
  const { id, url, platform, environment, timezone } = config.site;
  const shown = checks.flatMap(({ meta }): BoardSite['checks'] => {
    const found = config.checks.get(meta.id);
    if (!found) return [];
    const everyMs = intervalAt(found.schedule, timezone, now);
    return [{ id: meta.id, title: meta.title, everyMs }];
  });
  const bought = config.package;
  return { id, url, platform, environment, timezone, package: bought, checks: shown, work: null };
}

/** The planned work on a whole site that holds at a time. */
function workAt(config: SiteConfig, now: number): BoardSite['work'] {
  if (config.maintenanceWindows.length === 0) return null;
  const held = windowsAround(config, now).find(({ from, check }) => from <= now && check === null);
  return held ? { reason: held.reason, until: held.until } : null;
}
