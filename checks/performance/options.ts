import { type Device, devices } from '../../src/core/artifacts/page-audit.ts';
import type { CheckOptions } from '../../src/core/check.ts';

/** Figures that a site may have a budget for. */
export const budgetNames = [
  'score',
  'lcpMs',
  'cls',
  'tbtMs',
  'fcpMs',
  'speedIndexMs',
  'bytes',
  'requests',
  'thirdPartyBytes',
] as const;
export type BudgetName = (typeof budgetNames)[number];

/** What a site's config may say about performance; see the schema below for each. */
export interface Options {
  readonly pages: readonly string[];
  readonly devices: readonly Device[];
  readonly runs: number;
  readonly budgets: { readonly [Name in BudgetName]?: number | undefined };
}

const defaults: Options = { pages: [], devices, runs: 3, budgets: {} };

/** Defaults as plain data, and the schema by which config is checked. */
export const options: CheckOptions<Options> = {
  defaults,
  schema: ({ z }) => {
    const page = z
      .string()
      .refine(
        (text) => /^\/(?!\/)/.test(text) || /^https?:\/\/[^/]/.test(text),
        'is no page; write a path such as /shop or an address',
      );
    const atMost = (what: string) => z.number().min(0).optional().describe(`Most ${what}.`);
    return z.object({
      pages: z
        .array(page)
        .max(3)
        .default([])
        .describe(
          'Paths or addresses of pages to measure; the home page unless any is named. Metrics are those of the first.',
        ),
      devices: z
        .array(z.enum(devices))
        .min(1)
        .refine((list) => new Set(list).size === list.length, 'names a device twice')
        .default([...defaults.devices])
        .describe('Devices to measure on: a slow telephone, a desktop computer.'),
      runs: z
        .int()
        .min(1)
        .max(9)
        .default(defaults.runs)
        .describe('Runs of each page on each device; the one with the median score speaks.'),
      budgets: z
        .strictObject({
          score: z.number().min(0).max(100).optional().describe('Least score, 0 to 100.'),
          lcpMs: atMost('ms until the largest element is painted'),
          cls: atMost('layout shift'),
          tbtMs: atMost('ms in which scripts block the page'),
          fcpMs: atMost('ms until the first paint'),
          speedIndexMs: atMost('ms of the speed index'),
          bytes: atMost('bytes of all files together'),
          requests: atMost('requests'),
          thirdPartyBytes: atMost('bytes from third parties'),
        })
        .default({})
        .describe(
          'What the page may cost at most, on each device. Core Web Vitals are judged without a budget too.',
        ),
    });
  },
};
