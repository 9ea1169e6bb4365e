import { createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { durationMs } from '../../core/duration.ts';
import { forMailHeader } from '../../core/encode/mail.ts';
import { type Delivery, defineChannel, type Notification } from '../../core/notification.ts';
import { durationOption } from '../../core/option-schemas.ts';
import { redactor } from '../../core/redaction.ts';
import { connectionReason, deadlineWithin } from '../connection-errors.ts';
import { parseRetryAfter } from '../retry.ts';

interface WebhookSettings {
  readonly url: string;
  readonly secret: string;
  readonly timeout: string;
}

/** Answers that may be different a moment later; so may every 5xx (RFC 9110, 15; RFC 6585, 4). */
const temporaryStatuses: readonly number[] = [408, 425, 429];

/** Posts a signed JSON document to an address of the practice's own. */
export default defineChannel<WebhookSettings>({
  kind: 'webhook',
  title: 'Signed webhook',
  secrets: ['secret'],
  personKey: null,
  maxBodyLength: 64 * 1024,

  settings: (zod) =>
    zod.z.object({
      url: zod.z
        .string()
        .refine(isWebAddress, 'is no http or https address; user and password do not belong in it')
        .describe('Where to post to. It may hold a secret: use ${NAME}.'),
      secret: zod.z
        .string()
        .min(16, 'is too short: 16 characters at least')
        .describe('Key of the signature, 16 characters at least; use ${NAME}.'),
      timeout: durationOption(zod, '10s', 'Deadline of one attempt.'),
    }),

  async send(notification, settings, { signal, clock }): Promise<Delivery> {
    const deadline = deadlineWithin(durationMs(settings.timeout), signal);
    const body = JSON.stringify(documentOf(notification));
    const seconds = Math.floor(clock.now() / 1000);
    try {
      const response = await post(settings.url, body, {
        signal: deadline.any,
        headers: {
          'content-type': 'application/json',
          'user-agent': 'caretaker',
          'idempotency-key': notification.key,
          'x-caretaker-signature': signatureOf(body, settings.secret, seconds),
        },
      });
      return deliveryOf(response, settings, clock.now());
    } catch (error) {
      const reason = connectionReason(error, deadline);
      return { outcome: 'temporary', reason, retryAfterMs: null };
    }
  },
});

/**
 * The value of `X-Caretaker-Signature`: `t=<epoch seconds>,v1=<hex HMAC-SHA256 of "t.body">`. A
 * receiver computes the same over the body as it came, and refuses old times.
 */
export function signatureOf(body: string, secret: string, epochSeconds: number): string {
  const mac = createHmac('sha256', secret).update(`${epochSeconds}.${body}`).digest('hex');
  return `t=${epochSeconds},v1=${mac}`;
}

/** The document that is posted. Extended freely; changed only with a new version. */
function documentOf(notification: Notification) {
  const { key, incident, kind, person, address, channel, subject, body, urgent } = notification;
  const createdAt = new Date(notification.createdAt).toISOString();
  const about = { key, kind, incident, person, address, channel, urgent, createdAt };
  return { schemaVersion: 1, ...about, subject, body };
}

interface PostOptions {
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/** The head of the answer; nobody reads its body. */
async function post(url: string, body: string, options: PostOptions): Promise<IncomingMessage> {
  const { default: got } = await import('got');
  const stream = got.stream.post(url, {
    ...options,
    body,
    followRedirect: false,
    throwHttpErrors: false,
    retry: { limit: 0 },
  });
  try {
    return await new Promise<IncomingMessage>((resolve, reject) => {
      stream.once('response', resolve);
      stream.once('error', reject);
    });
  } finally {
    stream.on('error', () => {});
    stream.destroy();
  }
}

function deliveryOf(
  { statusCode = 0, headers }: IncomingMessage,
  { url, secret }: WebhookSettings,
  now: number,
): Delivery {
  if (statusCode >= 200 && statusCode < 300) {
    const id = [headers['x-request-id']].flat()[0];
    const shown = id === undefined ? '' : ` ${redactor([secret, url]).text(id)}`;
    return { outcome: 'sent', providerId: forMailHeader(`${statusCode}${shown}`, 200) };
  }
  if (statusCode >= 500 || temporaryStatuses.includes(statusCode)) {
    const retryAfterMs = parseRetryAfter(headers['retry-after'], now);
    return { outcome: 'temporary', reason: `answered ${statusCode}`, retryAfterMs };
  }
  const redirect = statusCode >= 300 && statusCode < 400;
  const remedy = redirect ? ', and redirects are not followed: correct the address' : '';
  return { outcome: 'permanent', reason: `answered ${statusCode}${remedy}` };
}

function isWebAddress(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.username + url.password === '';
}
