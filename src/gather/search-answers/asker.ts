import type { Gathered } from '../../core/artifacts/failure.ts';
import {
  type HttpExchange,
  type HttpExchangeParams,
  pageParams,
} from '../../core/artifacts/http-exchange.ts';
import type { GatherContext } from '../../core/gatherer.ts';
import { askPolitely } from '../polite-request.ts';

const timeoutMs = 8000;
const mostSilent = 3;

/** Asks a site for one address after the other, until it wants to hear no more. */
export interface Asker {
  /** Null where nothing is asked any more. */
  ask(url: string, params?: Partial<HttpExchangeParams>): Promise<Gathered<HttpExchange> | null>;
  /** Why nothing is asked any more; null while it is. */
  readonly stoppedBy: string | null;
}

/** An asker that stops where the site asks for rest, takes us for a robot, or falls silent three times in a row. */
export function politeAsker(context: Pick<GatherContext, 'need' | 'signal'>): Asker {
  let stoppedBy: string | null = null;
  let silent = 0;
  return {
    get stoppedBy() {
      return stoppedBy;
    },
    async ask(url, params = {}) {
      if (context.signal.aborted) stoppedBy ??= 'the run was stopped';
      if (stoppedBy !== null) return null;
      const { answer, refusal } = await askPolitely(
        pageParams(url, { timeoutMs, maxBodyBytes: 64 * 1024, ...params }),
        context,
      );
      silent = answer.ok ? 0 : silent + 1;
      if (refusal !== null) {
        stoppedBy = refusal;
        return null;
      }
      if (!answer.ok && silent === mostSilent) {
        stoppedBy = `three addresses in a row came to nothing (${answer.failure.message})`;
      }
      return answer;
    },
  };
}
