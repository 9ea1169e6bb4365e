import type { HttpExchangeParams, TlsFault } from '../../core/artifacts/http-exchange.ts';
import type { Deadline } from '../../core/deadline.ts';
import type { FailureCode } from '../../core/failure-codes.ts';
import type { GatherContext } from '../../core/gatherer.ts';
import { oneLine } from '../../core/text.ts';
import { describeError, failureOfError, isTlsFault } from './errors.ts';
import { type HopOutcome, type HopRequest, requestHop } from './hop.ts';

/** A reason for which a chain ends without an answer. */
export interface ChainFailure {
  readonly code: FailureCode;
  readonly why: string;
}

/** A strict look, and where TLS is at fault a permissive one that tells "up, TLS broken" from "down". */
export async function look(
  params: HttpExchangeParams,
  request: Omit<HopRequest, 'strictness'>,
  context: GatherContext,
): Promise<{ readonly outcome: HopOutcome; readonly fault: TlsFault | null }> {
  const outcome = await requestHop(params, { ...request, strictness: 'strict' }, context);
  if (outcome.ok || request.signal.aborted || !isTlsFault(outcome.error)) {
    return { outcome, fault: null };
  }
  const { code, message } = describeError(outcome.error);
  context.trace('tls', `refused by a strict client: ${code}; looking again without judging TLS`);
  // Secrets never travel over a connection that cannot be trusted.
  const permissive: HopRequest = { ...request, headers: {}, body: null, strictness: 'permissive' };
  return {
    outcome: await requestHop(params, permissive, context),
    fault: { code, message: oneLine(message, 500) },
  };
}

/** What a failed look means: whose deadline passed, which phase broke, where the name led. */
export function failureOfLook(
  { error, stage }: HopOutcome & { ok: false },
  run: {
    readonly timeoutMs: number;
    readonly deadline: Deadline;
    /** The visit's own signal. */
    readonly signal: AbortSignal;
    readonly redirected: boolean;
  },
): ChainFailure {
  if (run.deadline.expired || isTimeout(run.signal.reason)) {
    return {
      code: 'timed-out',
      why: `no complete answer within ${run.timeoutMs} ms (while ${stage})`,
    };
  }
  if (run.signal.aborted) return { code: 'cancelled', why: `stopped while ${stage}` };
  const { code, message } = failureOfError(error);
  const why = `${message} (while ${stage})`;
  if (code === 'address-not-public' && run.redirected) {
    return { code: 'redirect-to-private-address', why };
  }
  if (stage === 'reading the body') return { code: 'body-broken', why };
  return { code: isTlsFault(error) ? 'tls-failed' : code, why };
}

function isTimeout(reason: unknown): boolean {
  return reason instanceof DOMException && reason.name === 'TimeoutError';
}
