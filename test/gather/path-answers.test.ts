import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import type { PathProbe } from '../../src/core/artifacts/path-answers.ts';
import type { GatherContext } from '../../src/core/gatherer.ts';
import { type Platform, siteOfUrl } from '../../src/core/site.ts';
import { loadGatherer } from '../../src/engine/discover.ts';
import pathAnswers from '../../src/gather/path-answers.ts';
import { detectors } from '../platforms/detection.ts';
import { gatherContext } from '../support/gather-context.ts';
import { closedPort, httpOrigin } from '../support/origin.ts';

const probe = (path: string, overrides: Partial<PathProbe> = {}): PathProbe => ({
  id: path,
  path,
  method: 'GET',
  platforms: 'any',
  maxBodyBytes: 1000,
  ...overrides,
});

interface Asked {
  readonly platform?: Platform | null;
  readonly probes: readonly PathProbe[];
}

async function gatherAt(url: string, { platform = null, probes }: Asked) {
  const context: GatherContext = gatherContext({
    site: siteOfUrl(url, ['127.0.0.0/8']),
    platforms: async () => detectors,
    need: async ({ artifact, params }) => (await loadGatherer(artifact)).gather(params, context),
  });
  const gathered = await pathAnswers.gather({ url, platform, probes }, context);
  if (!gathered.ok) throw new Error(gathered.failure.message);
  return gathered.value;
}

/** What a site brings back that answers with this; and what it was asked for, in order. */
async function ask(asked: Asked, answer: RequestListener) {
  const requests: string[] = [];
  let open = 0;
  let most = 0;
  const origin = await httpOrigin((request: IncomingMessage, response: ServerResponse) => {
    requests.push(`${request.method} ${request.url}`);
    most = Math.max(most, ++open);
    response.on('close', () => {
      open -= 1;
    });
    answer(request, response);
  });
  const value = await gatherAt(`${origin.url}/`, asked);
  return { ...value, requests, most };
}

const control = expect.stringMatching(/^GET \/no-such-page-[0-9a-f]{12}$/);
const fine: RequestListener = (request, response) => {
  response.end(`this is ${request.url}`);
};

it('asks one after the other, and for a path that cannot exist first', async () => {
  const probes = [probe('/.env'), probe('/.git/HEAD'), probe('/backup.zip')];
  const { answers, requests, most, stoppedBy } = await ask({ platform: 'other', probes }, fine);
  expect(requests).toEqual(['GET /', control, 'GET /.env', 'GET /.git/HEAD', 'GET /backup.zip']);
  expect(most).toBe(1);
  expect(stoppedBy).toBeNull();
  expect(answers['/.env']).toMatchObject({ ok: true, value: { body: { text: 'this is /.env' } } });
});

it('asks only what makes sense on the platform', async () => {
  const probes = [
    probe('/trace.axd', { platforms: ['dotnet'] }),
    probe('/readme.html', { platforms: ['wordpress'] }),
  ];
  const { answers } = await ask({ platform: 'dotnet', probes }, fine);
  expect(Object.keys(answers)).toEqual(['/trace.axd']);
});

it('finds the platform out where config does not name it', async () => {
  const probes = [probe('/user/1', { platforms: ['drupal'] })];
  const { platform, answers, detection } = await ask({ probes }, (request, response) => {
    response.setHeader('x-generator', 'Drupal 11 (https://www.drupal.org)');
    fine(request, response);
  });
  expect(platform).toBe('drupal');
  expect(detection?.candidates[0]).toMatchObject({ version: '11' });
  expect(Object.keys(answers)).toEqual(['/user/1']);
});

it.each([
  ['</api/>; rel="https://api.w.org/"', 'GET /api/wp/v2/users?per_page=1'],
  ['</?rest_route=/>; rel="https://api.w.org/"', 'GET /?rest_route=%2Fwp%2Fv2%2Fusers&per_page=1'],
  [null, 'GET /?rest_route=%2Fwp%2Fv2%2Fusers&per_page=1'],
])('finds the REST API of WordPress by %s', async (link, wanted) => {
  const probes = [probe('{rest}wp/v2/users?per_page=1', { platforms: ['wordpress'] })];
  const { requests } = await ask({ platform: 'wordpress', probes }, (request, response) => {
    if (link) response.setHeader('link', link);
    fine(request, response);
  });
  expect(requests.at(-1)).toBe(wanted);
});

it('sends a body with POST', async () => {
  const probes = [
    probe('/xmlrpc.php', {
      method: 'POST',
      body: '<methodCall/>',
      headers: { 'content-type': 'text/xml' },
    }),
  ];
  const { answers } = await ask({ platform: 'other', probes }, async (request, response) => {
    const sent = await text(request);
    response.end(`${request.method} ${request.headers['content-type']} ${sent}`);
  });
  const answer = answers['/xmlrpc.php'];
  expect(answer?.ok && answer.value.body.text).toBe('POST text/xml <methodCall/>');
});

it('stops where the site asks for rest', async () => {
  const probes = [probe('/a'), probe('/b'), probe('/c')];
  const { answers, stoppedBy } = await ask({ platform: 'other', probes }, (request, response) => {
    if (request.url === '/b') response.writeHead(429, { 'retry-after': '30' });
    fine(request, response);
  });
  expect(Object.keys(answers)).toEqual(['/a']);
  expect(stoppedBy).toBe('the site asks us to slow down (status 429, Retry-After: 30)');
});

it('stops where a protection service takes us for a robot', async () => {
  const { answers, requests, stoppedBy } = await ask({ probes: [probe('/a')] }, (_, response) => {
    response.writeHead(403, { 'cf-mitigated': 'challenge' });
    response.end();
  });
  expect(answers).toEqual({});
  expect(requests).toEqual(['GET /']);
  expect(stoppedBy).toContain('Cloudflare challenges us');
});

it('stops where the site falls silent twice in a row', async () => {
  const probes = [probe('/a'), probe('/b'), probe('/c'), probe('/d')];
  const { requests, stoppedBy } = await ask({ platform: 'other', probes }, (request, response) => {
    if (request.url === '/b' || request.url === '/c') request.socket.destroy();
    else fine(request, response);
  });
  expect(requests.at(-1)).toBe('GET /c');
  expect(stoppedBy).toMatch(/^two paths in a row came to nothing \(/);
});

it('asks nothing of a site that does not answer', async () => {
  const url = `http://127.0.0.1:${await closedPort()}/`;
  const { home, answers, stoppedBy } = await gatherAt(url, { probes: [probe('/a')] });
  expect(home).toMatchObject({ ok: false, failure: { code: 'connection-refused' } });
  expect(answers).toEqual({});
  expect(stoppedBy).toMatch(/^the site does not answer \(/);
});
