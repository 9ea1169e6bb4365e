import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { showDemo } from '../../src/cli/run-demo.ts';
import { configSource } from '../../src/cli/sources.ts';
import { closeServer, listenOnLoopback } from '../../src/demo/listen.ts';
import { memoryProcess } from '../support/cli-process.ts';
import { folderWith } from '../support/config-folder.ts';
import { httpOrigin } from '../support/origin.ts';
import { startDemo, temporaryFolder } from './child.ts';
import { configOf, demoWith, everythingAtOnce } from './support.ts';

/** A config folder without a site, whose pages are to be at a port that is free. */
async function emptyPractice() {
  const server = createServer();
  const port = await listenOnLoopback(server);
  await closeServer(server);
  const folder = await folderWith({
    'config/caretaker.yaml': `web: { listen: "127.0.0.1:${port}" }\n`,
  });
  await mkdir(join(folder, 'config/sites'));
  return { folder, address: `http://127.0.0.1:${port}/` };
}

const isUp = async (address: string) => (await fetch(new URL('healthz', address))).ok;

/** What a browser does takes longer than a story. */
const withoutPageAudits =
  'checks: { accessibility: false, broken-links: false, performance: false, seo: false }\n';

describe('caretaker run --demo', () => {
  it('goes on through a config with mistakes, and ends with the first site, at the same address', {
    timeout: 60_000,
  }, async () => {
    const practice = await emptyPractice();
    const temporary = await temporaryFolder();
    const demo = startDemo(practice.folder, temporary.folder);
    await demo.seen(/✓ \S+ uptime passed/);
    expect(demo.out()).toContain(`  Open     ${practice.address}?token=`);
    expect(demo.out()).toMatch(
      /Your own node \S+caretaker\.mjs init https:\/\/your-site\.example\n/,
    );
    expect(await isUp(practice.address)).toBe(true);

    await writeFile(join(practice.folder, 'config/sites/bad.yaml'), 'urll: x\n');
    await demo.seen(/config\/sites\/bad\.yaml:1:1 unknown key `urll`/);
    await demo.seen(/The demo goes on: your config has 2 problems\./);
    const own = await httpOrigin((_request, response) => response.end('<title>Own</title>'));
    const yaml = `url: ${own.url}/\nnetwork: { allowPrivate: ["127.0.0.1:${own.port}"] }\n${withoutPageAudits}`;
    await writeFile(join(practice.folder, 'config/sites/bad.yaml'), yaml);

    await demo.seen(/Your config has 1 site now \(bad\): the demo ends\./);
    await demo.seen(/"msg":"watching 1 site with 3 checks"/);
    expect(demo.out()).toContain(`"url":"${practice.address}"`);
    expect(await isUp(practice.address)).toBe(true);
    expect(await temporary.files()).toEqual([]);
    demo.process.kill('SIGTERM');
    expect(await demo.exit).toBe(0);
  });

  it('ends within 8 s of SIGTERM and leaves nothing; what a kill leaves, the next one takes away', {
    timeout: 60_000,
  }, async () => {
    const { folder } = await emptyPractice();
    const temporary = await temporaryFolder();
    const killed = startDemo(folder, temporary.folder);
    await killed.seen(/uptime passed/);
    killed.process.kill('SIGKILL');
    await killed.exit;
    const [left] = await temporary.files();
    expect(left).toMatch(/^caretaker-demo-/);

    const next = startDemo(folder, temporary.folder);
    await next.seen(/uptime passed/);
    expect(await temporary.files()).toHaveLength(1);
    expect(await temporary.files()).not.toContain(left);
    next.process.kill('SIGTERM');
    const told = performance.now();
    expect(await next.exit).toBe(0);
    expect(performance.now() - told).toBeLessThan(8000);
    expect(await temporary.files()).toEqual([]);
  });

  it('does nothing where the config has a site', { timeout: 30_000 }, async () => {
    const own = await httpOrigin((_request, response) => response.end('<title>Own</title>'));
    const practice = await emptyPractice();
    const yaml = `url: ${own.url}/\nnetwork: { allowPrivate: ["127.0.0.1:${own.port}"] }\n${withoutPageAudits}`;
    await writeFile(join(practice.folder, 'config/sites/own.yaml'), yaml);
    const temporary = await temporaryFolder();
    const running = startDemo(practice.folder, temporary.folder);
    await running.seen(/"msg":"watching 1 site with 3 checks"/);
    expect(await temporary.files()).toEqual([]);
    running.process.kill('SIGTERM');
    expect(await running.exit).toBe(0);
    const lines = running.out().trimEnd().split('\n');
    expect(lines.every((line) => line.startsWith('{'))).toBe(true);
  });

  it('tells of checks, failures and incidents, in the order in which they come', {
    timeout: 60_000,
  }, async () => {
    const [{ folder }, stop] = [await emptyPractice(), new AbortController()];
    const seen = { text: '' };
    const io = memoryProcess({ cwd: folder, interrupted: stop.signal });
    const watched = {
      ...io,
      stdout: (text: string) => {
        seen.text += text;
        if (/Incident \S+ opened: P1 candles/.test(seen.text)) stop.abort();
      },
    };
    const source = await configSource({ options: {} }, io);
    const practice = await configOf(await demoWith(everythingAtOnce));
    const options = { practice, source, onWatching: () => {}, times: everythingAtOnce };
    expect(await showDemo(options, watched)).toBeNull();
    const story = [
      'caretaker is watching a street of small sites',
      '✗ candles uptime failed: The site answers 503',
      'opened: P1 candles uptime: The site answers 503',
      'stopping',
      'stopped',
    ].map((line) => seen.text.indexOf(line));
    expect(story).toEqual(story.toSorted((a, b) => a - b));
    expect(story).not.toContain(-1);
    expect(seen.text).toContain('uptime passed');
  });
});
