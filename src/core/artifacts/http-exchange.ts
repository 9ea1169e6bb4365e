import type { TlsSession } from './tls-session.ts';

/** One request of a site, with every hop of its redirect chain. */
export interface HttpExchangeParams {
  readonly url: string;
  readonly method: 'GET' | 'HEAD' | 'POST';
  /** Sent with `POST`; may hold secrets, so it never enters the artifact. */
  readonly body?: string;
  /** Extra request headers; values may be secrets, so they never enter the artifact. */
  readonly headers: Readonly<Record<string, string>>;
  /** One deadline for the whole chain, in ms, even where bytes keep dripping. */
  readonly timeoutMs: number;
  /** Most bytes of body that are kept, counted after decompression. */
  readonly maxBodyBytes: number;
  /** Most redirects that are followed. */
  readonly maxRedirects: number;
  readonly userAgent: string;
  /** Whether the body is kept as bytes as well: for files that may be no text. */
  readonly keepBytes?: boolean;
}

/** What caretaker calls itself towards a site. */
export const userAgent = 'Mozilla/5.0 (compatible; caretaker/0.1)';

/**
 * Parameters for looking at a page. Checks that ask with the same ones share one exchange, so leave
 * them alone unless options say otherwise.
 */
export function pageParams(
  url: string,
  overrides: Partial<HttpExchangeParams> = {},
): HttpExchangeParams {
  return {
    url,
    method: 'GET',
    headers: {},
    timeoutMs: 10_000,
    maxBodyBytes: 5 * 1024 * 1024,
    maxRedirects: 5,
    userAgent,
    ...overrides,
  };
}

/** How long each phase took, in ms. Null where the phase did not happen: no DNS for an address, no TLS over http. */
export interface Timings {
  readonly dnsMs: number | null;
  readonly connectMs: number | null;
  readonly tlsMs: number | null;
  readonly firstByteMs: number | null;
  readonly totalMs: number;
}

/** Name and value as they came, in order, repeats kept. */
export type Header = readonly [name: string, value: string];

/** One request and its answer, or as much of it as there was. */
export interface Hop {
  readonly url: string;
  /** Null where no answer came. */
  readonly status: number | null;
  readonly statusText: string;
  readonly httpVersion: string | null;
  readonly headers: readonly Header[];
  readonly remoteAddress: string | null;
  readonly timings: Timings;
  /** Null over plain http, or where no handshake was completed. */
  readonly tls: TlsSession | null;
}

/** What a response carried, as far as it was read. */
export interface Body {
  /** Decompressed and decoded by the charset that the site declares, UTF-8 otherwise; always well-formed. */
  readonly text: string;
  /** Decompressed bytes that were read. */
  readonly bytes: number;
  /** True where the cap ended the reading. */
  readonly capped: boolean;
  /** The same bytes in base64, where they were asked for. */
  readonly base64?: string;
}

/** What came back in the end. The last hop holds the final answer. */
export interface HttpExchange {
  readonly url: string;
  readonly finalUrl: string;
  readonly status: number;
  readonly headers: readonly Header[];
  readonly body: Body;
  /** From the first hop’s start to the last byte; phases are summed over the hops. */
  readonly timings: Timings;
  readonly hops: readonly [Hop, ...Hop[]];
  /** Present where only a look that ignores TLS faults got through: the site is up, but its TLS is broken. */
  readonly tlsFault: TlsFault | null;
}

/** Why a strict client turns this server away. */
export interface TlsFault {
  /** OpenSSL's or Node's code, such as `CERT_HAS_EXPIRED`. */
  readonly code: string;
  readonly message: string;
}

/** The first value of a header, by any case of its name. */
export function headerOf(headers: readonly Header[], name: string): string | undefined {
  const wanted = name.toLowerCase();
  return headers.find(([key]) => key.toLowerCase() === wanted)?.[1];
}
