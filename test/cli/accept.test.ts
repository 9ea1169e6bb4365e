import { describe, expect, it } from 'vitest';
import { accept } from '../../src/cli/accept.ts';
import type { ResultRecord } from '../../src/core/commit.ts';
import { finding, result } from '../support/check-runs.ts';
import { deskFolder, noon } from '../support/desk.ts';

const record = (site: string, ...fingerprints: readonly string[]): ResultRecord => ({
  site,
  intervalMs: 60_000,
  result: result({
    check: 'ping',
    findings: fingerprints.map((fingerprint) => finding({ fingerprint })),
  }),
});
const results = [record('shop', '3f9a0c11d2e4b5a6', '3f9ab00000000000'), record('club')];
const options = { until: '2027-01-31', reason: 'Goes with the relaunch.' };

const folder = () => deskFolder({ results });

describe('caretaker accept', () => {
  it('accepts a finding of the last results through a day of the site', async () => {
    const { run, read } = await folder();
    const args = { site: 'shop', fingerprint: '3F9A0' };
    const { code, out, err } = await run(accept, { args, options });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(
      /^A-\w{6}: Jo Miller accepts `The site answers with an error` \(ping at shop\) until 2027-02-01 00:00:00-05:00; from the next run on it fails nothing\n$/,
    );
    expect(await read((store) => store.acceptances.notExpired(noon))).toEqual([
      {
        id: out.split(':')[0],
        site: 'shop',
        check: 'ping',
        fingerprint: '3f9a0c11d2e4b5a6',
        until: Date.parse('2027-02-01T05:00Z'),
        by: 'jo',
        reason: 'Goes with the relaunch.',
        createdAt: noon,
      },
    ]);
  });

  it.each([
    ['3f9a', '`3f9a` is not enough to tell which finding is meant; there are:'],
    ['3f9', '`3f9` is not enough to tell which finding is meant; there are:'],
    ['ffff', 'no finding in the last results of shop begins with `ffff`; there are:'],
  ])('lists the findings where %s names none or several', async (fingerprint, why) => {
    const { run, read } = await folder();
    const { code, err } = await run(accept, { args: { site: 'shop', fingerprint }, options });
    expect(code).toBe(2);
    expect(err).toBe(`caretaker: ${why}
3f9a0c11d2e4b5a6  ping  The site answers with an error  https://shop.example/
3f9ab00000000000  ping  The site answers with an error  https://shop.example/
`);
    expect(await read((store) => store.acceptances.notExpired(noon))).toEqual([]);
  });

  it.each([
    ['no reason', { until: '2027-01-31' }, 'say why it may stay: --reason "…"'],
    ['no date', { reason: 'x' }, 'say until when: --until 2027-01-31'],
    ['no such date', { reason: 'x', until: '2027-02-30' }, 'say until when: --until 2027-01-31'],
    ['a date before', { reason: 'x', until: '2026-11-22' }, 'is over already'],
  ])('is refused with %s', async (_, given, why) => {
    const { run } = await folder();
    const args = { site: 'shop', fingerprint: '3f9a0' };
    const { code, err } = await run(accept, { args, options: given });
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(why) });
  });

  it('says so where a site has no findings, or is none', async () => {
    const { run } = await folder();
    const of = (site: string) => run(accept, { args: { site, fingerprint: '3f9a' }, options });
    expect((await of('club')).err).toBe(
      'caretaker: no finding in the last results of club begins with `3f9a`; it has none\n',
    );
    expect((await of('shp')).err).toContain('unknown site `shp`. Did you mean `shop`?');
  });
});
