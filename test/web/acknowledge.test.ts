import { describe, expect, it } from 'vitest';
import type { Incident } from '../../src/core/incident.ts';
import { writeRight } from '../../src/web/access/acknowledge-link.ts';
import { incident } from '../support/seeded-practice.ts';
import { type WebOptions, webOfTest } from '../support/web.ts';

const hour = 3_600_000;
const now = Date.UTC(2026, 10, 23, 12);

async function opened(rest: Partial<Incident> = {}, options: WebOptions = {}) {
  const practice = await webOfTest({
    now: () => now,
    seed: (store) => store.commit({ incidents: [incident('I-7K3M', now, rest)] }, 'durable'),
    ...options,
  });
  const ask = async (path: string, init: RequestInit = {}) => {
    const answer = await practice.web.request(path, init);
    return { status: answer.status, text: await answer.text() };
  };
  const press = (
    path: string,
    headers: Readonly<Record<string, string>> = { 'sec-fetch-site': 'same-origin' },
  ) => ask(path, { method: 'POST', headers });
  const state = async () => (await practice.store.incidents.get('I-7K3M'))?.state;
  return { ...practice, ask, press, state };
}

describe('a link that acknowledges', () => {
  it.each(['GET', 'HEAD'])(
    'does nothing when it is only opened (%s), as mail scanners do',
    async (method) => {
      const { ask, ackPath, state } = await opened();
      expect((await ask(ackPath('I-7K3M'), { method })).status).toBe(200);
      expect(await state()).toBe('open');
    },
  );

  it('shows what it would acknowledge, and for whom', async () => {
    const { ask, ackPath } = await opened();
    const { text } = await ask(ackPath('I-7K3M'));
    expect(text).toContain('Acknowledge I-7K3M?');
    expect(text).toContain('The site answers with an error: 503 Service Unavailable');
    expect(text).toContain('Jo Miller');
  });

  it('acknowledges in the name of whom it was sent to, without any session', async () => {
    const { press, ackPath, store } = await opened();
    const { status, text } = await press(ackPath('I-7K3M'));
    expect(status).toBe(200);
    expect(text).toContain('Acknowledged by <bdi>Jo Miller</bdi>');
    expect(await store.incidents.get('I-7K3M')).toMatchObject({
      state: 'acknowledged',
      acknowledgedBy: 'jo',
      acknowledgedAt: now,
    });
  });

  it('works once, and says afterwards who it was', async () => {
    const { ask, press, ackPath, store } = await opened();
    const path = ackPath('I-7K3M');
    const both = await Promise.all([press(path), press(path)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { status, text } = await ask(path);
    expect(status).toBe(409);
    expect(text).toContain('It was acknowledged by <bdi>Jo Miller</bdi>');
    const entries = await store.timeline.of('I-7K3M');
    expect(entries.filter(({ kind }) => kind === 'acknowledged')).toHaveLength(1);
  });

  it.each([
    [{ state: 'resolved', resolvedBy: 'sam', resolvedAt: now - hour }, 409, 'It was resolved by'],
    [{ openings: 2 }, 409, 'Use the link of the newest message.'],
    [{ state: 'acknowledged', acknowledgedBy: 'sam', acknowledgedAt: now - hour }, 409, 'Sam Reed'],
  ] as const)('of an incident that is %j is of no use', async (rest, status, why) => {
    const { ask, press, ackPath, store } = await opened(rest);
    const before = await store.incidents.get('I-7K3M');
    for (const answer of [await ask(ackPath('I-7K3M')), await press(ackPath('I-7K3M'))]) {
      expect(answer.status).toBe(status);
      expect(answer.text).toContain(why);
    }
    expect(await store.incidents.get('I-7K3M')).toEqual(before);
  });

  it('expires, and says until when it could be used', async () => {
    const { ask, press, ackPath, state } = await opened();
    const path = ackPath('I-7K3M', { validMs: -hour });
    expect((await ask(path)).status).toBe(410);
    const { status, text } = await press(path);
    expect(status).toBe(410);
    expect(text).toContain('It could be used until 11:00 (Europe/London).');
    expect(await state()).toBe('open');
  });

  it('of somebody who has left the practice is of no use', async () => {
    const { press, ackPath, state } = await opened();
    expect((await press(ackPath('I-7K3M', { person: 'kim' }))).status).toBe(403);
    expect(await state()).toBe('open');
  });

  it('of an incident of which nothing is known says so', async () => {
    const { ask, ackPath } = await opened();
    expect((await ask(ackPath('I-NONE'))).status).toBe(404);
  });

  it('of another store was not made here', async () => {
    const { ask } = await opened();
    const right = { incident: 'I-7K3M', opening: 1, person: 'jo', expires: now + hour };
    const path = `/ack/${writeRight(right, 'the secret of another store')}`;
    expect((await ask(path)).status).toBe(403);
  });

  it('that was changed anywhere was not made here', async () => {
    const { press, ackPath, state } = await opened();
    const path = ackPath('I-7K3M');
    const [payload = '', seal = ''] = path.slice('/ack/'.length).split('.');
    const other = Buffer.from(
      Buffer.from(payload, 'base64url').toString().replace('"jo"', '"sam"'),
    ).toString('base64url');
    const last = seal.at(-1) === 'A' ? 'B' : 'A';
    const forgeries = [
      `/ack/${other}.${seal}`,
      `/ack/${payload}.${last}${seal.slice(1)}`,
      `/ack/${payload}`,
      `/ack/${payload}.`,
      `/ack/${payload}.${seal}.`,
      `/ack/.${seal}`,
      `/ack/${'x'.repeat(5000)}`,
      '/ack/%00',
    ];
    for (const forgery of forgeries) expect((await press(forgery)).status, forgery).toBe(403);
    expect(await state()).toBe('open');
  });

  it('that another site presses is refused', async () => {
    const { press, ackPath, state } = await opened();
    const answer = await press(ackPath('I-7K3M'), { 'sec-fetch-site': 'cross-site' });
    expect(answer.status).toBe(403);
    expect(await state()).toBe('open');
  });

  it('needs no signing in under a public URL, and shows nothing else', async () => {
    const publicUrl = 'https://caretaker.practice.example/';
    const { web, ackPath } = await opened({}, { publicUrl });
    const answer = await web.request(new URL(ackPath('I-7K3M'), publicUrl));
    expect(answer.status).toBe(200);
    expect((await web.request(new URL('/incidents/I-7K3M', publicUrl))).status).toBe(303);
  });
});
