import { describe, expect, it } from 'vitest';
import { mostOrders, sceneAt, streetTimes } from '../../src/demo/scene.ts';

const second = 1000;
const minute = 60 * second;
const at = (ms: number) => sceneAt(ms, streetTimes);
const downAt = (ms: number) => at(ms).shopIsDown;

describe('the street after its first visit', () => {
  it('lets every check pass at first', () => {
    expect(at(0)).toEqual({ shopIsDown: false, ordersWaiting: 12 });
  });

  it('has its shop down for less than a minute, and again every 20 minutes', () => {
    const seconds = Array.from({ length: 40 * 60 }, (_, index) => index * second);
    const changes = seconds.filter((ms) => ms > 0 && downAt(ms) !== downAt(ms - second));
    expect(changes.map((ms) => ms / second)).toEqual([5, 57, 1205, 1257]);
  });

  it('is down at the second visit, be the visits 10 s apart, and until its page has left', () => {
    // Two repeats of the check take 4 s at most, and the page waits 30 s.
    for (const visit of [10, 14, 44])
      expect([visit, downAt(visit * second)]).toEqual([visit, true]);
    expect(downAt(minute)).toBe(false);
  });

  it('piles up orders until there are more than its config allows, after the all-clear', () => {
    // The page leaves after 44 s, and the next message to the same phone a minute later.
    expect(at(80 * second).ordersWaiting).toBeLessThan(mostOrders);
    expect(at(85 * second).ordersWaiting).toBe(mostOrders);
    expect(at(60 * minute).ordersWaiting).toBe(mostOrders);
  });
});
