import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startDeadline } from '../../src/core/deadline.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('fires when its time is over, as a time-out', () => {
  const { signal } = startDeadline(1000, new AbortController().signal);
  vi.advanceTimersByTime(999);
  expect(signal.aborted).toBe(false);
  vi.advanceTimersByTime(1);
  expect(signal.reason).toMatchObject({ name: 'TimeoutError' });
});

test('tells its own end from that of the signal around it', () => {
  const outer = new AbortController();
  const mine = startDeadline(1000, new AbortController().signal);
  const theirs = startDeadline(1000, outer.signal);
  outer.abort(new DOMException('SIGTERM', 'AbortError'));
  vi.advanceTimersByTime(1000);
  expect([mine.expired, theirs.expired]).toEqual([true, false]);
  expect(theirs.signal.reason).toBe(outer.signal.reason);
});

test('inside a signal that has fired already is over from the start', () => {
  const { signal, expired } = startDeadline(1000, AbortSignal.abort('stopped'));
  expect(signal.reason).toBe('stopped');
  expect(expired).toBe(false);
  expect(vi.getTimerCount()).toBe(0);
});

test('that has ended never fires, and leaves no timer', () => {
  const outer = new AbortController();
  const { signal, end } = startDeadline(1000, outer.signal);
  end();
  outer.abort();
  vi.advanceTimersByTime(5000);
  expect(signal.aborted).toBe(false);
  expect(vi.getTimerCount()).toBe(0);
});
