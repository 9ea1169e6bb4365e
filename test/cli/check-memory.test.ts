import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CheckRun } from '../../src/core/result.ts';
import { openStore } from '../../src/store/open.ts';
import { finding, result } from '../support/check-runs.ts';
import { caretaker } from '../support/cli.ts';
import { folderWith } from '../support/config-folder.ts';
import { httpOrigin } from '../support/origin.ts';

const clock = { now: () => Date.now() };
const yesterday = new Date(Date.now() - 86_400_000).toISOString();

/** A site that answers with an error, in the config of a practice. */
async function configured() {
  const { url, port } = await httpOrigin((_request, response) => {
    response.statusCode = 503;
    response.end('<p>No database</p>');
  });
  const cwd = await folderWith({
    'config/sites/shop.yaml': `url: ${url}/\nnetwork: { allowPrivate: ["127.0.0.1:${port}"] }\n`,
    'config/caretaker.yaml': 'defaults: {}\n',
  });
  const store = join(cwd, 'data', 'caretaker.db');
  const check = async (...more: readonly string[]) => {
    const ended = await caretaker(['check', 'shop', 'uptime', ...more], { cwd });
    return { ...ended, result: () => (JSON.parse(ended.stdout) as CheckRun).results[0] };
  };
  return { url, store, check };
}

/** The store as the agent left it yesterday: one thing that is over now. */
async function remembering() {
  const site = await configured();
  const store = openStore(site.store, { clock });
  const over = finding({
    title: 'The answer was empty',
    where: { url: `${site.url}/` },
    rule: 'gone',
  });
  const yesterdays = result({ startedAt: yesterday, findings: [over] });
  await store.commit(
    { results: [{ site: 'shop', result: yesterdays, intervalMs: 60_000 }] },
    'durable',
  );
  await store.close();
  return { ...site, over };
}

describe('caretaker check of a site that the agent has watched', () => {
  it('says what is new and what is fixed since its last run', async () => {
    const { check, over } = await remembering();
    const { code, result: ran } = await check();
    expect(code).toBe(1);
    expect(ran()?.changes).toMatchObject({
      since: yesterday,
      new: [ran()?.findings[0]?.fingerprint],
      fixed: [{ fingerprint: over.fingerprint, title: 'The answer was empty' }],
    });
    expect((await check('--format', 'table')).stdout).toContain(
      `1 new, 1 fixed since ${yesterday.slice(0, 10)}`,
    );
  });

  it('fails no run for what somebody has accepted', async () => {
    const { check, store: file } = await remembering();
    const fingerprint = (await check()).result()?.findings[0]?.fingerprint ?? '';
    const store = openStore(file, { clock });
    await store.acceptances.put({
      ...{ id: 'A-1', site: 'shop', check: 'uptime', fingerprint },
      ...{
        until: Date.now() + 86_400_000,
        by: 'jo',
        reason: 'Moving house',
        createdAt: Date.now(),
      },
    });
    await store.close();
    const { code, result: ran } = await check();
    expect(code).toBe(0);
    expect(ran()?.findings[0]?.accepted).toMatchObject({ by: 'jo', reason: 'Moving house' });
  });

  it('leaves the agent’s records as they are', async () => {
    const { check, store: file } = await remembering();
    await check();
    const store = openStore(file, { clock });
    const latest = await store.results.latest('shop', 'uptime');
    await store.close();
    expect(latest?.startedAt).toBe(yesterday);
  });

  it('knows nothing of a store that cannot be read, and says so', async () => {
    const { check, store } = await configured();
    mkdirSync(join(store, '..'), { recursive: true });
    writeFileSync(store, 'not a database at all, but long enough to be taken for one'.repeat(20));
    const { stderr, result: ran } = await check();
    expect(stderr).toMatch(/^caretaker: earlier runs are not known: store .* it is damaged/);
    expect(ran()?.outcome).toBe('failed');
    expect(ran()?.changes).toBeUndefined();
  });
});

describe('caretaker check of a site that nobody has watched', () => {
  it('compares with nothing, and makes no store', async () => {
    const { check, store } = await configured();
    expect((await check()).result()?.changes).toBeUndefined();
    expect(existsSync(store)).toBe(false);
  });
});
