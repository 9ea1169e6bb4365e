// The reference for a running agent: one timer a monitor, one request with the same client on a
// connection of its own, and nothing else.
import { Agent } from 'node:http';
import got from 'got';

/** What to request, and when: at `phaseMs` into every period of `everyMs` since the epoch. */
export interface BareMonitor {
  readonly url: string;
  readonly everyMs: number;
  readonly phaseMs: number;
}

const agent = { http: new Agent({ keepAlive: false }) };

function watch(monitor: BareMonitor): void {
  const { url, everyMs, phaseMs } = monitor;
  const now = Date.now();
  const due = (Math.floor((now - phaseMs) / everyMs) + 1) * everyMs + phaseMs;
  setTimeout(() => {
    watch(monitor);
    got(url, { agent, retry: { limit: 0 } }).catch(() => {});
  }, due - now);
}

process.on('message', (message: unknown) => {
  if (!Array.isArray(message)) return;
  for (const monitor of message as readonly BareMonitor[]) watch(monitor);
  process.send?.({ started: true });
});
