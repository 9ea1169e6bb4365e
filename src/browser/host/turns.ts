/** Waits for its turn, then does the work; what is stopped while it waits is not done at all. */
export interface Turns {
  /** Rejects with the signal's reason where it was stopped before its turn came. */
  take<Value>(work: () => Promise<Value>, signal: AbortSignal): Promise<Value>;
  /** Resolves when nobody works or waits any more. */
  over(): Promise<void>;
}

/** One at a time, in the order of asking. */
export function oneAtATime(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return {
    take(work, signal) {
      const { promise: stopped, reject } = Promise.withResolvers<never>();
      const stop = () => reject(signal.reason);
      if (signal.aborted) stop();
      signal.addEventListener('abort', stop, { once: true });
      const turn = last.then(() => {
        signal.removeEventListener('abort', stop);
        signal.throwIfAborted();
        return work();
      });
      last = turn.catch(() => {});
      return Promise.race([turn, stopped]);
    },
    async over() {
      for (let seen: unknown; seen !== last; ) {
        seen = last;
        await last;
      }
    },
  };
}
