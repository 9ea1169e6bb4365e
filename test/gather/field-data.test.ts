import { describe, expect, it } from 'vitest';
import type { FieldData } from '../../src/core/artifacts/field-data.ts';
import { memoryFeedCache } from '../../src/core/memory-feed-cache.ts';
import { type FeedSettings, noAccess } from '../../src/core/site-access.ts';
import { feedLimits } from '../../src/gather/feeds/limits.ts';
import fieldData, { gatherFieldData } from '../../src/gather/field-data.ts';
import { gatherContext } from '../support/gather-context.ts';
import { httpOrigin } from '../support/origin.ts';

const url = 'https://shop.example/autumn?from=mail#top';
const key = 'field-key-1234';
const quick = { ...feedLimits, perSecond: 1000, answerMs: 1000, longestWaitMs: 50 };

/** A record in the service's shape: times are numbers, the shift is a decimal in quotes. */
const record = (place: object, metrics: object) => ({
  record: {
    key: { formFactor: 'PHONE', ...place },
    metrics,
    collectionPeriod: {
      firstDate: { year: 2026, month: 10, day: 24 },
      lastDate: { year: 2026, month: 11, day: 9 },
    },
  },
});
const metric = (p75: number | string) => ({
  histogram: [
    { start: 0, end: 2500, density: 0.6 },
    { start: 2500, density: 0.4 },
  ],
  percentiles: { p75 },
});
const vitals = {
  largest_contentful_paint: metric(4321),
  interaction_to_next_paint: metric(180),
  cumulative_layout_shift: metric('0.07'),
};
const notFound = {
  error: { code: 404, message: 'chrome ux report data not found', status: 'NOT_FOUND' },
};

function contextWith(settings: FeedSettings) {
  const feeds = { disclose: false, settings: { crux: settings } };
  return gatherContext({ access: { ...noAccess, feeds }, feedCache: memoryFeedCache() });
}

interface Heard {
  readonly body: Record<string, unknown>;
  readonly key: unknown;
  readonly path: string | undefined;
}

/** Asks a service on loopback that stands in for the real one. */
async function ask(answer: (body: Record<string, unknown>) => readonly [number, string | object]) {
  const heard: Heard[] = [];
  await using service = await httpOrigin(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = JSON.parse(Buffer.concat(chunks).toString());
    heard.push({ body, key: request.headers['x-goog-api-key'], path: request.url });
    const [status, said] = answer(body);
    response.writeHead(status).end(typeof said === 'string' ? said : JSON.stringify(said));
  });
  const context = contextWith({ key, mirror: service.url });
  const result = await gatherFieldData(url, 'mobile', context, quick);
  if (!result.ok) throw new Error(result.failure.message);
  return { data: result.value, heard };
}

describe('field data', () => {
  it('is that of the page', async () => {
    const { data, heard } = await ask(({ url }) => [200, record({ url }, vitals)]);
    expect(data).toEqual<FieldData>({
      known: true,
      scope: 'page',
      lcpMs: 4321,
      inpMs: 180,
      cls: 0.07,
      until: '2026-11-09',
    });
    expect(heard).toEqual([
      {
        body: { url: 'https://shop.example/autumn', formFactor: 'PHONE' },
        key,
        path: '/records:queryRecord',
      },
    ]);
  });

  it('is that of the origin where too few came to the page', async () => {
    const { data, heard } = await ask(({ origin }) =>
      origin
        ? [200, record({ origin }, { largest_contentful_paint: metric(2000) })]
        : [404, notFound],
    );
    expect(data).toMatchObject({ scope: 'origin', lcpMs: 2000, inpMs: null, cls: null });
    expect(heard.map(({ body }) => body.origin)).toEqual([undefined, 'https://shop.example']);
  });

  it('is unknown where too few came at all', async () => {
    const { data } = await ask(() => [404, notFound]);
    expect(data).toEqual({ known: false, reason: 'the Chrome UX Report knows too few visits' });
  });

  it.each([
    ['an error', [500, 'broken'], /500/],
    ['a refused key', [403, { error: { code: 403, status: 'PERMISSION_DENIED' } }], /403/],
    ['a page of a proxy', [200, '<html>Sign in</html>'], /no JSON/],
    ['another shape', [200, { record: {} }], /no record/],
    [
      'a figure that is none',
      [200, record({}, { cumulative_layout_shift: metric('low') })],
      /percentile/,
    ],
    [
      'a negative figure',
      [200, record({}, { largest_contentful_paint: metric(-1) })],
      /percentile/,
    ],
  ] as const)(
    'is unknown, and says why, where the service sends %s',
    async (_name, answer, why) => {
      const { data, heard } = await ask(() => answer);
      expect(data).toMatchObject({ known: false, reason: expect.stringMatching(why) });
      expect(JSON.stringify(data)).not.toContain(key);
      expect(heard).toHaveLength(1);
    },
  );

  it('is not asked for without a key, and where it is switched off', async () => {
    const params = { url, device: 'desktop' } as const;
    const without = await fieldData.gather(params, contextWith({}));
    expect(without).toMatchObject({
      value: { known: false, reason: /needs a key: feeds\.crux\.key/ },
    });
    const off = await fieldData.gather(params, contextWith({ key, off: true }));
    expect(off).toMatchObject({ value: { known: false, reason: /switched off/ } });
  });

  it('is asked for by device, once a day', async () => {
    const asked: unknown[] = [];
    await using service = await httpOrigin(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      asked.push(JSON.parse(Buffer.concat(chunks).toString()).formFactor);
      response.end(JSON.stringify(record({}, vitals)));
    });
    const context = contextWith({ key, mirror: service.url });
    for (const device of ['mobile', 'desktop', 'mobile', 'desktop'] as const) {
      const result = await gatherFieldData(url, device, context, quick);
      expect(result).toMatchObject({ ok: true, value: { known: true, scope: 'page' } });
    }
    expect(asked).toEqual(['PHONE', 'DESKTOP']);
  });
});
