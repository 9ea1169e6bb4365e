import { evaluateAssertion } from '../../src/analysis/assertion/evaluate.ts';
import type { Facts } from '../../src/analysis/assertion/look.ts';
import type { Assertion } from '../../src/analysis/assertion/syntax.ts';
import { findFailureSignature } from '../../src/analysis/failure-signatures.ts';
import { isPasswordPage } from '../../src/analysis/shopify-storefront.ts';
import type { HttpExchange } from '../../src/core/artifacts/http-exchange.ts';
import type { FindingDraft } from '../../src/core/finding.ts';
import { oneLine } from '../../src/core/text.ts';
import type { Options } from './options.ts';
import type { RuleId } from './rules.ts';
import { around, excerpt, statusLine } from './words.ts';

type Drafts = readonly FindingDraft<RuleId>[];

/** Answers that never have a body (RFC 9110, 15.3.5, 15.3.6 and 15.4.5). */
const withoutBody: readonly number[] = [204, 205, 304];

/** What the page shows and should not, or does not show and should. */
export function judgeBody(exchange: HttpExchange, options: Options): Drafts {
  const { body, finalUrl, status } = exchange;
  const where = { url: finalUrl };
  if (options.requireBody && !withoutBody.includes(status) && body.text.trim() === '') {
    const evidence = `${statusLine(exchange)} with ${body.bytes} bytes of body`;
    return [{ rule: 'body-empty', where, evidence }];
  }
  const missing = options.contains.filter((text) => !body.text.includes(text));
  const forbidden = options.forbids.filter((text) => body.text.includes(text));
  return [
    ...judgePlatform(exchange),
    ...missing.map((text) => ({
      rule: 'text-missing' as const,
      where: { ...where, component: text },
      evidence: `not found: “${text}”; the page begins: ${excerpt(exchange)}`,
    })),
    ...forbidden.map((text) => ({
      rule: 'text-forbidden' as const,
      where: { ...where, component: text },
      evidence: `found: “${around(body.text, text)}”`,
    })),
    ...judgeSize(exchange, options),
  ];
}

function judgePlatform(exchange: HttpExchange): Drafts {
  const { finalUrl } = exchange;
  if (isPasswordPage(exchange)) {
    const evidence = `${finalUrl} asks for the password of the storefront`;
    return [{ rule: 'storefront-closed', where: { url: exchange.url }, evidence }];
  }
  const cause = findFailureSignature(exchange);
  if (!cause) return [];
  const { id: component, text: evidence, meaning: title, advice } = cause;
  const where = { url: finalUrl, component };
  return [{ rule: 'platform-failure-shown', where, title, advice, evidence }];
}

function judgeSize({ body, finalUrl }: HttpExchange, { maxBodyBytes }: Options): Drafts {
  if (!body.capped) return [];
  const evidence = `more than ${maxBodyBytes} bytes after decompression`;
  return [{ rule: 'body-too-large', where: { url: finalUrl }, evidence }];
}

/** What assertions are judged by. */
export function factsOf(
  { status, timings, body, headers, hops }: HttpExchange,
  now: number,
): Facts {
  const { tls, remoteAddress } = hops.at(-1) ?? hops[0];
  const validTo = tls?.chain[0]?.validTo;
  return {
    status,
    responseTimeMs: timings.totalMs,
    body: body.text,
    headers,
    ip: remoteAddress,
    certificateExpiresInMs: validTo === undefined ? null : validTo - now,
  };
}

/** Every condition of the config that does not hold. */
export function judgeAssertions(
  { finalUrl }: HttpExchange,
  assertions: readonly Assertion[],
  facts: Facts,
): Drafts {
  return assertions.flatMap((assertion): Drafts => {
    const { holds, found } = evaluateAssertion(assertion, facts);
    if (holds) return [];
    const title = `A condition does not hold: ${oneLine(assertion.text, 200)}`;
    const where = { url: finalUrl, component: assertion.text };
    return [{ rule: 'assertion-failed', where, title, evidence: `found: ${found}` }];
  });
}
