import { describe, expect, it } from 'vitest';
import { type ScheduleQuestion, scheduleNext } from '../../src/cli/schedule-next.ts';
import { memoryIo } from '../support/memory-io.ts';

async function ask(question: Partial<ScheduleQuestion>) {
  const io = memoryIo();
  const code = await scheduleNext(
    {
      schedule: '30 2 * * *',
      timezone: 'UTC',
      from: '2026-11-23T02:30:00Z',
      now: Date.UTC(2026, 10, 23, 12, 0, 0, 1),
      count: '2',
      format: 'text',
      ...question,
    },
    io,
  );
  return { code, out: io.out(), err: io.err() };
}

describe('caretaker schedule next', () => {
  it('prints one UTC instant a line, the first one included', async () => {
    expect(await ask({})).toEqual({
      code: 0,
      out: '2026-11-23T02:30:00Z\n2026-11-24T02:30:00Z\n',
      err: '',
    });
  });

  it.each([
    [{ from: '2026-11-23T03:30:00+01:00' }, '2026-11-23T02:30:00Z'],
    [{ from: '2026-11-23T02:30:00.000001Z' }, '2026-11-24T02:30:00Z'],
    [{ from: '2026-11-23T08:00', timezone: 'Asia/Kolkata' }, '2026-11-23T21:00:00Z'],
    [{ from: '2026-11-23', timezone: 'Asia/Kolkata' }, '2026-11-22T21:00:00Z'],
    [{ from: null }, '2026-11-24T02:30:00Z'],
    [{ schedule: '60s', from: null }, '2026-11-23T12:01:00Z'],
    [{ schedule: '*/20 * * * * *', from: null }, '2026-11-23T12:00:20Z'],
    [{ schedule: '0 0 29 2 mon', timezone: 'Europe/London' }, '2027-02-01T00:00:00Z'],
  ])('understands %j', async (question, first) => {
    const { code, out } = await ask({ ...question, count: '1' });
    expect({ code, out }).toEqual({ code: 0, out: `${first}\n` });
  });

  it('prints JSON for machines', async () => {
    const { out } = await ask({ format: 'json' });
    expect(JSON.parse(out)).toEqual(['2026-11-23T02:30:00Z', '2026-11-24T02:30:00Z']);
  });

  it.each([
    [{ schedule: '0 3 30 2 *' }, '`0 3 30 2 *` never comes: no such day (30) in the month (2)'],
    [
      { schedule: 'hourly' },
      '`hourly` is no schedule; expected an interval such as `60s`, or cron such as `0 3 * * 1`',
    ],
    [
      { schedule: '\u001b[2J * * * *' },
      '`\\x1b[2J * * * *` is no cron expression: `\\x1b[2J` is not possible for the minute',
    ],
    [
      { timezone: 'Europe/Lodon' },
      '--tz Europe/Lodon: unknown time zone. Did you mean `Europe/London`?',
    ],
    [
      { timezone: '2026-01-01T00:00[Europe/London]' },
      '--tz 2026-01-01T00:00[Europe/London]: unknown time zone. Use a name such as Europe/London.',
    ],
    [
      { from: 'tomorrow' },
      '--from tomorrow: expected a time such as 2026-11-23T02:30:00Z, 1900 to 9999',
    ],
    [
      { from: '+275760-09-01T00:00:00Z' },
      '--from +275760-09-01T00:00:00Z: expected a time such as 2026-11-23T02:30:00Z, 1900 to 9999',
    ],
    [{ count: '0' }, '--count 0: expected a whole number from 1 to 10000'],
    [{ count: '1e3' }, '--count 1e3: expected a whole number from 1 to 10000'],
    [{ count: '10001' }, '--count 10001: expected a whole number from 1 to 10000'],
  ])('refuses %j', async (question, message) => {
    expect(await ask(question)).toEqual({ code: 2, out: '', err: `caretaker: ${message}\n` });
  });
});
