import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { robotsTest } from '../../src/cli/robots-test.ts';
import { caretaker, shell } from '../support/cli.ts';
import { memoryProcess } from '../support/cli-process.ts';
import { closedPort, httpOrigin } from '../support/origin.ts';

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'robots-'));
  onTestFinished(() => rm(path, { recursive: true }));
  return path;
}

async function* chunks(...texts: readonly string[]) {
  for (const text of texts) yield new TextEncoder().encode(text);
}

const rules = 'User-agent: Googlebot\nDisallow: /till\nAllow: /till/open$\n';

/** What the command prints for a robots.txt in a file. */
async function test(robots: string, urls: string, options = {}) {
  const source = join(await folder(), 'robots.txt');
  await writeFile(source, robots);
  const io = memoryProcess({ stdin: () => chunks(urls) });
  const code = await robotsTest({ args: { source }, options }, io);
  return { code, out: io.out(), err: io.err() };
}

describe('caretaker robots test', () => {
  it('prints a verdict a line', async () => {
    const urls = '/till\nhttps://mill.example/till/open\n\nhttps://mill.example/bread\r\n/till/x';
    expect(await test(rules, urls)).toEqual({
      code: 0,
      out: 'disallow\nallow\nallow\nallow\ndisallow\n',
      err: '',
    });
  });

  it('judges in the name of a crawler', async () => {
    expect((await test(rules, '/till\n', { agent: 'Otherbot' })).out).toBe('allow\n');
    expect(await test(rules, '/till\n', { agent: 'Googlebot/2.1' })).toEqual({
      code: 0,
      out: 'allow\n',
      err: 'caretaker: Googlebot/2.1: a crawler’s name has letters, - and _ only; no other name fits any group\n',
    });
  });

  it('says as JSON which line decided', async () => {
    const { out } = await test(rules, '/till\n/till/open\n/\n', { format: 'json' });
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      { url: '/till', verdict: 'disallow', line: 2, rule: 'Disallow: /till' },
      { url: '/till/open', verdict: 'allow', line: 3, rule: 'Allow: /till/open$' },
      { url: '/', verdict: 'allow', line: null, rule: null },
    ]);
  });

  it('answers a line without end with ?, and goes on behind it', async () => {
    expect((await test(rules, `/${'x'.repeat(70_000)}\n/till\n`)).out).toBe('?\ndisallow\n');
  });

  it('says where robots.txt is longer than what counts', async () => {
    const { err } = await test(`${rules}${'#'.repeat(520_000)}`, '/till\n');
    expect(err).toBe('caretaker: only the first 500 KiB of robots.txt count\n');
  });

  it('says what it cannot read', async () => {
    const io = memoryProcess({ cwd: tmpdir() });
    expect(await robotsTest({ args: { source: 'no-robots.txt' }, options: {} }, io)).toBe(2);
    expect(io.err()).toBe('caretaker: cannot read no-robots.txt: there is no such file\n');
    const { code, err } = await test(rules, '', { urls: 'no-such-urls.txt' });
    expect([code, err]).toEqual([
      2,
      'caretaker: cannot read no-such-urls.txt: there is no such file\n',
    ]);
  });

  it('needs the URLs in a file where robots.txt is piped in', async () => {
    const io = memoryProcess();
    expect(await robotsTest({ args: { source: '-' }, options: {} }, io)).toBe(2);
    expect(io.err()).toContain('add --urls <file>');
  });

  it('takes each from where it is told to, as a command', async () => {
    const path = await folder();
    await writeFile(join(path, 'robots.txt'), rules);
    await writeFile(join(path, 'urls.txt'), '/till\n/bread\n');
    const expected = { code: 0, stdout: 'disallow\nallow\n', stderr: '' };
    const runs = await Promise.all([
      caretaker(['robots', 'test', 'robots.txt', '--urls', 'urls.txt'], { cwd: path }),
      shell('$CARETAKER robots test robots.txt --agent Googlebot < urls.txt', { cwd: path }),
      shell('$CARETAKER robots test - --urls urls.txt < robots.txt', { cwd: path }),
    ]);
    expect(runs).toEqual([expected, expected, expected]);
  });
});

describe('caretaker robots test of a URL', () => {
  async function testAt(source: string, urls = '/till\n') {
    const io = memoryProcess({ stdin: () => chunks(urls) });
    const code = await robotsTest({ args: { source }, options: {} }, io);
    return { code, out: io.out(), err: io.err() };
  }

  it('asks the site for its robots.txt', async () => {
    const origin = await httpOrigin((asked, response) => {
      if (asked.url === '/robots.txt') response.end(rules);
      else response.writeHead(404).end();
    });
    expect(await testAt(`${origin.url}/bread`)).toEqual({ code: 0, out: 'disallow\n', err: '' });
    expect((await testAt(`${origin.url}/robots.txt`)).out).toBe('disallow\n');
  });

  it.each([
    [404, 'allow', 'nothing is disallowed'],
    [410, 'allow', 'nothing is disallowed'],
    [500, 'disallow', 'everything is disallowed'],
    [503, 'disallow', 'everything is disallowed'],
  ])('takes status %i for %s', async (status, verdict, effect) => {
    const origin = await httpOrigin((_asked, response) => response.writeHead(status).end());
    expect(await testAt(origin.url)).toEqual({
      code: 0,
      out: `${verdict}\n`,
      err: `caretaker: ${origin.url}/robots.txt: it answers with status ${status}; so ${effect}\n`,
    });
  });

  it('takes a server that does not answer for one that bars everything', async () => {
    const { code, out, err } = await testAt(`http://127.0.0.1:${await closedPort()}`);
    expect([code, out]).toEqual([0, 'disallow\n']);
    expect(err).toContain('everything is disallowed');
  });

  it('refuses what is no URL', async () => {
    expect((await testAt('https://user:secret@mill.example/')).code).toBe(2);
  });
});
