import type { IncomingMessage, RequestListener } from 'node:http';
import { expect, it } from 'vitest';
import { type Gathered, gathered, notGathered } from '../../src/core/artifacts/failure.ts';
import type { LinkAnswersParams } from '../../src/core/artifacts/link-answers.ts';
import type { PageAudit, PageLink } from '../../src/core/artifacts/page-audit.ts';
import type { PageAudits } from '../../src/core/artifacts/page-audits.ts';
import type { GatherContext } from '../../src/core/gatherer.ts';
import { siteOfUrl } from '../../src/core/site.ts';
import { loadGatherer } from '../../src/engine/discover.ts';
import linkAnswers from '../../src/gather/link-answers.ts';
import { gatherContext } from '../support/gather-context.ts';
import { closedPort, httpOrigin } from '../support/origin.ts';
import { type PageAuditOptions, pageAudit } from '../support/page-audits.ts';

/** What a site brings back whose home page links to these; and what it was asked for, in order. */
async function follow(
  links: readonly (string | Partial<PageLink>)[],
  answer: RequestListener,
  more: Partial<LinkAnswersParams> & { readonly audit?: PageAuditOptions } = {},
) {
  const requests: string[] = [];
  let [open, most] = [0, 0];
  const origin = await httpOrigin((request: IncomingMessage, response) => {
    requests.push(`${request.method} ${request.url}`);
    most = Math.max(most, ++open);
    response.on('close', () => {
      open -= 1;
    });
    if (request.url === '/robots.txt') response.statusCode = 404;
    answer(request, response);
    if (!response.writableEnded && request.url === '/robots.txt') response.end();
  });
  const home = `${origin.url}/`;
  const { audit: overrides, ...params } = more;
  const audit = pageAudit({
    url: home,
    links: links.map((one) => linkTo(home, typeof one === 'string' ? { url: one } : one)),
    ...overrides,
  });
  const value = await gatherAt(home, gathered(audit), params);
  return {
    requests: requests.filter((one) => !one.endsWith('/robots.txt')),
    asked: requests,
    most,
    links: value.links,
    pages: value.pages,
    outcomes: Object.fromEntries(
      value.links.map(({ url, outcome }) => [url.replace(home, '/'), outcome]),
    ),
  };
}

function linkTo(home: string, { url = '/', ...rest }: Partial<PageLink>): PageLink {
  const base: PageLink = {
    url,
    text: 'Prices',
    rel: [],
    kind: 'link',
    path: '0/1',
    selector: 'nav > a',
  };
  return { ...base, ...rest, url: new URL(url, home).href };
}

async function gatherAt(
  url: string,
  audit: Gathered<PageAudit>,
  params: Partial<LinkAnswersParams> = {},
) {
  const page = { url, namedBy: 'site' } as const;
  const sample: PageAudits = { pages: [page], audits: [{ page, device: 'mobile', audit }] };
  const context: GatherContext = gatherContext({
    site: siteOfUrl(url, ['127.0.0.0/8']),
    need: async ({ artifact, params: asked }) => {
      if (artifact === 'page-audits') return gathered(sample) as never;
      return (await loadGatherer(artifact)).gather(asked, context);
    },
  });
  const pages = { url, pages: [], limit: 10, devices: ['mobile'], accessibility: false } as const;
  const answers = await linkAnswers.gather({ pages, limit: 500, ignore: [], ...params }, context);
  if (!answers.ok) throw new Error(answers.failure.message);
  return answers.value;
}

const fine: RequestListener = (_request, response) => {
  response.end('fine');
};

it('asks by HEAD, one after the other', async () => {
  const { requests, most, outcomes } = await follow(['/a', '/b', '/a'], fine);
  expect(requests).toEqual(['HEAD /a', 'HEAD /b']);
  expect(most).toBe(1);
  expect(outcomes['/a']).toEqual({
    state: 'answered',
    status: 200,
    finalUrl: expect.stringMatching(/\/a$/),
    redirects: 0,
    refusal: null,
    tlsFault: null,
  });
});

it.each([403, 404, 405, 500, 501])(
  'asks by GET where HEAD says %i, and takes its answer',
  async (status) => {
    const { requests, outcomes } = await follow(['/a'], (request, response) => {
      response.statusCode = request.method === 'HEAD' ? status : 200;
      response.end();
    });
    expect(requests).toEqual(['HEAD /a', 'GET /a']);
    expect(outcomes['/a']).toMatchObject({ state: 'answered', status: 200 });
  },
);

it('says of a page that is gone that it is gone', async () => {
  const { outcomes } = await follow(['/gone'], (_request, response) => {
    response.statusCode = 404;
    response.end('nothing here');
  });
  expect(outcomes['/gone']).toMatchObject({ state: 'answered', status: 404 });
});

it('counts redirects', async () => {
  const { outcomes } = await follow(['/1'], (request, response) => {
    const number = Number(request.url?.slice(1));
    if (number < 5) response.writeHead(302, { location: `/${number + 1}` });
    response.end();
  });
  expect(outcomes['/1']).toMatchObject({ redirects: 4, finalUrl: expect.stringMatching(/\/5$/) });
});

it('asks for nothing that may change something, and for nothing but web addresses', async () => {
  const links = ['/logo.png', '/logout', '/shop?add-to-cart=3'];
  const { requests, outcomes } = await follow(
    [...links, '/a', 'mailto:jo@shop.example', 'javascript:void(0)'],
    fine,
  );
  expect(requests).toEqual(['HEAD /logo.png', 'HEAD /a']);
  expect(outcomes['/logout']).toEqual({ state: 'skipped', because: 'acts' });
  expect(outcomes['/shop?add-to-cart=3']).toEqual({ state: 'skipped', because: 'acts' });
  expect(Object.keys(outcomes)).toHaveLength(4);
});

it('asks for nothing that the browser was given already', async () => {
  const port = await closedPort();
  const logo = `http://127.0.0.1:${port}/logo.png`;
  const audit = { requests: [{ url: logo, type: 'image', status: 200, bytes: 10 }] };
  const { outcomes } = await follow([{ url: logo, kind: 'image' }], fine, { audit });
  expect(outcomes[logo]).toMatchObject({ state: 'answered', status: 200 });
});

it('leaves out what config says', async () => {
  const port = await closedPort();
  const intranet = `http://127.0.0.1:${port}/`;
  const { links } = await follow([`${intranet}wiki`, '/a'], fine, { ignore: [intranet] });
  expect(links).toHaveLength(1);
});

it('asks for nothing that robots.txt forbids', async () => {
  const { requests, outcomes } = await follow(['/private/a', '/b'], (request, response) => {
    if (request.url === '/robots.txt') response.statusCode = 200;
    response.end(request.url === '/robots.txt' ? 'User-agent: *\nDisallow: /private\n' : '');
  });
  expect(requests).toEqual(['HEAD /b']);
  expect(outcomes['/private/a']).toEqual({ state: 'skipped', because: 'robots' });
});

it('asks for nothing where robots.txt cannot be had, and for robots.txt once', async () => {
  const { asked, outcomes } = await follow(['/a', '/b'], (_request, response) => {
    response.statusCode = 503;
    response.end();
  });
  expect(asked).toEqual(['GET /robots.txt']);
  expect(outcomes['/a']).toEqual({ state: 'skipped', because: 'robots' });
});

it('stops where a host asks for rest', async () => {
  const { requests, outcomes } = await follow(['/a', '/b', '/c'], (request, response) => {
    if (request.url === '/b') response.writeHead(429, { 'retry-after': '60' });
    response.end();
  });
  expect(requests).toEqual(['HEAD /a', 'HEAD /b']);
  expect(outcomes['/b']).toMatchObject({ refusal: expect.stringContaining('slow down') });
  expect(outcomes['/c']).toEqual({ state: 'skipped', because: 'rest' });
});

it('knows a bot wall by the page that it shows', async () => {
  const { outcomes } = await follow(['/a'], (request, response) => {
    response.statusCode = 403;
    response.end(request.method === 'GET' ? '<script>window._cf_chl_opt={}</script>' : '');
  });
  expect(outcomes['/a']).toMatchObject({
    status: 403,
    refusal: expect.stringContaining('Cloudflare'),
  });
});

it('leaves a host alone that falls silent three times in a row', async () => {
  const { requests, outcomes } = await follow(['/a', '/b', '/c', '/d'], (request, response) => {
    if (request.url === '/robots.txt') response.end();
    else request.socket.destroy();
  });
  expect(requests).toHaveLength(6);
  expect(outcomes['/c']).toMatchObject({ state: 'failed', code: 'connection-reset' });
  expect(outcomes['/d']).toEqual({ state: 'skipped', because: 'rest' });
});

it('takes a refused connection for an answer of its own', async () => {
  const url = `http://127.0.0.1:${await closedPort()}/`;
  const { outcomes } = await follow([url], fine);
  expect(outcomes[url]).toMatchObject({ state: 'failed', code: 'connection-refused' });
});

it('asks once for all addresses of a host that does not exist', async () => {
  const urls = ['/a', '/b', '/c'].map((path) => `http://no-such-host.invalid${path}`);
  const { outcomes } = await follow(urls, fine);
  for (const url of urls) {
    expect(outcomes[url]).toMatchObject({ state: 'failed', code: 'host-not-resolved' });
  }
});

it('contacts nothing that is not public and that config does not allow', async () => {
  const url = 'http://10.11.12.13/admin';
  const { outcomes } = await follow([url], fine);
  expect(outcomes[url]).toMatchObject({ state: 'failed', code: 'address-not-public' });
});

it('asks for so many addresses, and no more', async () => {
  const { requests, outcomes } = await follow(['/a', '/b', '/c'], fine, { limit: 2 });
  expect(requests).toEqual(['HEAD /a', 'HEAD /b']);
  expect(outcomes['/c']).toEqual({ state: 'skipped', because: 'limit' });
});

it('keeps why a page could not be looked at', async () => {
  const failure = { code: 'timed-out', message: 'no complete answer' } as const;
  const { pages, links } = await gatherAt('http://127.0.0.1/', notGathered(failure));
  expect(pages).toEqual([{ url: 'http://127.0.0.1/', failure }]);
  expect(links).toEqual([]);
});
