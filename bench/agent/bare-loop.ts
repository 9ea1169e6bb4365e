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
let watched: readonly BareMonitor[] = [];

function watch(monitor: BareMonitor, among: readonly BareMonitor[]): void {
  const { url, everyMs, phaseMs } = monitor;
  const now = Date.now();
  const due = (Math.floor((now - phaseMs) / everyMs) + 1) * everyMs + phaseMs;
  setTimeout(() => {
    if (among !== watched) return;
    watch(monitor, among);
    got(url, { agent, retry: { limit: 0 } }).catch(() => {});
  }, due - now);
}

// Each list takes the place of the last one.
process.on('message', (message: unknown) => {
  if (!Array.isArray(message)) return;
  watched = message;
  for (const monitor of watched) watch(monitor, watched);
  process.send?.({ started: true });
});
