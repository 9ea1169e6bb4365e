import { setTimeout as sleep } from 'node:timers/promises';
import { fieldOf, isObject, listOf, textOf } from '../../analysis/manifests/shape.ts';
import { toolJson } from '../../analysis/manifests/tool-json.ts';
import { type HttpExchange, headerOf } from '../../core/artifacts/http-exchange.ts';
import type { RoutePorts } from '../../core/platform-module.ts';
import { oneLine } from '../../core/text.ts';

/** Where a shop's Admin API is, and the key to it. */
export interface AdminApi {
  /** Such as `https://tea.myshopify.com`. */
  readonly origin: string;
  readonly accessToken: string;
  /** `YYYY-MM`, or `unstable`. */
  readonly version: string;
}

/** An answer with data, even if some of it was refused. */
export interface GraphqlData {
  readonly ok: true;
  readonly data: unknown;
  /** Which version answered, where it says so. */
  readonly servedVersion: string | null;
  /** Fields that the query uses and Shopify will take away, in its words. */
  readonly deprecated: string | null;
}

/** What came of a query. */
export type GraphqlAnswer =
  | GraphqlData
  | {
      readonly ok: false;
      /** `denied`: the token's scopes do not cover it; the others may still be asked. */
      readonly why: 'denied' | 'failed';
      readonly reason: string;
    };

const maxBodyBytes = 4 * 1024 * 1024;
const maxTries = 3;
const timeoutMs = 10_000;
/** Longest wait for the bucket to fill, ms. */
const longestWaitMs = 10_000;

/**
 * Asks the Admin API one query (https://shopify.dev/docs/api/admin-graphql). Where Shopify asks for
 * patience, it is asked again after as long as its bucket needs, within bounds.
 */
export async function askAdmin(
  { request, signal }: RoutePorts,
  { origin, accessToken, version }: AdminApi,
  query: string,
): Promise<GraphqlAnswer> {
  for (let tries = 1; ; tries += 1) {
    const exchange = await request(`${origin}/admin/api/${version}/graphql.json`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        'x-shopify-access-token': accessToken,
      },
      body: JSON.stringify({ query }),
      // Within a visit equal requests are made once: a later try differs, by its patience.
      timeoutMs: tries * timeoutMs,
      // The token goes nowhere else.
      maxRedirects: 0,
      maxBodyBytes,
    });
    if (!exchange.ok) return failed(exchange.failure.message);
    const json = toolJson(exchange.value.body.text);
    const waitMs = patienceMs(exchange.value, json);
    if (waitMs === null) return answerOf(exchange.value, json);
    if (waitMs > longestWaitMs || tries >= maxTries) {
      return failed('Shopify asks for patience (throttled); other apps use up the shop’s budget');
    }
    try {
      await sleep(waitMs, undefined, { signal });
    } catch {
      return failed('stopped');
    }
  }
}

/** Reads an answer without its transport, as saved in a file. */
export function readAnswer(json: unknown): GraphqlAnswer | null {
  if (!isObject(json)) return null;
  const errors = listOf(json, 'errors');
  const data = fieldOf(json, 'data');
  if (errors.length === 0) {
    return isObject(data) ? { ok: true, data, servedVersion: null, deprecated: null } : null;
  }
  const said = oneLine(errors.flatMap((one) => textOf(one, 'message') ?? []).join('; '), 300);
  const denied = errors.some((one) => textOf(one, 'extensions', 'code') === 'ACCESS_DENIED');
  return {
    ok: false,
    why: denied ? 'denied' : 'failed',
    reason: denied ? `not permitted: ${said}` : `the query failed: ${said}`,
  };
}

function answerOf({ status, headers }: HttpExchange, json: unknown): GraphqlAnswer {
  const known = meanings.get(status);
  if (known !== undefined) return failed(`Shopify answered ${status}: ${known}`);
  const answer = readAnswer(json);
  if (status !== 200 || answer === null) {
    return failed(`Shopify answered ${status} without GraphQL; check credentials.shopify.shop`);
  }
  if (!answer.ok) return answer;
  return {
    ...answer,
    servedVersion: headerOf(headers, 'x-shopify-api-version')?.trim() ?? null,
    deprecated: headerOf(headers, 'x-shopify-api-deprecated-reason')?.trim() || null,
  };
}

/** Statuses by https://shopify.dev/docs/api/admin-graphql#status-and-error-codes. */
const meanings: ReadonlyMap<number, string> = new Map([
  [401, 'the access token is wrong or was revoked; make a new one in the shop’s app settings'],
  [402, 'the shop is frozen for want of payment; its owner has to pay Shopify'],
  [403, 'refused; the app was uninstalled, or something between refuses the agent’s address'],
  [404, 'there is no such shop; check credentials.shopify.shop'],
  [423, 'the shop is locked; its owner has to ask Shopify'],
  [430, 'Shopify takes the agent for a bot; ask again later, or from another address'],
]);

/** How long Shopify wants to be left alone, ms; null where it does not. */
function patienceMs({ status, headers }: HttpExchange, json: unknown): number | null {
  if (status === 429) {
    const seconds = Number(headerOf(headers, 'retry-after') ?? 2);
    return Number.isFinite(seconds) ? Math.max(seconds, 0.1) * 1000 : 2000;
  }
  const throttled = listOf(json, 'errors').some(
    (one) => textOf(one, 'extensions', 'code') === 'THROTTLED',
  );
  if (!throttled) return null;
  const cost = fieldOf(json, 'extensions', 'cost');
  const needed = numberOf(cost, 'requestedQueryCost');
  const available = numberOf(cost, 'throttleStatus', 'currentlyAvailable');
  const rate = numberOf(cost, 'throttleStatus', 'restoreRate');
  if (needed === null || available === null || rate === null || rate <= 0) return 2000;
  return Math.max((needed - available) / rate, 0.1) * 1000;
}

function numberOf(value: unknown, ...path: readonly string[]): number | null {
  const found = fieldOf(value, ...path);
  return typeof found === 'number' && Number.isFinite(found) ? found : null;
}

function failed(reason: string): GraphqlAnswer {
  return { ok: false, why: 'failed', reason };
}
