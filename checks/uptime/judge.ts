import { evaluateAssertion, type Facts } from '../../src/analysis/assertion/evaluate.ts';
import { type Assertion, parseAssertion } from '../../src/analysis/assertion/parse.ts';
import { challengedBy } from '../../src/analysis/challenge.ts';
import { findFailureSignature } from '../../src/analysis/failure-signatures.ts';
import { isInstallerPath, sameRegistrableDomain } from '../../src/analysis/redirects.ts';
import { statusExpected } from '../../src/analysis/status-ranges.ts';
import { type HttpExchange, headerOf } from '../../src/core/artifacts/http-exchange.ts';
import { durationMs, formatDuration } from '../../src/core/duration.ts';
import type { FindingDraft } from '../../src/core/finding.ts';
import { oneLine } from '../../src/core/text.ts';
import type { Options } from './options.ts';
import type { RuleId } from './rules.ts';

type Draft = FindingDraft<RuleId>;
type Drafts = readonly Draft[];

/** Everything that is wrong with an answer. An answer that is not the page is judged no further. */
export function judgeExchange(exchange: HttpExchange, options: Options, now: number): Drafts {
  const assertions = options.assertions.flatMap((text) => {
    const parsed = parseAssertion(text);
    return 'error' in parsed ? [] : [parsed];
  });
  const challenge = judgeChallenge(exchange);
  if (challenge) return [challenge];
  const status = judgeStatus(exchange, options, assertions);
  const connection = [...judgeTls(exchange), ...judgeRedirects(exchange, options)];
  const page = [
    ...(options.method === 'HEAD' ? [] : judgeBody(exchange, options)),
    ...judgeAssertions(exchange, assertions, now),
  ];
  return [...connection, ...(status ? [status] : page), ...judgeLatency(exchange, options)];
}

/** The numbers of an answer; phases that did not happen are left out. */
export function metricsOf({ status, body, timings }: HttpExchange): Record<string, number> {
  const phases = Object.entries(timings).flatMap(([name, ms]) => (ms === null ? [] : [[name, ms]]));
  return { status, ...(Object.fromEntries(phases) as Record<string, number>), bytes: body.bytes };
}

function judgeChallenge(exchange: HttpExchange): Draft | null {
  const where = { url: exchange.finalUrl };
  const by = challengedBy(exchange.headers);
  if (by) {
    return { rule: 'robot-challenged', where, evidence: `${by} answered ${statusLine(exchange)}` };
  }
  if (exchange.status !== 429) return null;
  const retryAfter = headerOf(exchange.headers, 'retry-after');
  const evidence = `${statusLine(exchange)}${retryAfter ? `, Retry-After: ${retryAfter}` : ''}`;
  return { rule: 'rate-limited', where, evidence };
}

/** A condition on [STATUS] speaks instead of the option `status`. */
function judgeStatus(
  exchange: HttpExchange,
  options: Options,
  assertions: readonly Assertion[],
): Draft | null {
  if (assertions.some(({ left }) => left.subject === 'STATUS')) return null;
  if (statusExpected(exchange.status, options.status)) return null;
  const signature = findFailureSignature(exchange.body.text);
  const retryAfter = headerOf(exchange.headers, 'retry-after');
  const seen = [
    `${statusLine(exchange)}, expected ${options.status.join(', ')}`,
    signature ? `${signature.meaning}: “${signature.text}”` : excerpt(exchange),
    retryAfter ? `Retry-After: ${retryAfter}` : '',
  ];
  return {
    rule: 'status-unexpected',
    where: { url: exchange.finalUrl },
    title: `The site answers ${exchange.status}${signature ? `: ${signature.meaning}` : ''}`,
    evidence: seen.filter((part) => part !== '').join('; '),
    ...(signature ? { advice: signature.advice } : {}),
  };
}

function judgeTls({ url, tlsFault, hops }: HttpExchange): Drafts {
  if (!tlsFault) return [];
  const broken = hops.find(({ tls }) => tls?.chainError || tls?.hostError) ?? hops[0];
  const evidence = `${tlsFault.code}: ${tlsFault.message}; without judging TLS it answers ${hops.at(-1)?.status}`;
  return [{ rule: 'tls-broken', where: { url: broken.url || url }, evidence }];
}

function judgeRedirects({ url, finalUrl, hops }: HttpExchange, options: Options): Drafts {
  const start = new URL(url);
  const end = new URL(finalUrl);
  const chain = hops.map((hop) => `${hop.url} (${hop.status})`).join(' → ');
  if (end.pathname !== start.pathname && isInstallerPath(end.pathname)) {
    return [{ rule: 'redirect-to-installer', where: { url }, evidence: chain }];
  }
  const foreign = hops
    .map((hop) => new URL(hop.url).hostname)
    .find(
      (host) =>
        !sameRegistrableDomain(host, start.hostname) && !options.redirectHosts.includes(host),
    );
  if (foreign === undefined) return [];
  const title = `Visitors are sent to ${oneLine(foreign, 100)}, which is not the site’s host`;
  return [{ rule: 'redirect-to-other-host', where: { url }, title, evidence: chain }];
}

function judgeBody(exchange: HttpExchange, options: Options): Drafts {
  const { body, finalUrl, status } = exchange;
  const where = { url: finalUrl };
  const drafts: Draft[] = [];
  const mayBeEmpty = !options.requireBody || status === 204 || status === 205 || status === 304;
  if (!mayBeEmpty && body.text.trim() === '') {
    return [
      {
        rule: 'body-empty',
        where,
        evidence: `${statusLine(exchange)} with ${body.bytes} bytes of body`,
      },
    ];
  }
  const signature = findFailureSignature(body.text);
  if (signature) {
    const { text, meaning: title, advice } = signature;
    drafts.push({ rule: 'platform-failure-shown', where, title, advice, evidence: text });
  }
  for (const text of options.contains.filter((wanted) => !body.text.includes(wanted))) {
    const evidence = `not found: “${text}”; the page begins: ${excerpt(exchange)}`;
    drafts.push({ rule: 'text-missing', where: { ...where, component: text }, evidence });
  }
  for (const text of options.forbids.filter((unwanted) => body.text.includes(unwanted))) {
    const evidence = `found: “${around(body.text, text)}”`;
    drafts.push({ rule: 'text-forbidden', where: { ...where, component: text }, evidence });
  }
  if (body.capped) {
    const evidence = `more than ${options.maxBodyBytes} bytes after decompression`;
    drafts.push({ rule: 'body-too-large', where, evidence });
  }
  return drafts;
}

function judgeAssertions(
  exchange: HttpExchange,
  assertions: readonly Assertion[],
  now: number,
): Drafts {
  const validTo = exchange.hops.at(-1)?.tls?.chain[0]?.validTo;
  const facts: Facts = {
    status: exchange.status,
    responseTimeMs: exchange.timings.totalMs,
    body: exchange.body.text,
    headers: exchange.headers,
    ip: exchange.hops.at(-1)?.remoteAddress ?? null,
    certificateExpiresInMs: validTo === undefined ? null : validTo - now,
  };
  return assertions.flatMap((assertion): Drafts => {
    const { holds, found } = evaluateAssertion(assertion, facts);
    if (holds) return [];
    return [
      {
        rule: 'assertion-failed',
        where: { url: exchange.finalUrl, component: assertion.text },
        title: `A condition does not hold: ${oneLine(assertion.text, 200)}`,
        evidence: `found: ${found}`,
      },
    ];
  });
}

function judgeLatency({ finalUrl, timings }: HttpExchange, options: Options): Drafts {
  if (timings.totalMs <= durationMs(options.latencyBudget)) return [];
  const phases = Object.entries({
    DNS: timings.dnsMs,
    connect: timings.connectMs,
    TLS: timings.tlsMs,
    'first byte': timings.firstByteMs,
  }).flatMap(([name, ms]) => (ms === null ? [] : [`${name} ${formatDuration(ms)}`]));
  return [
    {
      rule: 'latency-over-budget',
      where: { url: finalUrl },
      evidence: `${formatDuration(timings.totalMs)}, budget ${options.latencyBudget} (${phases.join(', ')})`,
    },
  ];
}

function statusLine({ status, hops }: HttpExchange): string {
  const { httpVersion, statusText } = hops.at(-1) ?? hops[0];
  return `HTTP/${httpVersion} ${status} ${statusText}`.trim();
}

/** What the page says, without its markup: enough to recognise an error page by. */
function excerpt({ body }: HttpExchange): string {
  const words = body.text
    .slice(0, 4096)
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<[^>]*>/g, ' ');
  const text = oneLine(words, 300);
  return text === '' ? '' : `“${text}”`;
}

function around(text: string, wanted: string): string {
  const index = text.indexOf(wanted);
  return oneLine(text.slice(Math.max(index - 60, 0), index + wanted.length + 60), 400);
}
