/** A signal for work that may take so long and no longer. */
export interface Deadline {
  /** Fires when the time is over, with a `TimeoutError`, or when the outer signal does, with its reason. */
  readonly signal: AbortSignal;
  /** Whether the signal has fired because the time was over. */
  readonly expired: boolean;
  /** To be called when the work is done: a forgotten deadline keeps all it was about in memory. */
  end(): void;
}

/** Starts a deadline of so many milliseconds within an outer signal. */
export function startDeadline(ms: number, outer: AbortSignal): Deadline {
  const controller = new AbortController();
  const { signal } = controller;
  let expired = false;
  const expire = () => {
    expired = !signal.aborted;
    controller.abort(new DOMException(`not done within ${ms} ms`, 'TimeoutError'));
  };
  const timer = setTimeout(expire, ms);
  const end = () => {
    clearTimeout(timer);
    outer.removeEventListener('abort', stop);
  };
  const stop = () => {
    controller.abort(outer.reason);
    end();
  };
  if (outer.aborted) stop();
  else outer.addEventListener('abort', stop, { once: true });
  return {
    signal,
    get expired() {
      return expired;
    },
    end,
  };
}
