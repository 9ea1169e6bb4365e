/** Thrown where something in the browser took longer than it may. */
export class TookTooLong extends Error {}

/** Whatever the work comes to, within so many milliseconds; calls into a page have no end of their own. */
export async function within<Value>(
  ms: number,
  what: string,
  work: Promise<Value>,
): Promise<Value> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new TookTooLong(`${what} took longer than ${Math.round(ms / 1000)} s`)),
    ms,
  );
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
