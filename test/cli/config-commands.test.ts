import { describe, expect, it } from 'vitest';
import { configPrint } from '../../src/cli/config-print.ts';
import type { ConfigSource } from '../../src/cli/config-source.ts';
import type { CliIo } from '../../src/cli/io.ts';
import { sites } from '../../src/cli/sites.ts';
import { validate } from '../../src/cli/validate.ts';
import { targetAllowed } from '../../src/gather/address-policy.ts';
import { folderWith, modules, pingCheck, pluginsCheck } from '../support/config-folder.ts';

const source: ConfigSource = {
  config: 'config',
  checks: [pingCheck, pluginsCheck],
  ...modules,
  targetAllowed,
};
const practice = 'defaults:\n  timezone: Europe/London\n  checks: { ping: { timeout: 20s } }\n';
const secret = 'hunter2-hunter2';

/** Runs a command over these files and returns what it printed. */
async function run(
  files: Readonly<Record<string, string>>,
  command: (io: CliIo) => Promise<number>,
): Promise<{ code: number; out: string; err: string }> {
  const cwd = await folderWith({ 'config/caretaker.yaml': practice, ...files });
  let [out, err] = ['', ''];
  const code = await command({
    stdout: (text) => {
      out += text;
    },
    stderr: (text) => {
      err += text;
    },
    env: { SHOP_TOKEN: secret },
    cwd,
    columns: 80,
    stdoutIsTty: false,
    stderrIsTty: false,
  });
  return { code, out, err };
}

const acme = {
  'config/sites/acme.yaml': `url: https://www.acme.example/
platform: wordpress
package: gold
tags: ["8", "true", plain, "#x"]
checks:
  ping:
    headers: { authorization: "Bearer \${SHOP_TOKEN}" }
  plugins: false
credentials: { wordpress: { token: "\${SHOP_TOKEN}" } }
`,
};
const broken = {
  'config/sites/acme.yaml': 'url: https://www.acme.example/\nshedule: 1\npackge: gold\n',
};

describe('caretaker validate', () => {
  it('says in one line that all is well', async () => {
    expect(await run(acme, (io) => validate({ ...source, format: 'text' }, io))).toEqual({
      code: 0,
      out: 'config is valid: 1 site, 2 checks, 1 to run\n',
      err: '',
    });
  });

  it('says what to do while there is no site', async () => {
    const { code, out } = await run({}, (io) => validate({ ...source, format: 'text' }, io));
    expect(code).toBe(0);
    expect(out).toBe(
      'config is valid: 0 sites, 2 checks\nconfig/sites is empty: add a site with `caretaker init https://…`\n',
    );
  });

  it('prints every mistake and exits with 2', async () => {
    const { code, out, err } = await run(broken, (io) =>
      validate({ ...source, format: 'text' }, io),
    );
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain('config/sites/acme.yaml:2:1  unknown key `shedule`.');
    expect(err).toContain(
      'config/sites/acme.yaml:3:1  unknown key `packge`. Did you mean `package`?',
    );
    expect(err).toMatch(/\n\n2 problems in 1 file\.\n$/);
  });

  it('prints JSON for machines', async () => {
    const { code, out } = await run(broken, (io) => validate({ ...source, format: 'json' }, io));
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({
      ok: false,
      problems: [
        { file: 'config/sites/acme.yaml', line: 2, column: 1, message: 'unknown key `shedule`' },
        { file: 'config/sites/acme.yaml', line: 3, column: 1, message: 'unknown key `packge`' },
      ],
    });
    const good = await run(acme, (io) => validate({ ...source, format: 'json' }, io));
    expect(JSON.parse(good.out)).toEqual({ ok: true, problems: [] });
  });

  it('lets nothing in a file steer the terminal', async () => {
    const files = { 'config/sites/acme.yaml': 'url: https://a.example/\n"\\e[2J\\u202ekey": 1\n' };
    const { err } = await run(files, (io) => validate({ ...source, format: 'text' }, io));
    expect(err).toContain('unknown key `\\x1b[2J\\u{202e}key`');
  });

  it('never prints a secret, whatever is wrong with it', async () => {
    const bad = Object.entries({
      url: '"${SHOP_TOKEN}"',
      timezone: '"${SHOP_TOKEN}"',
      platform: '"${SHOP_TOKEN}"',
      pages: '["${SHOP_TOKEN}"]',
      dependsOn: '["${SHOP_TOKEN}"]',
      boltOns: '["${SHOP_TOKEN}"]',
      id: '"${SHOP_TOKEN}"',
      transactional: '"${SHOP_TOKEN}"',
      tags: '"${SHOP_TOKEN}"',
      network: '{ allowPrivate: ["${SHOP_TOKEN}"] }',
      contacts: '[{ name: x, email: "${SHOP_TOKEN}", phone: "${SHOP_TOKEN}" }]',
      maintenance: '{ day: "${SHOP_TOKEN}" }',
      checks:
        '{ ping: { timeout: "${SHOP_TOKEN}", schedule: "${SHOP_TOKEN}", method: "${SHOP_TOKEN}" } }',
    });
    const files = { 'config/sites/acme.yaml': bad.map((pair) => `${pair.join(': ')}\n`).join('') };
    for (const format of ['text', 'json'] as const) {
      const { code, out, err } = await run(files, (io) => validate({ ...source, format }, io));
      expect(code).toBe(2);
      expect(out + err).toContain('SHOP_TOKEN');
      expect(out + err).not.toContain('hunter2');
    }
  });
});

describe('caretaker config print', () => {
  it('shows every value with its origin, secrets masked', async () => {
    const { code, out } = await run(acme, (io) =>
      configPrint({ ...source, site: 'acme', format: 'text' }, io),
    );
    expect(code).toBe(0);
    expect(out).toBe(`id: acme                        # config/sites/acme.yaml:1:1
url: https://www.acme.example/  # config/sites/acme.yaml:1:6
platform: wordpress             # config/sites/acme.yaml:2:11
package: gold                   # config/sites/acme.yaml:3:10
boltOns: []                     # built-in default
environment: production         # built-in default
transactional: false            # built-in default
timezone: Europe/London         # config/caretaker.yaml:2:13 (defaults)
tags:
  - "8"                         # config/sites/acme.yaml:4:8
  - "true"                      # config/sites/acme.yaml:4:13
  - plain                       # config/sites/acme.yaml:4:21
  - "#x"                        # config/sites/acme.yaml:4:28
network:
  allowPrivate: []              # built-in default
feeds:
  disclose: false               # built-in default
pages: []                       # built-in default
checks:
  ping:
    schedule: 60s               # built-in default
    timeout: 20s                # config/caretaker.yaml:3:30 (defaults)
    retries: 2                  # built-in default
    method: GET                 # built-in default
    words: []                   # built-in default
    headers:
      authorization: ***        # config/sites/acme.yaml:7:31, from \${SHOP_TOKEN}
    low: 1                      # built-in default
    high: 9                     # built-in default
  plugins: false                # config/sites/acme.yaml:8:12
credentials:
  wordpress:
    token: ***                  # config/sites/acme.yaml:9:36, from \${SHOP_TOKEN}
inventory:
  files: []                     # built-in default
contacts: []                    # built-in default
dependsOn: []                   # built-in default
`);
  });

  it('shows the practice where no site is named', async () => {
    const { out } = await run({}, (io) =>
      configPrint({ ...source, site: null, format: 'text' }, io),
    );
    expect(out).toContain('allowCommands: false');
    expect(out).not.toContain('defaults:');
  });

  it('prints JSON for machines, without secrets', async () => {
    const { out } = await run(acme, (io) =>
      configPrint({ ...source, site: 'acme', format: 'json' }, io),
    );
    const values: { path: string }[] = JSON.parse(out);
    expect(values).toContainEqual({
      path: 'tags[0]',
      value: '8',
      origin: 'config/sites/acme.yaml:4:8',
    });
    expect(values).toContainEqual({
      path: 'credentials.wordpress.token',
      value: '***',
      origin: 'config/sites/acme.yaml:9:36, from ${SHOP_TOKEN}',
    });
    expect(out).not.toContain(secret);
  });

  it.each([
    ['acm', 'unknown site `acm`. Did you mean `acme`? Known sites: acme\n'],
    ['../../x', 'unknown site `../../x`. Known sites: acme\n'],
  ])('knows no site %s', async (site, message) => {
    const { code, err } = await run(acme, (io) =>
      configPrint({ ...source, site, format: 'text' }, io),
    );
    expect({ code, err }).toEqual({ code: 2, err: message });
  });

  it('prints the mistakes of a broken config', async () => {
    const { code, out, err } = await run(broken, (io) =>
      configPrint({ ...source, site: 'acme', format: 'text' }, io),
    );
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('unknown key');
  });
});

describe('caretaker sites', () => {
  it('lists what runs where', async () => {
    const { out } = await run(acme, (io) => sites({ ...source, format: 'table' }, io));
    expect(out).toBe(
      `SITE  URL                        PLATFORM   PACKAGE  ENVIRONMENT  CHECKS
acme  https://www.acme.example/  wordpress  gold     production   ping (60s)
`,
    );
  });

  it('prints JSON for machines', async () => {
    const { out } = await run(acme, (io) => sites({ ...source, format: 'json' }, io));
    expect(JSON.parse(out)).toEqual([
      {
        id: 'acme',
        url: 'https://www.acme.example/',
        platform: 'wordpress',
        package: 'gold',
        environment: 'production',
        checks: [{ id: 'ping', schedule: '60s' }],
      },
    ]);
  });

  it('hides a url that comes from a secret', async () => {
    const files = { 'config/sites/acme.yaml': 'url: "https://${SHOP_TOKEN}.example/"' };
    const { out } = await run(files, (io) => sites({ ...source, format: 'table' }, io));
    expect(out).toContain('https://***.example/');
  });

  it('says what to do while there is none', async () => {
    const { code, out } = await run({}, (io) => sites({ ...source, format: 'table' }, io));
    expect(code).toBe(0);
    expect(out).toBe('config/sites is empty: add a site with `caretaker init https://…`\n');
  });
});
