import type { CheckOptions } from '../../src/core/check.ts';

/** What a site's config may say about its links; see the schema below for each. */
export interface Options {
  readonly limit: number;
  readonly links: number;
  readonly ignore: readonly string[];
}

const defaults: Options = { limit: 10, links: 500, ignore: [] };

/** Defaults as plain data, and the schema by which config is checked. */
export const options: CheckOptions<Options> = {
  defaults,
  schema: ({ z }) =>
    z.object({
      limit: z
        .int()
        .min(1)
        .max(100)
        .default(defaults.limit)
        .describe(
          'Most pages whose links are followed: the home page, those under `pages`, then the sitemap’s.',
        ),
      links: z
        .int()
        .min(1)
        .max(2000)
        .default(defaults.links)
        .describe('Most addresses that are asked for, the site’s own first.'),
      ignore: z
        .array(z.string().regex(/^https?:\/\//, 'begins with http:// or https://'))
        .default([...defaults.ignore])
        .describe('Addresses that begin so are left out, such as `https://intranet.example/`.'),
    }),
};
