import { evaluateAssertion } from '../../src/analysis/assertion/evaluate.ts';
import { parseAssertion } from '../../src/analysis/assertion/parse.ts';
import type { Assertion } from '../../src/analysis/assertion/syntax.ts';
import { challengePageBy } from '../../src/analysis/challenge.ts';
import { findFailureSignature } from '../../src/analysis/failure-signatures.ts';
import { statusExpected } from '../../src/analysis/status-ranges.ts';
import { type HttpExchange, headerOf } from '../../src/core/artifacts/http-exchange.ts';
import { durationMs, formatDuration } from '../../src/core/duration.ts';
import type { FindingDraft } from '../../src/core/finding.ts';
import { judgeRedirects, judgeTls } from './connection.ts';
import type { Options } from './options.ts';
import { factsOf, judgeAssertions, judgeBody } from './page.ts';
import type { RuleId } from './rules.ts';
import { excerpt, statusLine } from './words.ts';

type Draft = FindingDraft<RuleId>;

/** Everything that is wrong with an answer. An answer that is not the page is judged no further. */
export function judgeExchange(
  exchange: HttpExchange,
  options: Options,
  now: number,
): readonly Draft[] {
  const assertions = options.assertions.map(assertionOf);
  const connection = [...judgeTls(exchange), ...judgeRedirects(exchange, options)];
  const facts = factsOf(exchange, now);
  const onStatus = assertions.filter(({ left }) => left.subject === 'STATUS');
  const isExpected =
    onStatus.length > 0
      ? onStatus.every((assertion) => evaluateAssertion(assertion, facts).holds)
      : statusExpected(exchange.status, options.status);
  const challenge = judgeChallenge(exchange, isExpected);
  if (challenge) return [...connection, challenge];
  // A condition on [STATUS] speaks instead of the option `status`.
  const status = isExpected || onStatus.length > 0 ? null : judgeStatus(exchange, options);
  const page = [
    ...(options.method === 'HEAD' ? [] : judgeBody(exchange, options)),
    ...judgeAssertions(exchange, assertions, facts),
  ];
  return [...connection, ...(status ? [status] : page), ...judgeLatency(exchange, options)];
}

/** The numbers of an answer; phases that did not happen are left out. */
export function metricsOf({ status, body, timings }: HttpExchange): Record<string, number> {
  const phases = Object.entries(timings).flatMap(([name, ms]) => (ms === null ? [] : [[name, ms]]));
  return { status, ...(Object.fromEntries(phases) as Record<string, number>), bytes: body.bytes };
}

/** Throws on a text that the options' schema would have refused: passing it over would hide an outage. */
function assertionOf(text: string): Assertion {
  const parsed = parseAssertion(text);
  if ('error' in parsed) throw new Error(`the assertion ${text} ${parsed.error}`);
  return parsed;
}

function judgeChallenge(exchange: HttpExchange, isExpected: boolean): Draft | null {
  const where = { url: exchange.finalUrl };
  const by = challengePageBy(exchange);
  if (by) {
    return { rule: 'robot-challenged', where, evidence: `${by} answered ${statusLine(exchange)}` };
  }
  if (exchange.status !== 429 || isExpected) return null;
  return { rule: 'rate-limited', where, evidence: statusLine(exchange) + retryAfterOf(exchange) };
}

function judgeStatus(exchange: HttpExchange, options: Options): Draft {
  const cause = findFailureSignature(exchange);
  const page = cause ? `${cause.meaning}: “${cause.text}”` : excerpt(exchange);
  const seen = `${statusLine(exchange)}, expected ${options.status.join(', ')}`;
  return {
    rule: 'status-unexpected',
    where: { url: exchange.finalUrl, ...(cause ? { component: cause.id } : {}) },
    title: `The site answers ${exchange.status}${cause ? `: ${cause.meaning}` : ''}`,
    evidence: `${seen}${page === '' ? '' : `; ${page}`}${retryAfterOf(exchange)}`,
    ...(cause ? { advice: cause.advice } : {}),
  };
}

function retryAfterOf({ headers }: HttpExchange): string {
  const retryAfter = headerOf(headers, 'retry-after');
  return retryAfter ? `; Retry-After: ${retryAfter}` : '';
}

function judgeLatency({ finalUrl, timings }: HttpExchange, options: Options): readonly Draft[] {
  if (timings.totalMs <= durationMs(options.latencyBudget)) return [];
  const phases = Object.entries({
    DNS: timings.dnsMs,
    connect: timings.connectMs,
    TLS: timings.tlsMs,
    'first byte': timings.firstByteMs,
  }).flatMap(([name, ms]) => (ms === null ? [] : [`${name} ${formatDuration(ms)}`]));
  const detail = phases.length === 0 ? '' : ` (${phases.join(', ')})`;
  const evidence = `${formatDuration(timings.totalMs)}, budget ${options.latencyBudget}${detail}`;
  return [{ rule: 'latency-over-budget', where: { url: finalUrl }, evidence }];
}
