import type { CheckOptions } from '../../src/core/check.ts';

/** What a site’s config may say about search engines. */
export interface Options {
  readonly limit: number;
}

const defaults: Options = { limit: 10 };

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
          'Most pages that are looked at: the home page, those under `pages` of the site, then pages of the sitemap.',
        ),
    }),
};
