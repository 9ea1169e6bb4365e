import type { CheckOptions } from '../../src/core/check.ts';

/** What a site's config may say about what is installed; see the schema below for each. */
export interface Options {
  readonly abandonedAfterMonths: number;
  readonly bespoke: readonly string[];
}

const defaults: Options = { abandonedAfterMonths: 24, bespoke: [] };

/** Defaults as plain data, and the schema by which config is checked. */
export const options: CheckOptions<Options> = {
  defaults,
  schema: ({ z }) =>
    z.object({
      abandonedAfterMonths: z
        .int()
        .min(1)
        .max(240)
        .default(defaults.abandonedAfterMonths)
        .describe('Months without a release after which nobody looks after a package any more.'),
      bespoke: z
        .array(z.string().min(1))
        .default([...defaults.bespoke])
        .describe(
          'Slugs of what was built for this client and is published nowhere: that nothing is known about them needs no look.',
        ),
    }),
};
