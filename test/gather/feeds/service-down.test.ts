import { expect, it } from 'vitest';
import { retryAfterMs } from '../../../src/gather/feeds/service-down.ts';

const now = Date.UTC(2026, 10, 23, 12);

it.each([
  ['120', 120_000],
  [' 0 ', 0],
  ['Mon, 23 Nov 2026 12:00:30 GMT', 30_000],
  ['Mon, 23 Nov 2026 11:00:00 GMT', null],
  ['-1', null],
  ['soon', null],
  ['9999999999999999', null],
  [undefined, null],
])('a Retry-After of “%s” asks for %s ms', (value, ms) => {
  expect(retryAfterMs(value, now)).toBe(ms);
});
