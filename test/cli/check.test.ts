import { Ajv } from 'ajv';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { discoverChecks } from '../../src/engine/discover.ts';
import { formats } from '../../src/report/check-run/format.ts';
import { selfSigned } from '../support/certificates.ts';
import { caretaker, shell } from '../support/cli.ts';
import { closedPort, httpOrigin, httpsOrigin } from '../support/origin.ts';
import { sarifSchema } from '../support/sarif-schema.ts';

const page = '<!doctype html><title>Shop</title><h1>Autumn sale</h1>';

/** A site in good health. */
const shop = () =>
  httpOrigin((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(page);
  });

/** A site whose database is gone. */
const brokenShop = () =>
  httpOrigin((_, response) => {
    response.statusCode = 500;
    response.end('<h1>Error establishing a database connection</h1>');
  });

describe('caretaker check of a URL', () => {
  it('prints JSON 1 when piped, its keys in the order of the contract', async () => {
    const { url } = await brokenShop();
    const { code, stdout, stderr } = await caretaker(['check', url, 'tls-certificate', 'uptime']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    const run = JSON.parse(stdout);
    expect(Object.keys(run)).toEqual(['schemaVersion', 'site', 'results', 'summary']);
    expect(run.schemaVersion).toBe(1);
    expect(JSON.stringify(run.site)).toBe(
      JSON.stringify({ id: null, url: `${url}/`, platform: null }),
    );
    const [tls, uptime] = run.results;
    const keys = ['check', 'outcome', 'startedAt', 'durationMs', 'metrics', 'labels', 'findings'];
    expect(Object.keys(uptime)).toEqual(keys);
    expect(Object.keys(tls)).toEqual([...keys, 'reason']);
    expect([tls.check, tls.outcome]).toEqual(['tls-certificate', 'inapplicable']);
    expect([uptime.check, uptime.outcome]).toEqual(['uptime', 'failed']);
    expect(uptime.startedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(uptime.metrics).toMatchObject({ status: 500, bytes: 49 });
    const [finding] = uptime.findings;
    expect(Object.keys(finding)).toEqual([
      'rule',
      'verdict',
      'severity',
      'title',
      'where',
      'evidence',
      'advice',
      'help',
      'fingerprint',
    ]);
    expect(finding).toMatchObject({
      rule: 'status-unexpected',
      title: 'The site answers 500: WordPress cannot reach its database',
      where: { url: `${url}/` },
    });
    expect(JSON.stringify(run.summary)).toBe(
      '{"passed":0,"failed":1,"incomplete":0,"inapplicable":1,"errored":0,' +
        '"findings":{"critical":1,"serious":0,"moderate":0,"minor":0}}',
    );
  });

  it('runs every check that needs no browser where none is named, and each once', async () => {
    const { url, connections } = await shop();
    expect(connections).toBe(0);
    const all = await caretaker(['check', url]);
    expect(all.code).toBe(0);
    expect(checksOf(all.stdout)).toEqual(await quickChecks());
    const named = await caretaker(['check', url, 'uptime', 'uptime']);
    expect(checksOf(named.stdout)).toEqual(['uptime']);
  });

  it('looks at the site once for both checks', async () => {
    const origin = await shop();
    await caretaker(['check', origin.url, 'tls-certificate', 'uptime']);
    expect(origin.connections).toBe(1);
  });

  it('tells "up, but its TLS is broken" from "down"', async () => {
    const { url } = await httpsOrigin(await selfSigned(), (_, response) => response.end(page));
    const { code, stdout } = await caretaker(['check', url]);
    expect(code).toBe(1);
    const rules = JSON.parse(stdout).results.flatMap((result: { findings: { rule: string }[] }) =>
      result.findings.map(({ rule }) => rule),
    );
    expect(rules).toEqual(['certificate-self-signed', 'tls-broken']);
  });
});

describe('exit codes', () => {
  it('0 where all is well, warnings included', async () => {
    const { url } = await shop();
    expect((await caretaker(['check', url, 'uptime'])).code).toBe(0);
    expect((await caretaker(['check', url, 'uptime', '--format', 'nagios'])).code).toBe(0);
  });

  it('1 where the site fails, 2 for Nagios', async () => {
    const { url } = await brokenShop();
    expect((await caretaker(['check', url, 'uptime'])).code).toBe(1);
    const nagios = await caretaker(['check', url, 'uptime', '--format', 'nagios']);
    expect(nagios.code).toBe(2);
    expect(nagios.stdout).toMatch(/^CARETAKER CRITICAL - 127\.0\.0\.1:\d+: uptime failed /);
  });

  it.each([
    [
      'a host that does not resolve',
      async () => 'https://no-such-host.invalid/',
      'host-not-resolved',
    ],
    ['a closed port', async () => `http://127.0.0.1:${await closedPort()}/`, 'connection-refused'],
    [
      'a redirect to a private address',
      async () => (await redirectingTo(async () => 'http://169.254.169.254/latest/meta-data/')).url,
      'redirect-to-private-address',
    ],
    [
      'a redirect to another port of the machine that was named',
      async () => (await redirectingTo(async () => (await shop()).url)).url,
      'redirect-to-private-address',
    ],
    [
      'a redirect to itself',
      async () => (await redirectingTo(async () => '/')).url,
      'redirect-loop',
    ],
  ])('1 for %s', async (_, site, rule) => {
    const { code, stdout, stderr } = await caretaker(['check', await site(), 'uptime']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(JSON.parse(stdout).results[0].findings[0].rule).toBe(rule);
  });

  it('1 for what a redirect may reach once it is allowed, if it fails there', async () => {
    const { url, port } = await brokenShop();
    const start = await redirectingTo(async () => url);
    const allow = ['--allow-private', `127.0.0.1:${port}`];
    const { code, stdout } = await caretaker(['check', start.url, 'uptime', ...allow]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout).results[0].findings[0].rule).toBe('status-unexpected');
  });

  it('3 where we could not look', async () => {
    const { code, stdout } = await caretaker(['check', 'http://255.255.255.255/', 'uptime']);
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({
      results: [{ outcome: 'errored' }],
      summary: { errored: 1 },
    });
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s while a site hangs ends the run at once: %i', async (signal, expected) => {
    const { promise: asked, resolve: onRequest } = Promise.withResolvers<void>();
    const { url } = await httpOrigin(() => onRequest());
    let stopped = 0;
    const { code, stdout, stderr } = await caretaker(['check', url], {
      onStart: async ({ kill }) => {
        await asked;
        stopped = performance.now();
        kill(signal);
      },
    });
    expect(code).toBe(expected);
    // The site's own deadline would be 10 seconds.
    expect(performance.now() - stopped).toBeLessThan(5000);
    expect(stderr).toBe('');
    expect(JSON.parse(stdout).summary.errored).toBe((await quickChecks()).length);
  });

  it.each([
    [
      'an unknown check',
      ['check', 'https://shop.example', 'uptme'],
      'caretaker: unknown check `uptme`. Did you mean `uptime`?\nKnown checks: ',
    ],
    [
      'another scheme',
      ['check', 'ftp://shop.example'],
      'caretaker: `ftp://shop.example`: only http and https can be checked, not ftp\n',
    ],
    [
      'no URL at all',
      ['check', '../../x'],
      'caretaker: `../../x` is neither the id of a site nor a URL such as https://shop.example\n',
    ],
    [
      'an allowance that is none',
      ['check', 'https://shop.example', '--allow-private', 'everything'],
      'caretaker: --allow-private everything: expected host:port, an address or a range such as 10.0.0.0/8\n',
    ],
    [
      'a site without any config',
      ['check', 'shop', '--config', '/nowhere'],
      'there is no such folder',
    ],
  ])('2 for %s, 3 for Nagios', async (_, args, message) => {
    const { code, stdout, stderr } = await caretaker(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect((await caretaker([...args, '--format', 'nagios'])).code).toBe(3);
  });

  it('2 for credentials in a URL, which are not repeated', async () => {
    const { code, stderr } = await caretaker(['check', 'https://admin:hunter2@shop.example/']);
    expect(code).toBe(2);
    expect(stderr).toContain('checks.uptime.headers');
    expect(stderr).not.toContain('hunter2');
  });
});

describe('formats', () => {
  const parsers: Readonly<Record<(typeof formats)[number], (text: string) => unknown>> = {
    table: (text) => expect(text).toContain('status-unexpected'),
    json: JSON.parse,
    junit: (text) => {
      expect(XMLValidator.validate(text)).toBe(true);
      expect(new XMLParser().parse(text).testsuites.testsuite.testcase).toHaveLength(2);
    },
    sarif: (text) => {
      const isValid = new Ajv({
        strict: false,
        formats: { uri: true, 'uri-reference': true, 'date-time': true },
      }).compile(sarifSchema);
      expect(isValid(JSON.parse(text)), JSON.stringify(isValid.errors)).toBe(true);
    },
    tap: (text) => expect(text).toMatch(/^TAP version 14\n1\.\.2\n/),
    nagios: (text) => expect(text.split('\n')[0]).toMatch(/^CARETAKER CRITICAL - .* \| '.*;;;;$/),
  };

  it.each(formats)('%s is all there is on stdout', async (format) => {
    const { url } = await brokenShop();
    const { stdout, stderr } = await caretaker([
      ...['check', url, 'tls-certificate', 'uptime'],
      ...['--format', format, '--debug'],
    ]);
    parsers[format](stdout);
    expect(stdout).not.toContain('\u001b');
    expect(stderr).toContain('decision');
  });
});

describe('a reader that goes away', () => {
  it('ends the program quietly', async () => {
    const { url } = await brokenShop();
    const { code, stderr } = await caretaker(['check', url], { onStart: ({ hangUp }) => hangUp() });
    expect(stderr).toBe('');
    // The run's own code, or 0 where the end of the reader was seen first.
    expect([0, 1]).toContain(code);
  });

  it('such as head', async () => {
    const { url } = await brokenShop();
    const { stdout, stderr } = await shell(`$CARETAKER check ${url} --format table | head -1`);
    expect(stdout.split('\n')).toHaveLength(2);
    expect(stderr).toBe('');
  });
});

describe('colour', () => {
  const colored = async (args: readonly string[], env: Readonly<Record<string, string>>) => {
    const { url } = await shop();
    const run = await caretaker(['check', url, 'uptime', '--format', 'table', ...args], { env });
    return run.stdout.includes('\u001b[');
  };
  it.each<[expected: boolean, args: string[], env: Record<string, string>]>([
    [false, [], {}],
    [true, [], { FORCE_COLOR: '1' }],
    [false, [], { FORCE_COLOR: '0' }],
    [false, ['--no-color'], { FORCE_COLOR: '1' }],
    [false, [], { FORCE_COLOR: '1', NO_COLOR: '1' }],
    [true, [], { FORCE_COLOR: '1', NO_COLOR: '' }],
  ])('%s with %j and %j', async (expected, args, env) => {
    expect(await colored(args, env)).toBe(expected);
  });
});

describe('--debug', () => {
  it('shows every step, header and decision', async () => {
    const { url } = await redirectingTo(async () => '/home', page);
    const named = url.replace('127.0.0.1', 'localhost');
    const { stderr } = await caretaker(['check', named, 'uptime', '--debug']);
    for (const step of [
      /^ +\d+ ms {2}dns +localhost → .*127\.0\.0\.1/m,
      /^ +\d+ ms {2}request +GET http:\/\/localhost:\d+\/ \(user-agent: Mozilla/m,
      /^ +\d+ ms {2}header +location: \/home$/m,
      /^ +\d+ ms {2}redirect +302 → http:\/\/localhost:\d+\/home$/m,
      /^ +\d+ ms {2}http .* HTTP\/1\.1 200 OK \(.*first byte .* ms/m,
      /^ +\d+ ms {2}decision +uptime: passed, 0 findings$/m,
    ]) {
      expect(stderr).toMatch(step);
    }
  });
});

describe('on a terminal', () => {
  const onTerminal = (line: string, env: Record<string, string> = {}) =>
    shell(`script -qec "$CARETAKER ${line}" /dev/null`, { env });

  it('prints a table in colour, after a progress line that is gone', async () => {
    const { url } = await httpOrigin((_, response) => {
      setTimeout(() => response.end(page), 300);
    });
    const { code, stdout } = await onTerminal(`check ${url} tls-certificate uptime`);
    expect(code).toBe(0);
    expect(stdout).toMatch(/[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] tls-certificate, uptime/);
    const [progress = '', ...table] = stdout.split('\r\u001b[2K').slice(-2);
    expect(progress).not.toContain('\n');
    expect(table.join('')).toMatch(/uptime/);
    expect(table.join('')).toContain('\u001b[');
  });

  it.each<Record<string, string>>([{ TERM: 'dumb' }, { CI: 'true' }])(
    'draws no progress with %j',
    async (env) => {
      const { url } = await shop();
      const { stdout } = await onTerminal(`check ${url}`, env);
      expect(stdout).not.toMatch(/[⠋⠙⠹]|\u001b\[2K/);
      expect(stdout).toContain('uptime');
    },
  );
});

/** A server that sends every visitor of its home page elsewhere. */
function redirectingTo(location: () => Promise<string>, body = '') {
  return httpOrigin(async (request, response) => {
    if (request.url !== '/') return void response.end(body);
    response.writeHead(302, { location: await location() }).end();
  });
}

function checksOf(stdout: string): readonly string[] {
  return JSON.parse(stdout).results.map(({ check }: { check: string }) => check);
}

/** The ids of the checks that run without being named: page audits take minutes. */
async function quickChecks(): Promise<readonly string[]> {
  const checks = await discoverChecks();
  return checks
    .filter(({ meta }) => meta.lane !== 'browser' && meta.lane !== 'lighthouse')
    .map(({ meta }) => meta.id);
}
