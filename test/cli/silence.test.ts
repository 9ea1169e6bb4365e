import { describe, expect, it } from 'vitest';
import { silenceAdd } from '../../src/cli/silence-add.ts';
import { silenceExpire } from '../../src/cli/silence-expire.ts';
import { silenceList } from '../../src/cli/silence-list.ts';
import { deskFolder, noon } from '../support/desk.ts';

const hour = 3_600_000;
const reason = 'Moving to the new host.';

describe('caretaker silence add', () => {
  it('holds pages back from now on', async () => {
    const { run, read } = await deskFolder();
    const options = { site: 'shop', check: 'ping', for: '2h', reason };
    const { code, out } = await run(silenceAdd, { options });
    expect(code).toBe(0);
    expect(out).toMatch(
      /^S-\w{6}: nobody is paged for ping of shop until 2026-11-23 09:00:00-05:00\n$/,
    );
    expect(await read(({ silences }) => silences.notExpired(noon))).toEqual([
      {
        id: out.split(':')[0],
        site: 'shop',
        check: 'ping',
        from: noon,
        until: noon + 2 * hour,
        by: 'jo',
        reason,
      },
    ]);
  });

  it.each([
    ['2026-11-24T06:00Z', '2026-11-24 01:00:00-05:00'],
    ['2026-11-24T06:00', '2026-11-24 06:00:00-05:00'],
    ['2026-11-24', '2026-11-25 00:00:00-05:00'],
  ])('lasts until %s, on the clock of the site', async (until, shown) => {
    const { run } = await deskFolder();
    const { out } = await run(silenceAdd, { options: { site: 'shop', until, reason } });
    expect(out).toContain(`every check of shop until ${shown}`);
  });

  it('may be for everything, and two in one second have ids of their own', async () => {
    const { run, read } = await deskFolder();
    const options = { until: '2026-11-24T06:00+01:00', reason };
    const { out } = await run(silenceAdd, { options });
    expect(out).toContain('every check of every site until 2026-11-24 05:00:00+00:00');
    await run(silenceAdd, { options });
    const ids = (await read(({ silences }) => silences.notExpired(noon))).map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
  });

  it.each([
    ['no reason', { for: '2h' }, 'say why nobody is to be paged: --reason "…"'],
    ['no end', { reason }, 'say how long: either --for 2h or --until'],
    ['two ends', { for: '2h', until: '2027-01-01T00:00Z', reason }, 'either --for 2h or --until'],
    ['no duration', { for: 'long', reason }, '--for long: expected a duration such as 30m or 2h'],
    ['a duration beyond all bounds', { for: '999999999d', reason }, 'is too long'],
    ['nobody’s clock', { until: '2026-11-24T06:00', reason }, 'expected a time with its offset'],
    ['nobody’s date', { until: '2026-11-24', reason }, 'expected a time with its offset'],
    ['an end before now', { until: '2026-11-23T11:00Z', reason }, 'is over already'],
    ['no time', { site: 'shop', until: 'soon', reason }, '--until soon: expected a time such as'],
    ['an unknown site', { site: 'shp', for: '2h', reason }, 'Did you mean `shop`?'],
    ['an unknown check', { check: 'pong', for: '2h', reason }, 'Did you mean `ping`?'],
  ])('is refused with %s', async (_, options, why) => {
    const { run, read } = await deskFolder();
    const { code, err } = await run(silenceAdd, { options });
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(why) });
    expect(await read(({ silences }) => silences.notExpired(noon))).toEqual([]);
  });
});

describe('caretaker silence list and expire', () => {
  it('show what holds, and end it', async () => {
    const { run } = await deskFolder();
    expect((await run(silenceList)).out).toBe('no silences\n');
    const { out } = await run(silenceAdd, { options: { site: 'shop', for: '2h', reason } });
    const id = out.split(':')[0] ?? '';
    expect((await run(silenceList)).out).toBe(
      `ID        FOR                  UNTIL                      BY         REASON
${id}  every check of shop  2026-11-23 09:00:00-05:00  Jo Miller  Moving to the new host.
`,
    );
    const json = await run(silenceList, { options: { format: 'json' } });
    expect(JSON.parse(json.out)).toMatchObject([{ id, until: '2026-11-23T14:00:00.000Z' }]);

    expect(await run(silenceExpire, { args: { id: id.toLowerCase() } })).toEqual({
      code: 0,
      out: `${id} is over: pages go out again\n`,
      err: '',
    });
    expect((await run(silenceList)).out).toBe('no silences\n');
    expect(await run(silenceExpire, { args: { id } })).toEqual({
      code: 1,
      out: '',
      err: `caretaker: ${id} was over already\n`,
    });
  });

  it('know no other silence', async () => {
    const { run } = await deskFolder();
    const { out } = await run(silenceAdd, { options: { site: 'shop', for: '2h', reason } });
    const id = out.split(':')[0] ?? '';
    const { code, err } = await run(silenceExpire, { args: { id: `${id}X` } });
    expect(code).toBe(2);
    expect(err).toBe(
      `caretaker: there is no silence \`${id}X\`. Did you mean \`${id}\`? \`caretaker silence list\` shows those that hold\n`,
    );
  });
});
