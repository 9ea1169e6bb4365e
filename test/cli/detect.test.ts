import type { RequestListener } from 'node:http';
import { describe, expect, test } from 'vitest';
import { caretaker } from '../support/cli.ts';
import { closedPort, httpOrigin } from '../support/origin.ts';

const shop: RequestListener = (request, response) => {
  if (request.url !== '/') response.statusCode = 404;
  response.setHeader('powered-by', 'Shopify');
  response.end('<img src="/blog/wp-content/uploads/a.png">\u001b[31m');
};
const bare: RequestListener = (request, response) => {
  if (request.url !== '/') response.statusCode = 404;
  response.end('<script src="https://cdn.shopify.com/buy.js"></script>');
};

describe('caretaker detect', () => {
  test('shows what speaks for each platform, line by line', async () => {
    const { url } = await httpOrigin(shop);
    const { code, stdout, stderr } = await caretaker(['detect', url, '--format', 'text']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(`${url}/: Shopify, certain (90 of 100)
  +90   header powered-by  Shopify

Also: WordPress, likely (60 of 100)
  +60   own address with wp-content or wp-includes  /blog/wp-content/uploads/a.png
`);
  });

  test('prints JSON', async () => {
    const { url } = await httpOrigin(shop);
    const { code, stdout } = await caretaker(['detect', url, '--format', 'json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: 1,
      url: `${url}/`,
      platform: 'shopify',
      version: null,
      confidence: 90,
      evidence: [{ marker: 'header powered-by', seen: 'Shopify', url: `${url}/`, weight: 90 }],
      candidates: [{ platform: 'shopify' }, { platform: 'wordpress' }],
      hiddenBy: null,
    });
  });

  test('names no platform on a hint, and says so', async () => {
    const { url } = await httpOrigin(bare);
    const { code, stdout } = await caretaker(['detect', url, '--format', 'json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ platform: null, version: null, confidence: 15 });
    const text = await caretaker(['detect', url]);
    expect(text.stdout).toContain('not recognised, there are hints only');
  });

  test('says what hides a site', async () => {
    const { url } = await httpOrigin((_request, response) => {
      response.writeHead(403, { 'cf-mitigated': 'challenge' });
      response.end();
    });
    const { code, stdout } = await caretaker(['detect', url]);
    expect(code).toBe(0);
    expect(stdout).toBe(
      `${url}/: unknown, since Cloudflare challenges us as a robot (status 403)\n`,
    );
  });

  test('fails where nobody answers', async () => {
    const { code, stdout, stderr } = await caretaker([
      'detect',
      `http://127.0.0.1:${await closedPort()}/`,
    ]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('nothing listens on the port');
  });

  test.each(['shop', 'ftp://shop.example/'])('refuses %s', async (target) => {
    const { code, stderr } = await caretaker(['detect', target]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^caretaker: /);
  });
});
