import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { NormalizedOptions } from 'got';
import { userAgent } from '../../core/artifacts/http-exchange.ts';
import type { Clock } from '../../core/clock.ts';
import { FeedUnreadable } from '../../core/feed.ts';
import { oneLine } from '../../core/text.ts';
import { addressPolicy, portOf, targetAllowed } from '../address-policy.ts';
import { failureOfError } from '../http/errors.ts';
import { guardedLookup } from '../http/lookup.ts';
import { capped, tooLarge } from './bytes.ts';
import type { FeedLimits } from './limits.ts';
import type { Service } from './service.ts';
import { isServiceStatus, retryAfterMs, ServiceDown, serviceStatusWords } from './service-down.ts';
import type { Answer, Known, Source } from './source.ts';

const maxRedirects = 3;

/** One document at an address, as a feed asks for it. */
export interface WebDocument {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly body: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly maxBytes: number;
  readonly alsoAnswers: readonly number[];
  /** Until it is complete, ms. */
  readonly timeoutMs: number;
}

/** What asking a service takes. */
export interface WebPorts {
  readonly service: Service;
  readonly clock: Pick<Clock, 'now'>;
  readonly signal: AbortSignal;
  readonly limits: Pick<FeedLimits, 'answerMs'>;
}

/** A document of a service, or of a mirror on the web. */
export function webSource(wanted: WebDocument, ports: WebPorts): Source {
  return {
    isLocal: false,
    open: (known, use) =>
      ports.service.ask(async () => {
        const response = await respond(wanted, known, ports);
        try {
          if (response.status === 304 && known !== null) {
            return { unchanged: true, asOf: response.asOf };
          }
          return { unchanged: false, value: await use(judged(response, wanted, ports)) };
        } catch (error) {
          throw unreadable(error, ports.signal);
        } finally {
          response.close();
        }
      }, ports.signal),
  };
}

interface Response extends Answer {
  readonly retryAfter: string | undefined;
  readonly declaredBytes: number;
  close(): void;
}

/** Sends the request and waits for the head of its answer. */
async function respond(wanted: WebDocument, known: Known | null, ports: WebPorts) {
  const { default: got } = await import('got');
  const { answerMs } = ports.limits;
  const stream = got.stream(wanted.url, {
    method: wanted.method,
    ...(wanted.body === null ? {} : { body: wanted.body }),
    headers: { accept: '*/*', ...wanted.headers, ...revalidation(known), 'user-agent': userAgent },
    // A stream would be read from its beginning again, by whoever reads it already.
    retry: { limit: 0 },
    throwHttpErrors: false,
    maxRedirects,
    hooks: { beforeRedirect: [keepInBounds(new URL(wanted.url))] },
    timeout: { connect: answerMs, socket: answerMs, response: answerMs, request: wanted.timeoutMs },
    signal: ports.signal,
  });
  // What fails after its reader is gone fails for nobody.
  stream.on('error', () => {});
  try {
    const [message]: IncomingMessage[] = await once(stream, 'response');
    return responseOf(message?.headers ?? {}, message?.statusCode ?? 0);
  } catch (error) {
    stream.destroy();
    throw unreadable(error, ports.signal);
  }

  function responseOf(headers: IncomingMessage['headers'], status: number): Response {
    return {
      status,
      asOf: ports.clock.now(),
      etag: shortHeader(headers.etag),
      lastModified: shortHeader(headers['last-modified']),
      retryAfter: headers['retry-after'],
      declaredBytes: headers['content-encoding'] ? 0 : Number(headers['content-length'] ?? 0),
      bytes: capped(stream, wanted.maxBytes),
      close: () => {
        stream.destroy();
      },
    };
  }
}

/** The answer, where its status and its size make it one. */
function judged(response: Response, wanted: WebDocument, { clock }: WebPorts): Answer {
  const { status, retryAfter, declaredBytes } = response;
  const isAnswer = status === 200 || wanted.alsoAnswers.includes(status);
  if (!isAnswer && isServiceStatus(status)) {
    throw new ServiceDown(serviceStatusWords(status), retryAfterMs(retryAfter, clock.now()));
  }
  if (!isAnswer) throw new FeedUnreadable(`answered ${status}`);
  if (declaredBytes > wanted.maxBytes) throw tooLarge(wanted.maxBytes);
  return response;
}

function revalidation(known: Known | null): Record<string, string> {
  return {
    ...(known?.etag ? { 'if-none-match': known.etag } : {}),
    ...(known?.lastModified ? { 'if-modified-since': known.lastModified } : {}),
  };
}

/** A service may move a document, but neither off TLS nor into a private network. Its client takes secrets off the request. */
function keepInBounds(from: URL) {
  return (options: NormalizedOptions): void => {
    const to = new URL(String(options.url));
    if (to.origin === from.origin) return;
    const isDowngrade = from.protocol === 'https:' && to.protocol !== 'https:';
    if (isDowngrade || !targetAllowed(to.href, [])) {
      throw new FeedUnreadable(`redirected to ${oneLine(to.origin, 100)}, which is not followed`);
    }
    const lookup = guardedLookup(addressPolicy([]), portOf(to.href), () => {});
    options.dnsLookup = lookup as NonNullable<typeof options.dnsLookup>;
  };
}

/** Any failure in words for people; what a reader said stays as it is, and so does a stop. */
function unreadable(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason;
  if (error instanceof FeedUnreadable) return error;
  const { cause, name } = error as { readonly cause?: unknown; readonly name?: unknown };
  if (cause instanceof FeedUnreadable) return cause;
  if (typeof name !== 'string' || !clientErrors.has(name)) return error;
  if (name === 'MaxRedirectsError') return new FeedUnreadable('redirects without an end');
  const { code, message } = failureOfError(error);
  return new ServiceDown(code === 'internal' ? message : code.replaceAll('-', ' '));
}

/** Names of errors by which got says that the network or the service failed. */
const clientErrors: ReadonlySet<string> = new Set([
  'RequestError',
  'ReadError',
  'TimeoutError',
  'MaxRedirectsError',
  'CacheError',
]);

/** A header that is worth keeping; null for none and for one that is meant to fill a disk. */
function shortHeader(value: string | undefined): string | null {
  return value !== undefined && value !== '' && value.length <= 500 ? value : null;
}
