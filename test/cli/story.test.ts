import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../src/agent/agent.ts';
import { tellStory } from '../../src/cli/story/story.ts';
import { lookOf } from '../../src/report/check-run/table/look.ts';
import { entry, incident } from '../store/support/values.ts';
import { finding, hostile, result } from '../support/check-runs.ts';
import { FastClock } from '../support/fast-clock.ts';

const passed = () => result({ durationMs: 12 });
const failed = (title = 'The site answers 503') =>
  result({ findings: [finding({ rule: 'status-unexpected', title })] });

function story(columns = 100, unicode = true) {
  const clock = new FastClock('2026-11-23T21:34:00Z');
  let out = '';
  const teller = tellStory({
    write: (text) => {
      out += text;
    },
    look: lookOf({ columns, unicode, color: false, version: '0.0.0' }),
    now: () => clock.now(),
    timezone: 'Europe/London',
    after: clock.timer,
    everyMs: 20_000,
    showFirst: true,
  });
  return {
    ...teller,
    clock,
    lines: () => out.split('\n').slice(0, -1),
  };
}

const changeOf = (...timeline: Change['timeline']): Change => ({
  incident: incident('I-0V3K7F', { title: 'The site answers 503' }),
  timeline,
  step: { kind: 'keep' },
  drafts: [],
});

describe('the story of a run', () => {
  it('tells the first run of each check, and later only what is new', () => {
    const { lines, ...teller } = story();
    teller.result('shop', passed());
    teller.result('shop', passed());
    teller.result('shop', failed());
    teller.result('shop', failed());
    teller.result('shop', passed());
    teller.result('api', result({ check: 'tls-certificate', outcome: 'inapplicable' }));
    expect(lines()).toEqual([
      '21:34:00  ✓ shop uptime passed in 12 ms',
      '21:34:00  ✗ shop uptime failed: The site answers 503',
      '21:34:00  ✓ shop uptime passed again in 12 ms',
    ]);
  });

  it('tells warnings, what a person must judge, and what could not be done', () => {
    const { lines, ...teller } = story();
    const slow = finding({ rule: 'latency-over-budget', verdict: 'warning', title: 'It is slow' });
    teller.result('shop', result({ durationMs: 4000, findings: [slow] }));
    const asked = finding({ verdict: 'review', title: 'We are taken for a robot' });
    teller.result('blog', result({ findings: [asked] }));
    teller.result('api', result({ outcome: 'errored', reason: 'no network' }));
    expect(lines()).toEqual([
      '21:34:00  ✓ shop uptime passed in 4.0 s: warning: It is slow',
      '21:34:00  ? blog uptime must be judged by a person: We are taken for a robot',
      '21:34:00  ! api uptime could not be done: no network',
    ]);
  });

  it('sums up what is as before, and is silent where nothing ran', async () => {
    const { lines, clock, ...teller } = story();
    for (let run = 0; run < 15; run += 1) teller.result('shop', passed());
    await clock.pass(20_000);
    for (const site of ['a', 'b', 'c', 'd', 'e']) teller.result(site, failed());
    await clock.pass(60_000);
    teller.result('shop', passed());
    await clock.pass(20_000);
    expect(lines().filter((line) => line.includes('in the last'))).toEqual([
      '21:34:20    15 checks passed in the last 20 s',
      '21:34:40    0 checks passed in the last 20 s, 5 did not; failing now: a uptime, b uptime, c uptime',
      '21:35:40    1 check passed in the last 20 s; failing now: a uptime, b uptime, c uptime and 2 more',
    ]);
    const told = lines().length;
    teller.result('shop', passed());
    teller.end();
    await clock.pass(60_000);
    expect(lines()).toHaveLength(told);
  });

  it('tells what happens to an incident, and why', () => {
    const { lines, ...teller } = story(76);
    const about = 'I-0V3K7F';
    const opened = '3 runs in a row failed: The site answers 503. Response is due by 22:04.';
    teller.change(changeOf(entry(about, { kind: 'opened', reason: opened })));
    const planned = 'The first page waits 30 s and is dropped if the trouble passes.';
    const paged = 'Paged jo by phone.';
    teller.change(
      changeOf(
        entry(about, { kind: 'page-planned', reason: planned }),
        entry(about, { kind: 'paged', reason: paged }),
        entry(about, { kind: 'resolved', reason: '2 runs in a row passed.' }),
      ),
    );
    expect(lines()).toEqual([
      '21:34:00  ● Incident I-0V3K7F opened: P1 acme uptime: The site answers 503',
      '            3 runs in a row failed. Response is due by 22:04.',
      '            A production site is down.',
      '21:34:00  ● Incident I-0V3K7F page planned: The first page waits 30 s and is',
      '            dropped if the trouble passes.',
      '21:34:00  ● Incident I-0V3K7F paged jo by phone.',
      '21:34:00  ● Incident I-0V3K7F resolved: 2 runs in a row passed.',
    ]);
  });

  it('shows a message as its reader gets it, with links in one piece', () => {
    const { lines, ...teller } = story(60);
    const link = `https://care.example/ack/${'x'.repeat(80)}`;
    const subject = 'P1 shop: down [I-0V3K7F]';
    const body = `${subject}\nSite: shop\n\nAcknowledge: ${link}\nWhy you: ${'because '.repeat(8)}`;
    teller.ring('The page that Jo gets:', { subject, body });
    expect(lines()).toEqual([
      '21:34:00  → The page that Jo gets:',
      `            ┌${'─'.repeat(46)}`,
      '            │ P1 shop: down [I-0V3K7F]',
      '            │',
      '            │ Site: shop',
      '            │',
      `            │ Acknowledge: ${link}`,
      '            │ Why you: because because because because',
      '            │ because because because because',
      `            └${'─'.repeat(46)}`,
    ]);
  });

  it('tells what became of other messages, of faults of its own, and of the run', () => {
    const { lines, ...teller } = story();
    const event = { key: 'k', incident: 'I-1', person: 'jo', channel: 'mail', ageMs: 100 } as const;
    teller.message({ ...event, status: 'sent', reason: '250 ok' });
    teller.message({ ...event, status: 'gave-up', reason: 'refused', ageMs: 86_400_000 });
    teller.fault('escalation', new Error('the disk is full'));
    teller.note('info', 'stopping');
    expect(lines()).toEqual([
      '21:34:00  → Message to jo by mail sent: 250 ok',
      '21:34:00  → Message to jo by mail gave up after 24 h: refused',
      '21:34:00  ! escalation: the disk is full',
      '21:34:00    stopping',
    ]);
  });

  it('needs no more than ASCII for its own signs', () => {
    const { lines, ...teller } = story(80, false);
    teller.change(changeOf(entry('I-0V3K7F', { kind: 'noted', reason: 'The host is at it.' })));
    teller.ring('To Jo:', { subject: 'It is down', body: 'Since two.' });
    expect(lines().join('')).toMatch(/^[\x20-\x7e]+$/);
  });

  it('lets nothing steer the terminal, whoever wrote it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const { lines, ...teller } = story(60);
        const bad = `${text}${hostile}`;
        teller.result('shop', failed(bad));
        teller.change({
          ...changeOf(entry('I-0V3K7F', { kind: 'opened', reason: bad })),
          incident: incident('I-0V3K7F', { title: bad }),
        });
        teller.ring('To Jo:', { subject: bad, body: `${bad}\nhttp://evil.example/${bad}` });
        teller.note('error', bad);
        for (const line of lines()) expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      }),
    );
  });

  it('is bounded, whatever a site says', () => {
    const { lines, ...teller } = story();
    const flood = 'A'.repeat(1_000_000);
    teller.result('shop', failed(flood));
    teller.ring('To Jo:', { subject: 'down', body: `${flood}\n`.repeat(3) });
    expect(lines().join('\n').length).toBeLessThan(10_000);
  });

  it('keeps secrets, also those that a line would break', () => {
    const { lines, ...teller } = story(60);
    teller.hide(['correct horse battery staple']);
    teller.note('info', `${'x '.repeat(20)} correct horse battery staple`);
    teller.ring('To Jo:', { subject: 'correct horse battery staple', body: 'x' });
    expect(lines().join(' ')).not.toMatch(/horse|battery/);
  });
});
