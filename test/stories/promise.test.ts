import { describe, expect, it } from 'vitest';
import { localTime, london } from '../support/calendars.ts';
import { config, minute, shop, startPractice } from './support/practice.ts';

const always = { package: 'always-on', calendar: london() } as const;
const gold = { package: 'gold', calendar: london() } as const;

/** A shop that goes down on a Saturday night at three. */
async function outageOf(...sites: Parameters<typeof config>[0]) {
  const practice = await startPractice('2026-11-28T02:58:00Z', { sites });
  await practice.clock.pass(2 * minute);
  for (const { site } of sites) practice.site('failed', site.id);
  await practice.clock.pass(2 * minute);
  return practice;
}

describe('an outage on a Saturday night', () => {
  it('is promised by the clock to a client with 24/7, and from Monday on to one with Gold', async () => {
    const practice = await outageOf(shop('acme', '60s', always), shop('bakery', '60s', gold));
    const incidents = await practice.incidents();
    const of = (site: string) => incidents.find(({ trouble }) => trouble.site === site);
    const opened = of('acme')?.openedAt ?? 0;
    expect(of('acme')).toMatchObject({
      respondBy: opened + 30 * minute,
      resolveBy: opened + 240 * minute,
    });
    expect(of('bakery')).toMatchObject({
      respondBy: localTime('2026-11-30T13:00'),
      resolveBy: localTime('2026-11-30T13:00'),
    });
    expect((await practice.timeline('bakery'))[0]?.reason).toMatch(
      /Response is due by Mon 30 Nov 13:00 \(Gold: 4 working hours\)/,
    );
  });

  it('is promised to nobody whose site has no package', async () => {
    const practice = await outageOf(shop());
    expect(await practice.incidents()).toMatchObject([{ respondBy: null, resolveBy: null }]);
  });

  it('is promised by the config that is in force when it opens', async () => {
    const practice = await startPractice('2026-11-28T02:58:00Z');
    practice.reload(config([shop('shop', '60s', gold)]));
    practice.site('failed');
    await practice.clock.pass(3 * minute);
    const [incident] = await practice.incidents();
    expect(incident?.respondBy).toBe(localTime('2026-11-30T13:00'));
  });
});

it('the agent owes nobody anything for its own trouble', async () => {
  const practice = await outageOf(shop('shop', '60s', gold));
  practice.mailServer({ outcome: 'permanent', reason: 'no such mailbox' });
  await practice.clock.pass(20 * minute);
  const own = (await practice.incidents()).filter(({ trouble }) => trouble.site === '(agent)');
  expect(own).toMatchObject([{ respondBy: null, resolveBy: null }]);
});
