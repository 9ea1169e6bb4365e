import { describe, expect, it } from 'vitest';
import type { Attachment } from '../../src/core/attachment.ts';
import { result, site } from '../support/seeded-practice.ts';
import { token, type WebOptions, webOfTest } from '../support/web.ts';

const now = Date.UTC(2026, 10, 23, 12, 34, 56);
const day = 86_400_000;
const where = { url: 'https://www.harbour-books.example/about' };
const picture = '/sites/harbour-books/files/uptime/home.jpg';
const report = '/sites/harbour-books/files/uptime/mobile.html';

function attachment(name: string, mime: Attachment['mime'], text: string): Attachment {
  const base64 = Buffer.from(text).toString('base64');
  return { name, mime, title: `The file ${name}`, url: where.url, base64 };
}

/** A site with a picture and a report, and something that was fixed. */
async function practice(options: WebOptions = {}) {
  const changes = {
    since: new Date(now - 2 * day).toISOString(),
    begunAt: new Date(now).toISOString(),
    new: [],
    fixed: [{ fingerprint: '3f9a0c11d2e4b5a6', title: 'A picture <b>without</b> words', where }],
    unseen: [],
  };
  const built = await webOfTest({
    sites: () => [site('harbour-books')],
    seed: async (store, at) => {
      const checked = { ...result('uptime', at), changes };
      const results = [{ site: 'harbour-books', result: checked, intervalMs: 60_000 }];
      await store.commit({ results }, 'durable');
      await store.attachments.keep('harbour-books', 'uptime', [
        attachment('home.jpg', 'image/jpeg', 'a picture'),
        attachment('mobile.html', 'text/html', '<script>draw("hunter2-hunter2")</script>'),
      ]);
      await store.attachments.keep('former-client', 'uptime', [
        attachment('home.jpg', 'image/jpeg', 'a picture'),
      ]);
    },
    ...options,
  });
  const base = options.publicUrl ?? 'http://localhost/';
  return {
    ...built,
    read: (path: string, headers: Readonly<Record<string, string>> = {}) =>
      built.web.request(new URL(path, base), { headers }),
  };
}

describe('a site’s page', () => {
  it('links to pictures and reports of the last result', async () => {
    const text = await (await (await practice()).read('/sites/harbour-books')).text();
    expect(text).toContain(`href="${picture}"`);
    expect(text).toContain(`href="${report}"`);
    expect(text).toContain('The file mobile.html');
  });

  it('says what was fixed since the run before', async () => {
    const text = await (await (await practice()).read('/sites/harbour-books')).text();
    expect(text).toContain('1 fixed since Sat 12:34');
    expect(text).toContain('Fixed: <bdi>A picture &lt;b&gt;without&lt;/b&gt; words</bdi>');
  });
});

describe('a picture', () => {
  it('is sent as one', async () => {
    const answer = await (await practice()).read(picture);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('image/jpeg');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.text()).toBe('a picture');
  });
});

describe('a report of another tool', () => {
  it('may run its own scripts, and nothing beyond', async () => {
    const answer = await (await practice()).read(report);
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/^sandbox allow-scripts allow-popups;/);
    expect(policy).not.toContain('allow-same-origin');
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("'self'");
    expect(answer.headers.get('x-frame-options')).toBe('DENY');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
  });

  it('loses no other page its own policy', async () => {
    const { read } = await practice();
    await read(report);
    const policy = (await read('/')).headers.get('content-security-policy');
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe-inline');
  });

  it('shows no secret', async () => {
    const { read } = await practice({ secrets: ['hunter2-hunter2'] });
    expect(await (await read(report)).text()).toBe('<script>draw("***")</script>');
  });
});

describe('a file', () => {
  it.each([picture, report])('beyond this machine is for readers alone: %s', async (path) => {
    const { read } = await practice({ publicUrl: 'https://caretaker.practice.example/' });
    const stranger = await read(path);
    expect(stranger.status).toBe(303);
    expect(stranger.headers.get('location')).toMatch(/^\/sign-in\?/);
    expect((await read(path, { authorization: `Bearer ${token}` })).status).toBe(200);
    expect((await read(path, { authorization: 'Bearer wrong' })).status).toBe(303);
  });

  it.each([
    '/sites/harbour-books/files/uptime/index.json',
    '/sites/harbour-books/files/uptime/missing.html',
    '/sites/harbour-books/files/uptime/..%2fuptime%2fhome.jpg',
    '/sites/harbour-books/files/..%2f..%2fharbour-books%2fuptime/home.jpg',
    '/sites/harbour-books/files/seo/home.jpg',
    '/sites/former-client/files/uptime/home.jpg',
  ])('that is not kept for a site of config is none: %s', async (path) => {
    const answer = await (await practice()).read(path);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'");
  });
});
