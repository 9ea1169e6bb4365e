import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { Clock } from '../core/clock.ts';
import type { Notification } from '../core/notification.ts';
import { closeServer, listenOnLoopback, loopback } from './listen.ts';

/** More than the webhook channel ever sends. */
const maxBytes = 256 * 1024;
/** A signature that is older may be a copy of somebody's, s. */
const maxAgeSeconds = 300;

/** What the phone shows of a message. */
export type Ring = Pick<Notification, 'kind' | 'person' | 'subject' | 'body' | 'urgent'>;

/** The street's phone: where the demo's webhook channel posts to. */
export interface Phone {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves a phone that calls back for each message with a right signature, and refuses all others. */
export async function startPhone(
  secret: string,
  clock: Pick<Clock, 'now'>,
  onRing: (ring: Ring) => void,
): Promise<Phone> {
  const seen = new Set<string>();
  const server = createServer(async (request, response) => {
    const answer = (status: number) => response.writeHead(status).end();
    const body = await readBody(request).catch(() => null);
    if (body === null) return answer(413);
    const signature = String(request.headers['x-caretaker-signature'] ?? '');
    if (!isSigned(body, signature, secret, clock.now() / 1000)) return answer(401);
    const { key, kind, person, subject, body: text, urgent } = JSON.parse(body);
    // A repeat of a message that came through already carries the same key.
    if (!seen.has(key)) onRing({ kind, person, subject, body: text, urgent });
    seen.add(key);
    return answer(204);
  });
  const port = await listenOnLoopback(server);
  return { url: `http://${loopback}:${port}/ring`, close: () => closeServer(server) };
}

/** Whether `t=<epoch seconds>,v1=<hex>` is the signature of a body, and fresh: docs/channels.md. */
function isSigned(body: string, signature: string, secret: string, nowSeconds: number): boolean {
  const [, seconds, mac] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(signature) ?? [];
  if (seconds === undefined || mac === undefined) return false;
  const expected = createHmac('sha256', secret).update(`${seconds}.${body}`).digest();
  const isFresh = Math.abs(nowSeconds - Number(seconds)) <= maxAgeSeconds;
  return isFresh && timingSafeEqual(expected, Buffer.from(mac, 'hex'));
}

async function readBody(chunks: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of chunks) {
    bytes += part.length;
    if (bytes > maxBytes) throw new Error('too long');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
