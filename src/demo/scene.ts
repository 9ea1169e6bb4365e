import type { Scene } from './street-site.ts';

/** When things happen in the street, ms. The clock of a site starts with the first visit that it gets. */
export interface StreetTimes {
  /** From the first visit until the shop goes down. */
  readonly downAfterMs: number;
  readonly downForMs: number;
  /** From one outage to the next. */
  readonly repeatMs: number;
  /** From the first visit until more orders wait than the config allows. */
  readonly queueFullAfterMs: number;
}

/**
 * The outage lasts until its page has left: two repeats of the check, and 30 s in which it might
 * pass. The next one comes when the last is a closed matter. The queue fills up after the all-clear,
 * so that one story is over before the other begins.
 */
export const streetTimes: StreetTimes = {
  downAfterMs: 5_000,
  downForMs: 52_000,
  repeatMs: 20 * 60_000,
  queueFullAfterMs: 85_000,
};

/** Orders that may wait, by the config of the API. */
export const mostOrders = 100;
const ordersAtFirst = 12;

/** How things stand so long after a site's first visit. */
export function sceneAt(sinceMs: number, times: StreetTimes): Scene {
  const { downAfterMs, downForMs, repeatMs, queueFullAfterMs } = times;
  const sinceDown = sinceMs - downAfterMs;
  const filled = queueFullAfterMs === 0 ? 1 : Math.min(1, sinceMs / queueFullAfterMs);
  return {
    shopIsDown: sinceDown >= 0 && sinceDown % repeatMs < downForMs,
    ordersWaiting: Math.round(ordersAtFirst + filled * (mostOrders - ordersAtFirst)),
  };
}
