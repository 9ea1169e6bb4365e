import fc from 'fast-check';
import { type Gathered, gathered } from '../../src/core/artifacts/failure.ts';
import type { Header, Hop, HttpExchange, Timings } from '../../src/core/artifacts/http-exchange.ts';
import type { Certificate, TlsSession } from '../../src/core/artifacts/tls-session.ts';
import { type FailureCode, failureCodes } from '../../src/core/failure-codes.ts';
import { dayMs, noAnswer, now, siteUrl } from './artifacts.ts';

const text = fc.string({ unit: 'binary', maxLength: 60 });
const optional = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null });
const ms = fc.double({ min: 0, max: 1e7, noNaN: true });
const url = fc.oneof(
  fc.constantFrom(siteUrl, 'https://www.shop.example/', 'http://127.0.0.1:8080/install'),
  fc.webUrl({ withQueryParameters: true, withFragments: true }).filter(URL.canParse),
);
const headerName = fc.oneof(
  fc.constantFrom('retry-after', 'CF-Mitigated', 'x-amzn-waf-action'),
  text,
);
const headers: fc.Arbitrary<Header[]> = fc.array(fc.tuple(headerName, text), { maxLength: 5 });
const timings: fc.Arbitrary<Timings> = fc.record({
  dnsMs: optional(ms),
  connectMs: optional(ms),
  tlsMs: optional(ms),
  firstByteMs: optional(ms),
  totalMs: ms,
});

/** Instants around now, far away, and what no calendar knows. */
const instant = fc.oneof(
  fc.integer({ min: now - 1000 * dayMs, max: now + 1000 * dayMs }),
  fc.constantFrom(Number.NaN, 8.64e15, 8.64e15 + 1, -1),
);
const certificate: fc.Arbitrary<Certificate> = fc.record({
  subject: text,
  issuer: text,
  altNames: fc.array(text, { maxLength: 3 }),
  validFrom: instant,
  validTo: instant,
  serialNumber: text,
  fingerprint256: text,
  selfSigned: fc.boolean(),
});
const session: fc.Arbitrary<TlsSession> = fc.record({
  host: fc.oneof(fc.domain(), fc.ipV6(), text),
  port: fc.integer({ min: 1, max: 65_535 }),
  protocol: optional(text),
  cipher: optional(text),
  chainError: optional(
    fc.oneof(
      fc.constantFrom('CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'DEPTH_ZERO_SELF_SIGNED_CERT'),
      text,
    ),
  ),
  hostError: optional(text),
  chain: fc.array(certificate, { maxLength: 3 }),
});
const anyHop: fc.Arbitrary<Hop> = fc.record({
  url,
  status: optional(fc.integer({ min: 100, max: 999 })),
  statusText: text,
  httpVersion: optional(fc.constantFrom('1.0', '1.1')),
  headers,
  remoteAddress: optional(fc.oneof(fc.ipV4(), fc.ipV6())),
  timings,
  tls: optional(session),
});

const answered: fc.Arbitrary<Gathered<HttpExchange>> = fc
  .record({
    hops: fc.tuple(anyHop, fc.array(anyHop, { maxLength: 3 })),
    status: fc.integer({ min: 100, max: 999 }),
    headers,
    body: fc.oneof(text, fc.json()).map((body) => body.toWellFormed()),
    capped: fc.boolean(),
    timings,
    tlsFault: optional(fc.record({ code: text, message: text })),
  })
  .map(({ hops: [first, rest], body, capped, ...other }) =>
    gathered({
      ...other,
      url: first.url,
      finalUrl: rest.at(-1)?.url ?? first.url,
      hops: [first, ...rest],
      body: { text: body, bytes: body.length, capped },
    }),
  );
const unanswered = fc
  .tuple(
    fc.constantFrom(...(Object.keys(failureCodes) as FailureCode[])),
    text,
    fc.array(anyHop, { maxLength: 3 }),
  )
  .map((failed) => noAnswer(...failed));

/** Whatever a gatherer may bring back, and much that it never would. */
export const anyExchange = fc.oneof({ weight: 4, arbitrary: answered }, unanswered);
