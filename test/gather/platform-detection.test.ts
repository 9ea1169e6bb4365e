import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { GatherContext } from '../../src/core/gatherer.ts';
import { siteOfUrl } from '../../src/core/site.ts';
import { loadGatherer } from '../../src/engine/discover.ts';
import platformDetection from '../../src/gather/platform-detection.ts';
import { detectors } from '../platforms/detection.ts';
import { gatherContext } from '../support/gather-context.ts';
import { closedPort, httpOrigin } from '../support/origin.ts';

type Pages = Readonly<Record<string, (request: IncomingMessage, response: ServerResponse) => void>>;

/** Detects a site that has these pages; everything else is its 404. Says what was asked for, too. */
async function detect(pages: Pages, otherwise: RequestListener = notFound) {
  const asked: string[] = [];
  const origin = await httpOrigin((request, response) => {
    asked.push(request.url ?? '');
    (pages[request.url ?? ''] ?? otherwise)(request, response);
  });
  const url = `${origin.url}/`;
  const context: GatherContext = gatherContext({
    site: siteOfUrl(url, ['127.0.0.0/8']),
    platforms: async () => detectors,
    need: async ({ artifact, params }) => (await loadGatherer(artifact)).gather(params, context),
  });
  const detection = await platformDetection.gather({ url }, context);
  if (!detection.ok) throw new Error(detection.failure.message);
  const control = asked.filter((path) => path.startsWith('/no-such-page-'));
  return { ...detection.value, asked, control, url };
}

const html = (text: string) => (_: IncomingMessage, response: ServerResponse) => response.end(text);
const notFound: RequestListener = (_request, response) => {
  response.statusCode = 404;
  response.end('<h1>Not found</h1>');
};
const restIndex = '/?rest_route=/&_fields=namespaces';
const plain = html('<h1>A page without traces</h1>');

describe('detection', () => {
  it('asks for the home page alone where that says everything', async () => {
    const { candidates, asked } = await detect({
      '/': html(
        '<link rel="https://api.w.org/" href="/wp-json/"><meta name="generator" content="WordPress 6.8.3">',
      ),
    });
    expect(candidates).toMatchObject([
      { platform: 'wordpress', version: '6.8.3', confidence: 100 },
    ]);
    expect(asked).toEqual(['/']);
  });

  it('asks a certain platform for nothing but its version', async () => {
    const { candidates, restRoot, asked, url } = await detect({
      '/': html('<link rel="https://api.w.org/" href="/api/">'),
      '/?feed=rss2': html('<rss><channel><generator>https://wordpress.org/?v=6.9.1</generator>'),
    });
    expect(candidates).toMatchObject([{ platform: 'wordpress', version: '6.9.1' }]);
    expect(restRoot).toBe(`${url}api/`);
    expect(asked).toEqual(['/', expect.stringContaining('/no-such-page-'), '/?feed=rss2']);
  });

  it('finds a platform that hides on its pages by what its paths answer', async () => {
    const { candidates, restRoot, url } = await detect({
      '/': plain,
      [restIndex]: (_, response) => {
        response.setHeader('link', '</?rest_route=/>; rel="https://api.w.org/"');
        response.end('{"namespaces":["oembed\\/1.0","wp\\/v2"]}');
      },
    });
    expect(candidates[0]).toMatchObject({ platform: 'wordpress', confidence: 100, version: null });
    expect(restRoot).toBe(`${url}?rest_route=/`);
  });

  it('knows WordPress by its refusal to strangers', async () => {
    const { candidates } = await detect({
      '/': plain,
      [restIndex]: (_, response) => {
        response.statusCode = 401;
        response.end('{"code":"rest_not_logged_in","message":"…","data":{"status":401}}');
      },
    });
    expect(candidates[0]).toMatchObject({ platform: 'wordpress', confidence: 90 });
  });

  it('knows Umbraco by its server status', async () => {
    const { candidates } = await detect({
      '/': plain,
      '/umbraco/management/api/v1/server/status': html('{"serverStatus":"Run"}'),
    });
    expect(candidates[0]).toMatchObject({ platform: 'umbraco', confidence: 100, version: null });
  });

  it('takes nothing from paths that a site answers as it answers all', async () => {
    const { candidates, control } = await detect(
      { '/': plain },
      html('<script>window.Drupal = {}</script>{"serverStatus":"Run"}'),
    );
    expect(candidates).toEqual([]);
    expect(control).toHaveLength(1);
  });

  it('asks at most five paths beside the home page and the one that cannot exist', async () => {
    const { candidates, asked, hiddenBy } = await detect({ '/': plain });
    expect(candidates).toEqual([]);
    expect(hiddenBy).toBeNull();
    expect(asked).toHaveLength(7);
  });

  it('says that a challenge hides the site, and asks no more', async () => {
    const { candidates, hiddenBy, asked } = await detect({}, (_request, response) => {
      response.writeHead(403, { 'cf-mitigated': 'challenge', server: 'cloudflare' });
      response.end('<title>Just a moment...</title>');
    });
    expect(candidates).toEqual([]);
    expect(hiddenBy).toBe('Cloudflare challenges us as a robot (status 403)');
    expect(asked).toEqual(['/']);
  });

  it('says where an error, and not the site, has answered', async () => {
    const { candidates, hiddenBy } = await detect({}, (_request, response) => {
      response.writeHead(502, { server: 'gateway' });
      response.end('<h1>502 Bad Gateway</h1>');
    });
    expect(candidates).toEqual([]);
    expect(hiddenBy).toBe('its home page answers with status 502');
  });

  it('knows a platform by the page that says it is missing', async () => {
    const { candidates, hiddenBy } = await detect({}, (_request, response) => {
      response.writeHead(404, { 'x-generator': 'Drupal 11 (https://www.drupal.org)' });
      response.end('<h1>Page not found</h1>');
    });
    expect(candidates).toMatchObject([{ platform: 'drupal', version: '11' }]);
    expect(hiddenBy).toBeNull();
  });

  it('stops where the site asks for rest', async () => {
    const { hiddenBy, asked } = await detect({ '/': plain }, (_request, response) => {
      response.writeHead(429, { 'retry-after': '60' });
      response.end();
    });
    expect(hiddenBy).toBe('the site asks us to slow down (status 429, Retry-After: 60)');
    expect(asked).toHaveLength(2);
  });

  it('is of the site that was asked for, and not of where it sends its visitors', async () => {
    const elsewhere = await httpOrigin((_request, response) => {
      response.setHeader('x-generator', 'Drupal 11 (https://www.drupal.org)');
      response.end('Drupal');
    });
    const target = elsewhere.url.replace('127.0.0.1', '127.0.0.2');
    const { candidates } = await detect({ '/': plain }, (_request, response) => {
      response.writeHead(302, { location: target });
      response.end();
    });
    expect(candidates).toEqual([]);
  });

  it('fails as the home page does', async () => {
    const url = `http://127.0.0.1:${await closedPort()}/`;
    const context: GatherContext = gatherContext({
      site: siteOfUrl(url, ['127.0.0.0/8']),
      need: async ({ artifact, params }) => (await loadGatherer(artifact)).gather(params, context),
    });
    const detection = await platformDetection.gather({ url }, context);
    expect(detection).toMatchObject({ ok: false, failure: { code: 'connection-refused' } });
  });
});
