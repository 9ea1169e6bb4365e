import { describe, expect, it } from 'vitest';
import { type Config, loadConfig } from '../../src/config/load.ts';
import { folderWith, modules, pingCheck, pluginsCheck } from '../support/config-folder.ts';

const checks = [pingCheck, pluginsCheck];

async function configOf(
  files: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {},
): Promise<Config> {
  const cwd = await folderWith({ 'config/caretaker.yaml': '{}', ...files });
  const loaded = await loadConfig('config', {
    cwd,
    checks,
    ...modules,
    env,
    targetAllowed: () => true,
  });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.config;
}

async function siteOf(site: string, practice = '{}', env: Readonly<Record<string, string>> = {}) {
  const files = {
    'config/caretaker.yaml': practice,
    'config/sites/acme.yaml': `url: https://acme.example/\n${site}`,
  };
  const config = await configOf(files, env);
  const [only] = config.sites;
  if (!only) throw new Error('no site');
  return { ...only, secrets: config.secrets };
}

describe('a site', () => {
  it('is named by its file and needs a url only', async () => {
    const { site, package: bought, boltOns, dependsOn, maintenanceDay } = await siteOf('');
    expect(site).toEqual({
      id: 'acme',
      url: 'https://acme.example/',
      platform: null,
      environment: 'production',
      transactional: false,
      timezone: 'UTC',
      tags: [],
      pages: [],
      network: { allowPrivate: [] },
    });
    expect({ bought, boltOns, dependsOn, maintenanceDay }).toEqual({
      bought: null,
      boltOns: [],
      dependsOn: [],
      maintenanceDay: null,
    });
  });

  it('takes .yml as well, and ignores other files', async () => {
    const { sites } = await configOf({
      'config/sites/b.yml': 'url: https://b.example/',
      'config/sites/a.yaml': 'url: https://a.example/',
      'config/sites/.hidden.yaml': 'x',
      'config/sites/a.yaml.bak': 'x',
      'config/sites/README.md': 'x',
    });
    expect(sites.map(({ site }) => site.id)).toEqual(['a', 'b']);
  });

  it('follows aliases, within limits', async () => {
    const { site } = await siteOf(
      'tags: &t [aa, bb]\npages: ["/x"]\nchecks: { ping: { words: *t } }',
    );
    expect(site.tags).toEqual(['aa', 'bb']);
  });
});

describe('checks of a site', () => {
  it('run with their defaults where the site says nothing', async () => {
    const { checks: running } = await siteOf('');
    expect([...running]).toEqual([
      ['ping', { schedule: '60s', options: pingCheck.options.defaults }],
    ]);
  });

  it('run where they fit the platform', async () => {
    const { checks: running } = await siteOf('platform: wordpress');
    expect([...running.keys()]).toEqual(['ping', 'plugins']);
  });

  it('do not run where they are switched off', async () => {
    const { checks: running } = await siteOf('checks: { ping: false }');
    expect(running.size).toBe(0);
  });

  it('take options over the practice’s defaults over built-in ones, one by one', async () => {
    const { checks: running } = await siteOf(
      'checks: { ping: { retries: 1 } }',
      'defaults: { timezone: Europe/Paris, checks: { ping: { retries: 4, timeout: 20s, schedule: 5m } } }',
    );
    expect(running.get('ping')).toEqual({
      schedule: '5m',
      options: { ...pingCheck.options.defaults, retries: 1, timeout: '20s' },
    });
  });

  it('can be switched on again where the practice switches them off', async () => {
    const off = 'defaults: { checks: { ping: false } }';
    expect((await siteOf('', off)).checks.size).toBe(0);
    expect((await siteOf('checks: { ping: {} }', off)).checks.get('ping')?.schedule).toBe('60s');
  });

  it('of another platform may stand in the defaults', async () => {
    const { checks: running } = await siteOf(
      'platform: drupal',
      'defaults: { checks: { plugins: {} } }',
    );
    expect([...running.keys()]).toEqual(['ping']);
  });
});

describe('secrets', () => {
  it('come from the environment and from files, whole or in part', async () => {
    const folder = await folderWith({ token: 'f1le\n' });
    const {
      checks: running,
      access,
      secrets,
    } = await siteOf(
      `checks: { ping: { headers: { a: "Bearer \${TOKEN}", b: "file:${folder}/token", c: "\${NONE:-d:e}", d: "$\${TOKEN}" } } }\ncredentials: { wordpress: { user: "\${USER_NAME}" } }`,
      '{}',
      { TOKEN: 't0ken', USER_NAME: 'joe!' },
    );
    expect(running.get('ping')?.options).toMatchObject({
      headers: { a: 'Bearer t0ken', b: 'f1le', c: 'd:e', d: '${TOKEN}' },
    });
    expect(access.credentials).toEqual({ wordpress: { user: 'joe!' } });
    expect(secrets).toEqual(['t0ken', 'f1le', 'joe!']);
  });

  it('do not include words that config itself publishes', async () => {
    const { site, secrets } = await siteOf('environment: "${STAGE}"', '{}', {
      STAGE: 'production',
    });
    expect(site.environment).toBe('production');
    expect(secrets).toEqual([]);
  });
});

describe('the practice', () => {
  it('has a default for everything', async () => {
    const { practice } = await configOf({});
    expect(practice).toEqual({
      people: {},
      calendars: {},
      web: { listen: '127.0.0.1:8080' },
      store: { file: 'data/caretaker.db' },
      browser: {},
      witnesses: [
        'https://www.cloudflare.com/cdn-cgi/trace',
        'https://www.google.com/generate_204',
      ],
      feeds: {},
      allowCommands: false,
    });
  });

  it('knows people and calendars', async () => {
    const { practice } = await configOf({
      'config/caretaker.yaml': `
people: { jo: { name: Jo, role: lead, email: jo@p.example, phone: "+44 20 7946 0000", timezone: Europe/London } }
calendars:
  uk: { timezone: Europe/London, hours: { mon: ["09:00-12:00", "13:00-24:00"] }, holidays: { country: GB, region: ENG } }
  plain: { timezone: UTC, hours: {}, holidays: ["2026-12-25"], closed: ["2026-12-24"], open: [{ date: "2026-12-31", hours: ["10:00-12:00"] }] }
`,
    });
    expect(practice.people.jo?.role).toBe('lead');
    expect(practice.calendars.uk?.holidays).toEqual({ country: 'GB', region: 'ENG' });
  });
});
