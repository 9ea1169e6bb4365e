import { describe, expect, it } from 'vitest';
import { wallTime, zoneName } from '../../../src/web/parts/time.ts';

const winter = Date.UTC(2026, 10, 23, 23, 30);
const summer = Date.UTC(2026, 6, 1, 12);

describe('the clock of a zone', () => {
  it.each([
    ['UTC', winter, 'UTC'],
    ['Europe/London', winter, 'GMT'],
    ['Europe/London', summer, 'BST'],
    ['Europe/Berlin', summer, 'CEST'],
    ['America/New_York', winter, 'GMT-5'],
    ['Asia/Kolkata', winter, 'GMT+5:30'],
  ])('of %s has a name that people know', (zone, at, name) => {
    expect(zoneName(at, zone)).toBe(name);
  });

  it.each([
    ['Europe/London', '23:30'],
    ['Europe/Berlin', 'Tue 00:30'],
  ])('of %s names the day where it is another than now there', (zone, text) => {
    expect(wallTime(winter, zone, winter - 3_600_000)).toBe(text);
  });
});
