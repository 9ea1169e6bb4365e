import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { AgentStatus } from '../../src/core/agent-status.ts';
import { redactor } from '../../src/core/redaction.ts';
import { boardOn } from '../../src/desk/board.ts';
import { deskOn } from '../../src/desk/desk.ts';
import type { BoardSite } from '../../src/desk/site-state.ts';
import { type OpenStore, openStore } from '../../src/store/open.ts';
import { loadAssets } from '../../src/web/assets.ts';
import type { WebPorts } from '../../src/web/context.ts';
import { createLive } from '../../src/web/live.ts';
import { messageLinks } from '../../src/web/message-links.ts';
import { createWeb, startWeb } from '../../src/web/server.ts';
import { people, seedPractice, sitesAt } from './seeded-practice.ts';

/** What whoever acts signs in with. */
export const token = 'a-token-of-thirty-two-characters';

const secret = 'the secret of this store';

/** How the pages of a test differ from those of an agent on its own machine. */
export interface WebOptions {
  /** Stands still unless it is the real one. */
  readonly now?: () => number;
  readonly sites?: (now: number) => readonly BoardSite[];
  readonly people?: WebPorts['people'];
  readonly publicUrl?: string;
  readonly secrets?: readonly string[];
  readonly status?: () => AgentStatus | null;
  /** What the store holds beside, or in place of, the seeded practice. */
  readonly seed?: (store: OpenStore, now: number) => Promise<void>;
}

/** The pages of a practice on a store in a folder of its own. */
export async function practiceWeb(options: WebOptions = {}) {
  const { now = () => Date.UTC(2026, 10, 23, 12, 34, 56), seed = seedPractice } = options;
  const folder = mkdtempSync(join(tmpdir(), 'web-'));
  const file = join(folder, 'caretaker.db');
  const clock = { now, monotonic: () => performance.now() };
  const store = openStore(file, { clock });
  await seed(store, now());
  const after = (ms: number, act: () => void) => {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  };
  const shown = { sites: (options.sites ?? sitesAt)(now()) };
  const faults: string[] = [];
  const board = boardOn(store, { clock, sites: () => shown.sites });
  const live = createLive({ pulse: () => board.pulse(), after, monotonic: clock.monotonic });
  const publicUrl = options.publicUrl === undefined ? null : new URL(options.publicUrl);
  const ports: WebPorts = {
    clock,
    board,
    live,
    status: options.status ?? (() => null),
    desk: deskOn(store, { clock, escalation: [] }),
    sites: () => shown.sites,
    people: options.people ?? (() => people),
    redact: () => redactor(options.secrets ?? []),
    assets: loadAssets(),
    access: { secret, token, publicUrl },
    onFault: (what, error) => faults.push(`${what}: ${(error as Error).message}`),
  };
  const web = createWeb(ports);
  const end = async () => {
    live.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return {
    web,
    store,
    live,
    ports,
    faults,
    end,
    /** From now on config has these sites. */
    setSites: (sites: readonly BoardSite[]) => {
      shown.sites = sites;
    },
    /** The path of a link that acknowledges. */
    ackPath: (incident: string, { opening = 1, person = 'jo', validMs = 3_600_000 } = {}) => {
      const links = messageLinks({ base: 'http://localhost', secret, clock, validMs });
      const url = links.acknowledge({ id: incident, openings: opening }, person);
      return new URL(url ?? '').pathname;
    },
    /** Another process at the same store. */
    beside: <T>(act: (other: OpenStore) => Promise<T>): Promise<T> => {
      const other = openStore(file, { clock });
      return act(other).finally(() => other.close());
    },
    serve: () => startWeb(web, '127.0.0.1:0', ports.onFault),
  };
}

/** The same, gone with the test. */
export async function webOfTest(options: WebOptions = {}) {
  const practice = await practiceWeb(options);
  onTestFinished(practice.end);
  return practice;
}
