import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { siteIdOf, siteYaml } from '../../src/cli/site-yaml.ts';
import { httpOrigin } from '../support/origin.ts';

const launcher = fileURLToPath(new URL('../../bin/caretaker.mjs', import.meta.url));

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'caretaker-init-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function caretaker(cwd: string, ...args: readonly string[]) {
  const child = spawn(process.execPath, [launcher, ...args], { cwd });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const [code] = await once(child, 'close');
  return { code, stdout, stderr };
}

const drupal: RequestListener = (_request, response) => {
  response.setHeader('x-generator', 'Drupal 11 (https://www.drupal.org)');
  response.end('<title>Town \u001b[31mhall\nplatform: shopify</title>');
};

describe('caretaker init', () => {
  test('in an empty folder writes a site that can be checked at once', async () => {
    const cwd = emptyFolder();
    const { url, port } = await httpOrigin(drupal);
    const init = await caretaker(cwd, 'init', url, '--id', 'hall', '--package', 'gold');
    expect(init).toMatchObject({ code: 0, stderr: '' });
    expect(init.stdout).toMatch(/^wrote config\/sites\/hall\.yaml: platform drupal \(95%/);
    expect(init.stdout).toContain('Next: caretaker check hall');

    const text = readFileSync(join(cwd, 'config/sites/hall.yaml'), 'utf8');
    expect(parse(text)).toEqual({
      url: `${url}/`,
      platform: 'drupal',
      package: 'gold',
      environment: 'production',
      network: { allowPrivate: [`127.0.0.1:${port}`] },
    });
    expect(text).toContain('# Town [31mhall platform: shopify');
    expect((await caretaker(cwd, 'validate')).code).toBe(0);
    expect((await caretaker(cwd, 'check', 'hall', 'uptime')).code).toBe(0);
  }, 30_000);

  test('never replaces a file unasked', async () => {
    const cwd = emptyFolder();
    const { url } = await httpOrigin(drupal);
    await caretaker(cwd, 'init', url, '--id', 'hall');
    const again = await caretaker(cwd, 'init', url, '--id', 'hall', '--package', 'gold');
    expect(again.code).toBe(2);
    expect(again.stderr).toContain('--force replaces it');
    expect(readFileSync(join(cwd, 'config/sites/hall.yaml'), 'utf8')).toContain('silver');
    const forced = await caretaker(
      cwd,
      'init',
      url,
      '--id',
      'hall',
      '--package',
      'gold',
      '--force',
    );
    expect(forced.code).toBe(0);
    expect(readFileSync(join(cwd, 'config/sites/hall.yaml'), 'utf8')).toContain('gold');
  }, 30_000);

  test('--dry-run prints the file and writes nothing', async () => {
    const cwd = emptyFolder();
    const { url } = await httpOrigin(drupal);
    const { code, stdout } = await caretaker(cwd, 'init', url, '--dry-run');
    expect(code).toBe(0);
    expect(parse(stdout)).toMatchObject({ platform: 'drupal', package: 'silver' });
    expect(readdirSync(cwd)).toEqual([]);
  }, 30_000);

  test.each([
    [['init', 'ftp://shop.example'], 2, /only http and https/],
    [['init', 'shop'], 2, /`shop` is no URL/],
    [['init', 'http://127.0.0.1:9', '--package', 'glod'], 2, /Did you mean `gold`\?/],
    [['init', 'http://127.0.0.1:9', '--id', '../../x'], 2, /no site id/],
    [['init', 'http://127.0.0.1:9'], 1, /nothing listens on the port.*\nNothing was written/],
    [['init', 'https://nowhere.invalid'], 1, /no address.*\nNothing was written/],
  ])('%j ends with %i and a clear line', async (args, code, message) => {
    const cwd = emptyFolder();
    const result = await caretaker(cwd, ...args);
    expect(result).toMatchObject({ code, stdout: '' });
    expect(result.stderr).toMatch(message);
    expect(result.stderr).not.toContain('    at ');
    expect(readdirSync(cwd)).toEqual([]);
  });
});

describe('the suggested id', () => {
  test.each([
    ['https://www.shop.example/path', 'shop-example'],
    ['https://staging.shop.co.uk', 'staging-shop-co-uk'],
    ['http://127.0.0.1:8080/', '127-0-0-1-8080'],
    ['https://bücher.example/', 'xn-bcher-kva-example'],
    [`https://${'a'.repeat(60)}.${'b'.repeat(60)}.example/`, `${'a'.repeat(60)}-bb`],
  ])('of %s is %s', (url, id) => {
    expect(siteIdOf(url)).toBe(id);
  });
});

test('a title cannot break out of its comment', () => {
  const title = 'a\nplatform: umbraco\r\u2028url: x\u0085y';
  const text = siteYaml({
    id: 'shop',
    url: 'https://shop.example/',
    title,
    detection: null,
    package: 'silver',
    boltOns: [],
    allowPrivate: [],
  });
  expect(parse(text)).toEqual({
    url: 'https://shop.example/',
    package: 'silver',
    environment: 'production',
  });
});
