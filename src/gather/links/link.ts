import { refusedBy } from '../../analysis/refusal.ts';
import type { Gathered } from '../../core/artifacts/failure.ts';
import { type HttpExchange, pageParams } from '../../core/artifacts/http-exchange.ts';
import type { LinkOutcome } from '../../core/artifacts/link-answers.ts';
import { request } from '../../core/check.ts';
import type { GatherContext } from '../../core/gatherer.ts';

const timeoutMs = 10_000;
const maxRedirects = 10;
/** Enough to tell a bot wall by its page. */
const maxBodyBytes = 16 * 1024;

/**
 * Asks for one address by HEAD; where that is no plain success, once more by GET, whose answer counts:
 * many servers know HEAD badly, and a moment's trouble is no broken link.
 */
export async function askForLink(
  url: string,
  pause: () => Promise<void>,
  { need }: Pick<GatherContext, 'need'>,
): Promise<LinkOutcome> {
  const ask = (method: 'HEAD' | 'GET') =>
    need(
      request('http-exchange', pageParams(url, { method, timeoutMs, maxRedirects, maxBodyBytes })),
    );
  const head = outcomeOf(await ask('HEAD'));
  if (head.state === 'answered' && (isFine(head.status) || asksForRest(head.status))) return head;
  await pause();
  return outcomeOf(await ask('GET'));
}

function outcomeOf(answer: Gathered<HttpExchange>): LinkOutcome {
  if (!answer.ok) {
    const { code, message } = answer.failure;
    return { state: 'failed', code, message };
  }
  const { status, finalUrl, hops, tlsFault } = answer.value;
  return {
    state: 'answered',
    status,
    finalUrl,
    redirects: hops.length - 1,
    refusal: refusedBy(answer.value),
    tlsFault: tlsFault?.code ?? null,
  };
}

function isFine(status: number): boolean {
  return status >= 200 && status < 300;
}

/** Whoever is told to slow down does not ask again at once. */
function asksForRest(status: number): boolean {
  return status === 429 || status === 430;
}
