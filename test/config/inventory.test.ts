import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { renderProblem } from '../../src/config/problem.ts';
import type { SiteAccess } from '../../src/core/site-access.ts';
import { folderWith, modules, pingCheck } from '../support/config-folder.ts';

const u = 'url: https://www.acme.example/\n';
const env = { TOKEN: 'hunter2-hunter2', STAGE: 'prod', ROUTE: 'rest' };

async function load(site: string, practice = '{}') {
  const cwd = await folderWith({
    'config/caretaker.yaml': practice,
    'config/sites/acme.yaml': site,
  });
  const ports = { ...modules, cwd, env, checks: [pingCheck], targetAllowed: () => true };
  return { cwd, loaded: await loadConfig('config', ports) };
}

async function accessOf(
  site: string,
  practice?: string,
): Promise<{ readonly access: SiteAccess; readonly cwd: string }> {
  const { cwd, loaded } = await load(`${u}${site}`, practice);
  const [only] = loaded.ok ? loaded.config.sites : [];
  if (!only) throw new Error(JSON.stringify(loaded));
  return { access: only.access, cwd };
}

describe('what a site grants to whoever takes its inventory', () => {
  it('is nothing where its file says nothing', async () => {
    const { access } = await accessOf('');
    expect(access).toEqual({
      credentials: {},
      inventory: { routes: null, folder: null, commands: {}, files: [] },
      feeds: { disclose: false, settings: {} },
    });
  });

  it('are routes in the order in which they stand there', async () => {
    const { access } = await accessOf('inventory: { routes: [folder, rest] }');
    expect(access.inventory.routes).toEqual(['folder', 'rest']);
  });

  it('are paths that start where the file is, as those of secrets do', async () => {
    const { access, cwd } = await accessOf(
      'inventory: { folder: ../files/acme, files: [plugins.json, /srv/saved/themes.json] }',
    );
    expect(access.inventory.folder).toBe(`${cwd}/config/files/acme`);
    expect(access.inventory.files).toEqual([
      `${cwd}/config/sites/plugins.json`,
      '/srv/saved/themes.json',
    ]);
  });

  it('are programs as lists of words, where the practice allows commands', async () => {
    const site = 'inventory: { commands: { wp: [ssh, web1, wp, "--path=/var/www/my site"] } }';
    const { access } = await accessOf(site, 'allowCommands: true');
    expect(access.inventory.commands).toEqual({
      wp: ['ssh', 'web1', 'wp', '--path=/var/www/my site'],
    });
  });

  it('are the credentials that stand there, by platform', async () => {
    const { access } = await accessOf(
      'platform: wordpress\ncredentials: { wordpress: { token: "${TOKEN}" } }',
    );
    expect(access.credentials).toEqual({ wordpress: { token: 'hunter2-hunter2' } });
  });

  it('may name an account openly, and no secret', async () => {
    const { access } = await accessOf(
      'credentials: { wordpress: { user: reader, token: "${TOKEN}" } }',
    );
    expect(access.credentials.wordpress).toEqual({ user: 'reader', token: 'hunter2-hunter2' });
    const { loaded } = await load(`${u}credentials: { wordpress: { user: reader, token: abc } }`);
    expect(loaded.ok).toBe(false);
  });

  it('is shown with its origin, without secrets', async () => {
    const { loaded } = await load(
      `${u}credentials: { wordpress: { user: reader, token: "\${TOKEN}" } }`,
    );
    const values = loaded.ok ? loaded.origins.site('acme') : [];
    expect(values?.filter(({ path }) => path.startsWith('credentials'))).toMatchObject([
      { path: 'credentials.wordpress.user', value: 'reader' },
      {
        path: 'credentials.wordpress.token',
        value: '***',
        origin: 'config/sites/acme.yaml:2:50, from ${TOKEN}',
      },
    ]);
  });
});

const allowing = 'allowCommands: true';

/** One mistake a case: the site's file, the one line that it must give, and the practice's file. */
const mistakes: readonly (readonly [string, site: string, problem: string, practice: string])[] = [
  [
    'a credential unlike any that the platform knows',
    `${u}credentials: { wordpress: { tokn: "\${STAGE}" } }`,
    ':2:29  unknown key `tokn`. Did you mean `token`? Valid keys here: `user`, `token`',
    '{}',
  ],
  [
    'credentials of a platform that has none',
    `${u}credentials: { drupal: { token: "\${STAGE}" } }`,
    ':2:26  unknown key `token`. Valid keys here: none',
    '{}',
  ],
  [
    'credentials of another platform',
    `${u}platform: drupal\ncredentials: { wordpress: { token: "\${STAGE}" } }`,
    ':3:16  `credentials.wordpress` is never used: the site’s platform is `drupal`. Correct `platform` or delete them.',
    '{}',
  ],
  [
    'a route unlike any other',
    `${u}inventory: { routes: [rset] }`,
    ':2:23  `inventory.routes[0]`: expected `rest`, `command`, `folder`, `files` or `admin-api`, found the text `rset`. Did you mean `rest`?',
    '{}',
  ],
  [
    'a route of another platform',
    `${u}platform: drupal\ninventory: { routes: [folder, rest] }`,
    ':3:31  `inventory.routes[1]`: `rest` is no route of the platform `drupal`. Routes of this platform: `command`, `folder`, `files`.',
    '{}',
  ],
  [
    'a route of another platform, from the environment',
    `${u}platform: drupal\ninventory: { routes: ["\${ROUTE}"] }`,
    ':3:23  `inventory.routes[0]`: what is meant here is no route of the platform `drupal`. Routes of this platform: `command`, `folder`, `files`.',
    '{}',
  ],
  [
    'a route for a platform of which nothing is known',
    `${u}platform: other\ninventory: { routes: [folder] }`,
    ':3:23  `inventory.routes[0]`: `folder` is no route of the platform `other`. Routes of this platform: none.',
    '{}',
  ],
  [
    'no routes at all',
    `${u}inventory: { routes: [] }`,
    ':2:22  `inventory.routes`: expected at least 1 items, found a list. Correct the value.',
    '{}',
  ],
  [
    'a program that nobody starts',
    `${u}inventory: { commands: { drash: [drush] } }`,
    ':2:26  unknown key `drash`. Did you mean `drush`? Valid keys here: `wp`, `drush`, `composer`',
    allowing,
  ],
  [
    'a program of another platform',
    `${u}platform: drupal\ninventory: { commands: { wp: [wp] } }`,
    ':3:26  `inventory.commands.wp`: no route of the platform `drupal` starts it. Programs of this platform: `drush`, `composer`.',
    allowing,
  ],
  [
    'a command as a line of shell',
    `${u}inventory: { commands: { wp: ssh host wp } }`,
    ':2:30  `inventory.commands.wp`: expected a list, found the text `ssh host wp`. Write `[a, b]`, or one item a line, each after `- `.',
    allowing,
  ],
  [
    'a command that the practice does not allow',
    `${u}inventory: { commands: { wp: [wp] } }`,
    ':2:14  `inventory.commands` names programs, and the practice lets none be started. Set `allowCommands: true` in caretaker.yaml, or delete the commands.',
    '{}',
  ],
];

describe('one mistake, one line, at its place', () => {
  it.each(mistakes)('%s', async (_, site, problem, practice) => {
    const { loaded } = await load(site, practice);
    expect(loaded.ok ? [] : loaded.problems.map(renderProblem)).toEqual([
      `config/sites/acme.yaml${problem}`,
    ]);
  });
});
