import { describe, expect, it } from 'vitest';
import { gathered, notGathered } from '../../src/core/artifacts/failure.ts';
import type { PageAuditsParams } from '../../src/core/artifacts/page-audits.ts';
import type { BrowserService, PageAuditJob } from '../../src/core/browser-service.ts';
import { type ArtifactRequest, request } from '../../src/core/check.ts';
import type { GatherContext } from '../../src/core/gatherer.ts';
import { siteOfUrl } from '../../src/core/site.ts';
import { loadGatherer } from '../../src/engine/discover.ts';
import { fakeBrowser } from '../support/fake-browser.ts';
import { gatherContext } from '../support/gather-context.ts';
import { httpOrigin } from '../support/origin.ts';
import { pageAudit } from '../support/page-audits.ts';

const params = (url: string, overrides: Partial<PageAuditsParams> = {}): PageAuditsParams => ({
  ...{ url, pages: [], limit: 10, devices: ['mobile'], accessibility: false },
  ...overrides,
});

/** The sample of a site as somebody asks for it, the jobs it made, and the steps that were told. */
async function sampleOf(
  asked: PageAuditsParams,
  browser: BrowserService,
  others: readonly ArtifactRequest[] = [],
  signal = new AbortController().signal,
) {
  const steps: string[] = [];
  const context: GatherContext = gatherContext({
    site: siteOfUrl(asked.url, ['127.0.0.0/8']),
    browser,
    signal,
    asked: [request('page-audits', asked), ...others],
    progress: (step) => steps.push(step),
    need: async ({ artifact, params }) => (await loadGatherer(artifact)).gather(params, context),
  });
  return { steps, sample: await context.need(request('page-audits', asked)) };
}

const site = 'https://mill.example/';

describe('the pages of a sample', () => {
  it('are looked at one after the other, device by device, each step told', async () => {
    const { browser, jobs } = fakeBrowser();
    const asked = params(site, {
      pages: ['/bread', '/oven'],
      limit: 2,
      devices: ['mobile', 'desktop'],
    });
    const { sample, steps } = await sampleOf(asked, browser);
    expect(sample).toMatchObject({
      ok: true,
      value: {
        pages: [
          { url: site, namedBy: 'site' },
          { url: `${site}bread`, namedBy: 'config' },
        ],
        audits: [
          { page: { url: site }, device: 'mobile', audit: { ok: true } },
          { page: { url: `${site}bread` }, device: 'mobile' },
          { page: { url: site }, device: 'desktop' },
          { page: { url: `${site}bread` }, device: 'desktop' },
        ],
      },
    });
    expect(steps).toEqual([
      'page 1 of 2 on mobile: /',
      'page 2 of 2 on mobile: /bread',
      'page 1 of 2 on desktop: /',
      'page 2 of 2 on desktop: /bread',
    ]);
    expect(jobs.map(({ limits }) => limits.deadlineMs)).toEqual([90_000, 90_000, 90_000, 90_000]);
    expect(jobs[0]?.limits.allowPrivate).toEqual(['127.0.0.0/8']);
  });

  it('are filled up from the sitemap', async () => {
    const origin = await httpOrigin((asked, response) => {
      const map = `<urlset><url><loc>${origin.url}/news/1</loc></url></urlset>`;
      response.end(asked.url === '/sitemap.xml' ? map : '');
    });
    const { sample } = await sampleOf(params(`${origin.url}/`), fakeBrowser().browser);
    expect(sample.ok && sample.value.pages).toEqual([
      { url: `${origin.url}/`, namedBy: 'site' },
      { url: `${origin.url}/news/1`, namedBy: 'sitemap' },
    ]);
  });

  it('are read for accessibility where any check wants that', async () => {
    const accessibility = async (others: readonly ArtifactRequest[]) => {
      const { browser, jobs } = fakeBrowser();
      await sampleOf(params(site, { limit: 1 }), browser, others);
      return jobs.map(({ params }) => (params as PageAuditJob).accessibility);
    };
    expect(await accessibility([])).toEqual([false]);
    const other = request('page-audits', params(site, { accessibility: true }));
    expect(await accessibility([other])).toEqual([true]);
  });

  it('that break a browser do not keep it from the others', async () => {
    const { browser } = fakeBrowser(({ url }) =>
      url.endsWith('/oven')
        ? notGathered({ code: 'browser-lost', message: 'it broke' })
        : gathered(pageAudit({ url })),
    );
    const { sample } = await sampleOf(
      params(site, { pages: ['/oven', '/bread'], limit: 3 }),
      browser,
    );
    expect(sample.ok && sample.value.audits.map(({ audit }) => audit.ok)).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('are not tried again and again where there is no browser', async () => {
    const none = notGathered<never>({ code: 'browser-missing', message: 'none found' });
    const { browser, jobs } = fakeBrowser(() => none);
    const { sample } = await sampleOf(params(site, { pages: ['/a', '/b'], limit: 3 }), browser);
    expect([sample, jobs.length]).toEqual([none, 1]);
  });

  it('are left when the run is stopped', async () => {
    const controller = new AbortController();
    const { browser, jobs } = fakeBrowser(({ url }) => {
      controller.abort();
      return gathered(pageAudit({ url }));
    });
    const asked = params(site, { pages: ['/a'], limit: 2 });
    const { sample } = await sampleOf(asked, browser, [], controller.signal);
    expect(sample).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
    expect(jobs).toHaveLength(1);
  });
});
