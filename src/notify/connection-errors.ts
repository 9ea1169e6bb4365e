import { forMailHeader } from '../core/encode/mail.ts';

const words: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset',
  ECONNECTION: 'the connection was closed',
  EPIPE: 'the connection was closed',
  EDNS: 'the host name was not resolved',
  ENOTFOUND: 'the host name was not resolved',
  EAI_AGAIN: 'the host name was not resolved',
  EHOSTUNREACH: 'no route to the host',
  ENETUNREACH: 'no network',
  ETIMEDOUT: 'timed out',
};

/**
 * Why there was no answer, in words and the error's own code. Never its message: libraries put
 * addresses, headers and credentials into it.
 */
export function connectionReason(error: unknown, signals: Deadline): string {
  if (signals.deadline.aborted) return 'timed out';
  if (signals.stop.aborted) return 'the agent was stopped';
  const code = codeOf(error);
  return words[code] ?? forMailHeader(`the connection failed (${code || 'unknown error'})`, 100);
}

/** What may end an attempt: its own deadline, or whoever asked for it. */
export interface Deadline {
  readonly deadline: AbortSignal;
  readonly stop: AbortSignal;
  /** Either. */
  readonly any: AbortSignal;
}

/** A deadline from now on, ended early by a signal. */
export function deadlineWithin(ms: number, stop: AbortSignal): Deadline {
  const deadline = AbortSignal.timeout(ms);
  return { deadline, stop, any: AbortSignal.any([deadline, stop]) };
}

function codeOf(error: unknown): string {
  for (const name of ['originalCode', 'code'] as const) {
    const code = (error as Readonly<Record<string, unknown>> | null)?.[name];
    if (typeof code === 'string' && /^\w{1,60}$/.test(code)) return code;
  }
  return '';
}
