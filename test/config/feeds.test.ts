import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { renderProblem } from '../../src/config/problem.ts';
import type { FeedAccess } from '../../src/core/site-access.ts';
import { folderWith, modules, pingCheck } from '../support/config-folder.ts';

const env = { FEED_KEY: 'hunter2-hunter2' };

async function load(practice: string, site = '') {
  const cwd = await folderWith({
    'config/caretaker.yaml': practice,
    'config/sites/acme.yaml': `url: https://acme.example/\n${site}`,
  });
  const ports = { ...modules, cwd, env, checks: [pingCheck], targetAllowed: () => true };
  return { cwd, loaded: await loadConfig('config', ports) };
}

async function feedsOf(
  practice: string,
  site?: string,
): Promise<{ readonly feeds: FeedAccess; readonly cwd: string }> {
  const { cwd, loaded } = await load(practice, site);
  const [only] = loaded.ok ? loaded.config.sites : [];
  if (!only) throw new Error(JSON.stringify(loaded));
  return { feeds: only.access.feeds, cwd };
}

describe('what services are told', () => {
  it('is no list of components, unless the site allows it', async () => {
    expect((await feedsOf('{}')).feeds.disclose).toBe(false);
    expect((await feedsOf('{}', 'feeds: { disclose: true }')).feeds.disclose).toBe(true);
  });

  it('is for the practice to allow for all sites, and for a site to refuse', async () => {
    const open = 'defaults: { feeds: { disclose: true } }';
    expect((await feedsOf(open)).feeds.disclose).toBe(true);
    expect((await feedsOf(open, 'feeds: { disclose: false }')).feeds.disclose).toBe(false);
  });
});

describe('how services are reached', () => {
  it('is for the practice to say, once for all sites', async () => {
    const { feeds, cwd } = await feedsOf(
      'feeds: { open: { off: true }, better: { key: "${FEED_KEY}", mirror: mirrors/better }, paid: { mirror: "https://mirror.example/paid/" } }',
    );
    expect(feeds.settings).toEqual({
      open: { off: true },
      better: { key: 'hunter2-hunter2', mirror: `${cwd}/config/mirrors/better` },
      paid: { mirror: 'https://mirror.example/paid/' },
    });
  });

  it('keeps keys secret', async () => {
    const { loaded } = await load('feeds: { paid: { key: "${FEED_KEY}" } }');
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
    expect(loaded.config.secrets).toEqual(['hunter2-hunter2']);
    const shown = loaded.origins.practice().find(({ path }) => path === 'feeds.paid.key');
    expect(shown?.value).toBe('***');
  });
});

describe('one mistake, one line, at its place', () => {
  it.each([
    [
      'a feed unlike any other',
      'feeds: { opne: { off: true } }',
      ':1:10  unknown key `opne`. Did you mean `open`? Valid keys here: `open`, `better`, `paid`, `crux`',
    ],
    [
      'a key that stands in the file',
      'feeds: { paid: { key: abcdefgh } }',
      ':1:23  the secret `feeds.paid.key` stands in the file. Write `${NAME}` and set the variable, or `file:/path/of/the/secret`.',
    ],
    [
      'a key for a service that has none',
      'feeds: { open: { key: "${FEED_KEY}" } }',
      ':1:18  unknown key `key`. Valid keys here: `off`, `mirror`',
    ],
    [
      'a mirror with another scheme',
      'feeds: { open: { mirror: "ftp://mirror.example/" } }',
      ':1:26  `feeds.open.mirror`: a mirror with the scheme `ftp` cannot be used. Write an http or https URL, or the path of a folder or file.',
    ],
    [
      'a mirror with a password',
      'feeds: { open: { mirror: "https://joe:pw@mirror.example/" } }',
      ':1:26  `feeds.open.mirror`: the URL holds a user name or password. Take them out; mirrors are read without.',
    ],
    [
      'an empty mirror',
      'feeds: { open: { mirror: "" } }',
      ':1:26  `feeds.open.mirror` must not be empty. Fill it in or delete it.',
    ],
  ])('%s', async (_, practice, problem) => {
    const { loaded } = await load(practice);
    expect(loaded.ok ? [] : loaded.problems.map(renderProblem)).toEqual([
      `config/caretaker.yaml${problem}`,
    ]);
  });
});
