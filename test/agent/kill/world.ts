import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startSmtpSink } from '../../support/smtp-sink.ts';
import { startWebhookSink } from '../../support/webhook-sink.ts';
import type { Order } from './order.ts';

/** One message as a sink got it. */
export interface Arrived {
  readonly person: string;
  readonly channel: 'mail' | 'hook';
  readonly kind: 'page' | 'resolved';
  /** Idempotency-Key, or what the Message-ID is made of. */
  readonly key: string;
}

/** A site that can be down, a mail server, a webhook, and a store that outlives its agents. */
export interface World extends AsyncDisposable {
  readonly file: string;
  /** Whether the site answers 503. */
  down: boolean;
  /** In the order in which they came to each sink. */
  arrived(): readonly Arrived[];
  /** Starts an agent. Time passes only while agents live, so that starting takes none. */
  start(order: Partial<Pick<Order, 'point' | 'acknowledges' | 'secondStepMs'>>): ChildProcess;
}

const entry = fileURLToPath(new URL('./entry.ts', import.meta.url));
/** So many times faster than real time an agent lives. */
export const speed = 100;
/** How long a test waits for what has to come: the machine may be busy. */
export const patienceMs = 60_000;
/** Loaded modules, so that an agent starts in a third of a second. */
const cache = join(tmpdir(), 'caretaker-kill-tests');

/** A world in which the site is down. */
export async function startWorld(): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'caretaker-kill-'));
  const smtp = await startSmtpSink();
  const hook = await startWebhookSink();
  const site = createServer((_request, response) => {
    response.writeHead(world.down ? 503 : 200, { 'content-type': 'text/html' });
    response.end('<h1>Shop</h1>');
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  const { port } = site.address() as AddressInfo;
  const time = storyTime();
  const file = join(folder, 'caretaker.db');
  const children: ChildProcess[] = [];
  const world: World = {
    file,
    down: true,
    arrived: () => [...smtp.mails.map(mailArrived), ...hook.received.map(hookArrived)],
    start: ({ point = null, acknowledges = false, secondStepMs = 75_000 }) => {
      const url = `http://127.0.0.1:${port}/`;
      const told = { file, now: time.now(), speed, secondStepMs, point, acknowledges, site: url };
      const order: Order = { ...told, smtpPort: smtp.port, hook: hook.url };
      const child = spawn(process.execPath, [entry, JSON.stringify(order)], {
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...process.env, NODE_COMPILE_CACHE: cache },
      });
      if (!acknowledges) time.passWhileLives(child);
      children.push(child);
      return child;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(children.map((child) => ended(child, 'SIGKILL')));
      site.closeAllConnections();
      await new Promise((resolve) => site.close(resolve));
      await smtp[Symbol.asyncDispose]();
      await hook[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return world;
}

/** Resolves when an agent has loaded its code, and heeds signals. */
export async function started({ stdout }: ChildProcess): Promise<void> {
  if (stdout) await once(stdout, 'data');
}

/** The clock of a story: goes fast while its agent lives, and stands while there is none. */
function storyTime() {
  let now = Date.now();
  let since: number | null = null;
  const passed = () => (since === null ? 0 : Math.round((performance.now() - since) * speed));
  return {
    now: () => now + passed(),
    passWhileLives(child: ChildProcess): void {
      child.stdout?.once('data', () => {
        since = performance.now();
      });
      child.once('exit', () => {
        now += passed();
        since = null;
      });
    },
  };
}

/** Sends a signal to a process that may have ended, and waits until it has; what ended it. */
export async function ended(
  child: ChildProcess,
  signal: NodeJS.Signals | null = null,
): Promise<NodeJS.Signals | number | null> {
  const running = child.exitCode === null && child.signalCode === null;
  if (running) {
    const exit = once(child, 'exit');
    if (signal) child.kill(signal);
    await exit;
  }
  return child.signalCode ?? child.exitCode;
}

/** Waits until something holds, looking often. Throws with `what` when patience is at its end. */
export async function until(what: () => string, holds: () => boolean): Promise<void> {
  for (const start = performance.now(); !holds(); ) {
    if (performance.now() - start > patienceMs) throw new Error(`waited in vain: ${what()}`);
    await sleep(10);
  }
}

type Mail = Awaited<ReturnType<typeof startSmtpSink>>['mails'][number];
type Request = Awaited<ReturnType<typeof startWebhookSink>>['received'][number];

function mailArrived({ to, parsed }: Mail): Arrived {
  const [person = ''] = (to[0] ?? '').split('@');
  const kind = parsed.subject?.startsWith('Resolved: ') ? 'resolved' : 'page';
  const [key = ''] = (parsed.messageId ?? '').slice(1).split('@');
  return { person, channel: 'mail', kind, key };
}

function hookArrived({ headers, body }: Request): Arrived {
  const { person, kind } = JSON.parse(body) as Pick<Arrived, 'person' | 'kind'>;
  return { person, channel: 'hook', kind, key: String(headers['idempotency-key']) };
}
