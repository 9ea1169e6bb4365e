import { describe, expect, it } from 'vitest';
import type { AgentStatus } from '../../src/core/agent-status.ts';
import { incident } from '../support/seeded-practice.ts';
import { token, type WebOptions, webOfTest } from '../support/web.ts';

const now = Date.UTC(2026, 10, 23, 12, 34, 56);
const publicUrl = 'https://caretaker.practice.example/';
const own = { 'sec-fetch-site': 'same-origin' };

type Headers = Readonly<Record<string, string>>;

/** Pages of one incident, and a browser that keeps the cookie. */
async function visitor(options: WebOptions = {}) {
  const practice = await webOfTest({
    seed: (store) => store.commit({ incidents: [incident('I-7K3M', now)] }, 'durable'),
    ...options,
  });
  const base = options.publicUrl ?? 'http://localhost/';
  let cookie = '';
  const request = async (path: string, init: RequestInit = {}) => {
    const headers = { ...(init.headers as Headers), ...(cookie === '' ? {} : { cookie }) };
    const answer = await practice.web.request(new URL(path, base), { ...init, headers });
    cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    return answer;
  };
  const post = (path: string, fields: Readonly<Record<string, string>>, headers: Headers = own) =>
    request(path, { method: 'POST', headers, body: new URLSearchParams(fields) });
  const keyOn = async (path: string) =>
    /name="key" value="([^"]+)"/.exec(await (await request(path)).text())?.[1] ?? '';
  const signIn = () => request(`/?token=${token}`);
  const state = async () => (await practice.store.incidents.get('I-7K3M'))?.state;
  return { practice, request, post, keyOn, signIn, state };
}

describe('on its own machine', () => {
  it('everybody reads, nobody who has not signed in changes anything', async () => {
    const { request, post, state } = await visitor();
    for (const path of ['/', '/sites/harbour-books', '/incidents', '/incidents/I-7K3M']) {
      expect((await request(path)).status, path).toBe(200);
    }
    const answer = await post('/incidents/I-7K3M/acknowledge', { person: 'jo' });
    expect(answer.status).toBe(401);
    expect(await state()).toBe('open');
  });

  it.each([
    'http://evil.example/',
    'http://localhost.evil.example/',
    'http://127.0.0.1.evil.example/',
    'http://192.168.0.7/',
    'http://[::2]/',
  ])('a name that is not ours is refused, as after DNS rebinding: %s', async (url) => {
    const { practice } = await visitor();
    for (const path of ['/', '/metrics', '/events', '/incidents/I-7K3M']) {
      expect((await practice.web.request(new URL(path, url))).status, path).toBe(421);
    }
  });

  it.each([
    'http://localhost:8080/',
    'http://127.0.0.1:8080/',
    'http://127.8.8.8/',
    'http://[::1]/',
  ])('is reached as %s', async (url) => {
    const { practice } = await visitor();
    expect((await practice.web.request(url)).status).toBe(200);
  });
});

describe('signing in', () => {
  it('by the URL that was printed leads to the same page without the token', async () => {
    const { request, keyOn } = await visitor();
    const answer = await request(`/incidents/I-7K3M?token=${token}`);
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/incidents/I-7K3M');
    expect(answer.headers.get('set-cookie')).toMatch(
      /^caretaker-[\w-]{8}=[\w.-]+; Max-Age=1209600; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    expect(await keyOn('/incidents/I-7K3M')).not.toBe('');
  });

  it('with a wrong token says so, and sets nothing', async () => {
    const { request } = await visitor();
    const answer = await request('/?token=wrong');
    expect(answer.status).toBe(401);
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(await answer.text()).toContain('This is not the token.');
  });

  it('by the form takes the token and who it is', async () => {
    const { post, request } = await visitor();
    expect((await post('/sign-in', { token, person: 'nobody' })).status).toBe(422);
    const answer = await post('/sign-in', { token, person: 'sam', next: '/incidents/I-7K3M' });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/incidents/I-7K3M');
    expect(await (await request('/incidents/I-7K3M')).text()).toContain(
      '<option value="sam" selected>Sam Reed</option>',
    );
  });

  it.each([
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example/',
    'javascript:alert(1)',
    '/\t/evil.example',
    'http:evil.example',
  ])('never leads to another site: %s', async (next) => {
    const { post } = await visitor();
    const answer = await post('/sign-in', { token, person: 'sam', next });
    expect(answer.headers.get('location')).toMatch(/^\/(?!\/)[^\\]*$/);
  });

  it('after ten wrong tokens has to wait, also with the right one', async () => {
    const { post } = await visitor();
    for (let nth = 0; nth < 10; nth++) {
      expect((await post('/sign-in', { token: `guess ${nth}`, person: 'sam' })).status).toBe(401);
    }
    const answer = await post('/sign-in', { token, person: 'sam' });
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(50);
  });

  it('ends with signing out, and by itself after two weeks', async () => {
    let time = now;
    const { signIn, post, keyOn, request } = await visitor({ now: () => time });
    await signIn();
    await post('/sign-out', { key: await keyOn('/') });
    expect(await (await request('/')).text()).toContain('href="/sign-in"');
    await signIn();
    time += 15 * 86_400_000;
    expect(await (await request('/')).text()).toContain('href="/sign-in"');
  });
});

describe('a form', () => {
  const person = 'jo';
  const path = '/incidents/I-7K3M/acknowledge';

  it('of the session acknowledges, and is remembered for who sent it', async () => {
    const { signIn, keyOn, post, practice, request } = await visitor();
    await signIn();
    const key = await keyOn('/incidents/I-7K3M');
    const answer = await post(path, { key, person, text: 'Looking' });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/incidents/I-7K3M');
    expect(await practice.store.incidents.get('I-7K3M')).toMatchObject({
      state: 'acknowledged',
      acknowledgedBy: 'jo',
    });
    const entries = await practice.store.timeline.of('I-7K3M');
    expect(entries.at(-1)).toMatchObject({ kind: 'noted', by: 'jo', reason: 'Looking' });
    expect(await (await request('/')).text()).toContain('<bdi>Jo Miller</bdi>');
  });

  it.each([
    ['without the key of the session', { person }, own],
    ['with a key of another session', { person, key: 'x' }, own],
  ])('%s is refused', async (_, fields, headers) => {
    const { signIn, post, state } = await visitor();
    await signIn();
    expect((await post(path, fields as Record<string, string>, headers)).status).toBe(403);
    expect(await state()).toBe('open');
  });

  it.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
    { origin: 'https://evil.example' },
    { origin: 'http://localhost.evil.example' },
  ])('that another site sends is refused, even with the key: %j', async (headers) => {
    const { signIn, keyOn, post, state } = await visitor();
    await signIn();
    const key = await keyOn('/incidents/I-7K3M');
    expect((await post(path, { key, person }, headers as unknown as Headers)).status).toBe(403);
    expect(await state()).toBe('open');
  });

  it('with more than 16 KiB is refused before it is read', async () => {
    const { signIn, keyOn, post } = await visitor();
    await signIn();
    const key = await keyOn('/incidents/I-7K3M');
    const answer = await post('/incidents/I-7K3M/note', { key, person, text: 'x'.repeat(17_000) });
    expect(answer.status).toBe(413);
  });

  it.each([
    ['note', { text: '   ' }, 422, 'The note is empty'],
    ['note', { text: 'x'.repeat(2001) }, 422, '2000 characters at most'],
    ['resolve', { text: '' }, 422, 'give a reason'],
    ['note', { text: 'kept &lt;', person: 'mallory' }, 422, 'say who you are'],
    ['note', { text: 'kept', person: '' }, 422, 'say who you are'],
  ])(
    'to %s with %j is answered by %i, and keeps what was typed',
    async (act, fields, status, why) => {
      const { signIn, keyOn, post, practice } = await visitor();
      await signIn();
      const key = await keyOn('/incidents/I-7K3M');
      const answer = await post(`/incidents/I-7K3M/${act}`, { key, person, ...fields });
      expect(answer.status).toBe(status);
      const text = await answer.text();
      expect(text).toContain(why);
      expect(text).toContain(fields.text.trim().replaceAll('&', '&amp;').slice(0, 100));
      expect(await practice.store.timeline.of('I-7K3M')).toEqual([]);
    },
  );

  it('that comes second is told who was first', async () => {
    const { signIn, keyOn, post } = await visitor();
    await signIn();
    const key = await keyOn('/incidents/I-7K3M');
    await post(path, { key, person: 'sam' });
    const answer = await post(path, { key, person });
    expect(answer.status).toBe(409);
    expect(await answer.text()).toContain('was acknowledged by sam');
  });

  it('of a practice without people takes any name, in one line', async () => {
    const { signIn, keyOn, post, practice } = await visitor({ people: () => [] });
    await signIn();
    const key = await keyOn('/incidents/I-7K3M');
    await post(path, { key, person: '  Ada\n Lovelace ' });
    expect((await practice.store.incidents.get('I-7K3M'))?.acknowledgedBy).toBe('Ada Lovelace');
  });
});

describe('a machine', () => {
  it('acts with the token in a header, without cookie and key', async () => {
    const { post, state } = await visitor();
    const headers = { authorization: `Bearer ${token}` };
    const answer = await post('/incidents/I-7K3M/acknowledge', { person: 'jo' }, headers);
    expect(answer.status).toBe(303);
    expect(await state()).toBe('acknowledged');
  });

  it('with a wrong one does not', async () => {
    const { post, state } = await visitor();
    const headers = { authorization: 'Bearer nearly' };
    const answer = await post('/incidents/I-7K3M/acknowledge', { person: 'jo' }, headers);
    expect(answer.status).toBe(401);
    expect(await state()).toBe('open');
  });
});

const healthy: AgentStatus = {
  version: '1',
  startedAt: now,
  lastTickAt: now,
  nextDueAt: null,
  storeFault: null,
  configFault: null,
  configLoadedAt: now,
  sites: 0,
  openIncidents: { P1: 0, P2: 0, P3: 0, P4: 0 },
  outbox: { waiting: 0, oldestMs: 0 },
  runs: { passed: 0, failed: 0, incomplete: 0, inapplicable: 0, errored: 0 },
  lastRuns: [],
};

describe('under a public URL', () => {
  it('reading needs signing in, and leads back', async () => {
    const { request, practice } = await visitor({ publicUrl });
    const answer = await request('/sites/harbour-books?x=1');
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/sign-in?next=%2Fsites%2Fharbour-books%3Fx%3D1');
    expect((await request('/events')).status).toBe(401);
    const local = await practice.web.request('http://127.0.0.1:8080/');
    expect(local.status).toBe(303);
  });

  it('a link in a mail is asked for again by us, since a strict cookie stays away from it', async () => {
    const { request } = await visitor({ publicUrl });
    const answer = await request('/incidents/I-7K3M', {
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    expect(answer.status).toBe(200);
    const text = await answer.text();
    expect(text).toContain('<meta http-equiv="refresh" content="0; url=/incidents/I-7K3M">');
    expect(text).not.toContain('503');
  });

  it('the cookie is for this host and TLS alone', async () => {
    const { signIn, request } = await visitor({ publicUrl });
    const cookie = (await signIn()).headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^__Host-caretaker-.*; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
    expect((await request('/')).status).toBe(200);
  });

  it('health is open, but says only to whoever knows the token what is wrong', async () => {
    const status = (): AgentStatus => ({ ...healthy, configFault: 'config/sites/acme.yaml:3:1' });
    const { practice } = await visitor({ publicUrl, status });
    const ask = (headers: Headers = {}) =>
      practice.web.request('http://10.0.0.9:8080/readyz', { headers });
    const answer = await ask();
    expect(answer.status).toBe(503);
    expect(await answer.text()).not.toContain('acme');
    const url = new URL('/readyz', publicUrl);
    const headers = { authorization: `Bearer ${token}` };
    expect(await (await practice.web.request(url, { headers })).text()).toContain('acme.yaml:3:1');
  });

  it('a stranger behind the same proxy does not lock others out', async () => {
    const { practice } = await visitor({ publicUrl });
    const peer = { incoming: { socket: { remoteAddress: '127.0.0.1' } } };
    const tell = (presented: string, sender: string) =>
      practice.web.request(
        `${publicUrl}?token=${presented}`,
        {
          headers: { 'x-forwarded-for': `10.0.0.1, ${sender}` },
        },
        peer,
      );
    for (let nth = 0; nth < 11; nth++) await tell(`guess${nth}`, '203.0.113.9');
    expect((await tell(token, '203.0.113.9')).status).toBe(429);
    expect((await tell(token, '203.0.113.10')).status).toBe(303);
  });

  it('health is open, metrics are for whoever knows the token', async () => {
    const { request, practice } = await visitor({ publicUrl, status: () => healthy });
    expect((await practice.web.request('http://10.0.0.9:8080/healthz')).status).toBe(200);
    expect((await practice.web.request('http://10.0.0.9:8080/readyz')).status).toBe(200);
    expect((await request('/metrics')).status).toBe(401);
    const authorization = `Bearer ${token}`;
    expect((await request('/metrics', { headers: { authorization } })).status).toBe(200);
    // That somebody asks from this machine means nothing: so does a proxy, for everybody.
    const peer = { incoming: { socket: { remoteAddress: '127.0.0.1' } } };
    const here = await practice.web.request('http://127.0.0.1:8080/metrics', {}, peer);
    expect(here.status).toBe(401);
  });
});

describe('every answer', () => {
  it.each(['/', '/nothing', '/incidents/I-7K3M', '/sign-in', '/ack/x', '/healthz'])(
    'of %s tells browsers to run, load and keep nothing that is not ours',
    async (path) => {
      const { request } = await visitor();
      const { headers } = await request(path);
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
      );
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cache-control')).toBe('no-store');
    },
  );

  it('of style and scripts may be kept, for its name changes with it', async () => {
    const { request } = await visitor();
    const text = await (await request('/')).text();
    const names = [...text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, name]) => name);
    expect(new Set(names).size).toBe(4);
    for (const name of names) {
      const answer = await request(name ?? '');
      expect(answer.status).toBe(200);
      expect(answer.headers.get('cache-control')).toContain('immutable');
    }
    const other = await request((names[0] ?? '').replace(/[0-9a-f]{16}/, '0123456789abcdef'));
    expect(other.headers.get('cache-control')).toBe('no-store');
    expect((await request('/assets/x/../../package.json')).status).toBe(404);
    expect((await request('/assets/x/package.json')).status).toBe(404);
  });
});
