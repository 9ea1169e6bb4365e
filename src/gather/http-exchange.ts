import { type Gathered, gathered, notGathered } from '../core/artifacts/failure.ts';
import type {
  Hop,
  HttpExchange,
  HttpExchangeParams,
  TlsFault,
} from '../core/artifacts/http-exchange.ts';
import { type Deadline, startDeadline } from '../core/deadline.ts';
import type { GatherContext, Gatherer } from '../core/gatherer.ts';
import { redactor } from '../core/redaction.ts';
import { oneLine } from '../core/text.ts';
import { noTrace, type Trace } from '../core/trace.ts';
import { addressPolicy, targetAllowed } from './address-policy.ts';
import { type Asked, askedAfter, bodyFor } from './http/asked.ts';
import { chainCookies } from './http/cookies.ts';
import { requestHeaders, secretsIn } from './http/headers.ts';
import { type ChainFailure, failureOfLook, look } from './http/look.ts';
import { sumTimings } from './http/phases.ts';
import { nextStep, requestUrl } from './http/redirect.ts';

type Answer = Omit<HttpExchange, 'timings' | 'hops'>;

/** Requests a URL on fresh connections, walks its redirects, and brings back the final answer. */
export default {
  artifact: 'http-exchange',
  async gather(asked, given) {
    const redact = redactor(secretsIn(asked.headers));
    const params = { ...asked, url: requestUrl(asked.url) };
    const trace: Trace =
      given.trace === noTrace ? noTrace : (step, text) => given.trace(step, redact.text(text));
    return redact.deep(await exchange(params, { ...given, trace }));
  },
} satisfies Gatherer<'http-exchange'>;

async function exchange(
  params: HttpExchangeParams,
  context: GatherContext,
): Promise<Gathered<HttpExchange>> {
  const start = context.clock.monotonic();
  const hops: Hop[] = [];
  const deadline = startDeadline(params.timeoutMs, context.signal);
  const end = await walk(params, context, deadline, hops).finally(deadline.end);
  const timings = sumTimings(hops, context.clock.monotonic() - start);
  const [first, ...rest] = hops;
  if ('code' in end || !first) {
    const { code, why } =
      'code' in end ? end : { code: 'internal' as const, why: 'an answer without a request' };
    context.trace('gather', `http-exchange failed: ${code}: ${why}`);
    const failure = { code, message: oneLine(why, 1000) };
    return notGathered(first ? { ...failure, partial: { hops: [first, ...rest] } } : failure);
  }
  return gathered({ ...end, timings, hops: [first, ...rest] });
}

/** Follows the chain and notes every hop; returns the answer at its end, or why there is none. */
async function walk(
  params: HttpExchangeParams,
  context: GatherContext,
  deadline: Deadline,
  hops: Hop[],
): Promise<Answer | ChainFailure> {
  const { allowPrivate } = context.site.network;
  const policy = addressPolicy(allowPrivate);
  const { signal } = deadline;
  const cookies = chainCookies();
  const visited = new Set<string>();
  let tlsFault: TlsFault | null = null;
  let url = params.url;
  let asked: Asked = params;

  if (!targetAllowed(url, allowPrivate)) {
    return { code: 'address-not-public', why: `${new URL(url).host} is not a public address` };
  }
  for (;;) {
    const cookie = await cookies.headerFor(url);
    const state = `${asked.method} ${url}\n${cookie}`;
    if (visited.has(state)) return { code: 'redirect-loop', why: `redirected back to ${url}` };
    if (hops.length > params.maxRedirects) {
      return { code: 'redirect-limit', why: `${hops.length} redirects; the last leads to ${url}` };
    }
    visited.add(state);
    const { method } = asked;
    const headers = requestHeaders({ url: params.url, headers: asked.headers }, url, cookie);
    const sent = { url, method, headers, body: bodyFor(url, asked, params.url), signal, policy };
    const { outcome, fault } = await look(params, sent, context);
    tlsFault ??= fault;
    hops.push(outcome.hop);
    if (!outcome.ok) {
      const run = { timeoutMs: params.timeoutMs, deadline, signal: context.signal };
      return failureOfLook(outcome, { ...run, redirected: hops.length > 1 });
    }
    const { status, headers: answered } = outcome.hop;
    const { body, location } = outcome;
    if (body) {
      return { url: params.url, finalUrl: url, status, headers: answered, body, tlsFault };
    }
    const next = nextStep({ url, status, location }, allowPrivate);
    if ('code' in next) return next;
    context.trace('redirect', `${status} → ${next.url}`);
    await cookies.store(outcome.setCookies, url);
    url = next.url;
    asked = askedAfter(status, asked);
  }
}
