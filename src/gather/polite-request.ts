import { setTimeout } from 'node:timers/promises';
import { refusedBy } from '../analysis/refusal.ts';
import type { Gathered } from '../core/artifacts/failure.ts';
import type { HttpExchange, HttpExchangeParams } from '../core/artifacts/http-exchange.ts';
import { request } from '../core/check.ts';
import type { GatherContext } from '../core/gatherer.ts';

/** Between two requests, so that nobody's firewall takes us for a scanner. */
const pauseMs = 150;

/** What came of a request. */
export interface PoliteAnswer {
  readonly answer: Gathered<HttpExchange>;
  /** Why the site should be asked nothing more; null where it may be. */
  readonly refusal: string | null;
}

/** Asks a site for one more page, after a pause. */
export async function askPolitely(
  params: HttpExchangeParams,
  context: Pick<GatherContext, 'need' | 'signal'>,
): Promise<PoliteAnswer> {
  // The request itself says that the run was stopped.
  await setTimeout(pauseMs, undefined, { signal: context.signal }).catch(() => {});
  const answer = await context.need(request('http-exchange', params));
  return { answer, refusal: answer.ok ? refusedBy(answer.value) : null };
}
