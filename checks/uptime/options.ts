import { parseAssertion } from '../../src/analysis/assertion/parse.ts';
import { parseStatusRange, type StatusRange } from '../../src/analysis/status-ranges.ts';
import { pageParams } from '../../src/core/artifacts/http-exchange.ts';
import type { CheckOptions } from '../../src/core/check.ts';
import { durationOption } from '../../src/core/option-schemas.ts';

/** What a site's config may say about uptime; see the schema below for each. */
export interface Options {
  readonly method: 'GET' | 'HEAD';
  readonly headers: Readonly<Record<string, string>>;
  readonly timeout: string;
  readonly maxBodyBytes: number;
  readonly maxRedirects: number;
  readonly status: readonly StatusRange[];
  readonly requireBody: boolean;
  readonly contains: readonly string[];
  readonly forbids: readonly string[];
  readonly assertions: readonly string[];
  readonly latencyBudget: string;
  readonly redirectHosts: readonly string[];
}

const page = pageParams('');
const defaults: Options = {
  method: 'GET',
  headers: {},
  timeout: '10s',
  maxBodyBytes: page.maxBodyBytes,
  maxRedirects: page.maxRedirects,
  status: ['200-299'],
  requireBody: true,
  contains: [],
  forbids: [],
  assertions: [],
  latencyBudget: '3s',
  redirectHosts: [],
};

/** Defaults as plain data, and the schema by which config is checked. */
export const options: CheckOptions<Options> = {
  defaults,
  schema: (zod) => {
    const { z } = zod;
    const status = z
      .union([z.int(), z.string()])
      .refine(
        (range) => parseStatusRange(range) !== null,
        'is no status; write a code such as 204 or a range such as "200-299"',
      );
    const assertion = z.string().check((context) => {
      const parsed = parseAssertion(context.value);
      if ('error' in parsed) {
        context.issues.push({ code: 'custom', input: context.value, message: parsed.error });
      }
    });
    return z.object({
      method: z
        .enum(['GET', 'HEAD'])
        .default(defaults.method)
        .describe('HTTP method. HEAD reads no body, so nothing in the body can be judged.'),
      headers: z
        .record(z.string(), z.string())
        .default({})
        .describe(
          'Extra request headers. Write a secret value as a reference to the environment or to a file.',
        ),
      timeout: durationOption(
        zod,
        defaults.timeout,
        'Deadline for the whole answer, redirects and body included.',
      ),
      maxBodyBytes: z
        .int()
        .min(1024)
        .max(64 * 1024 * 1024)
        .default(defaults.maxBodyBytes)
        .describe('Most bytes of the body that are read, after decompression.'),
      maxRedirects: z
        .int()
        .min(0)
        .max(20)
        .default(defaults.maxRedirects)
        .describe('Most redirects that are followed.'),
      status: z
        .array(status)
        .min(1)
        .default([...defaults.status])
        .describe('Codes and ranges that mean the site is up.'),
      requireBody: z
        .boolean()
        .default(defaults.requireBody)
        .describe('Whether an empty page is a failure.'),
      contains: z
        .array(z.string().min(1))
        .default([])
        .describe('Texts that have to be on the page.'),
      forbids: z
        .array(z.string().min(1))
        .default([])
        .describe('Texts that must not be on the page.'),
      assertions: z
        .array(assertion)
        .default([])
        .describe('Conditions such as "[BODY].status == UP"; see docs/assertions.md.'),
      latencyBudget: durationOption(
        zod,
        defaults.latencyBudget,
        'Total time above which the check warns.',
      ),
      redirectHosts: z
        .array(z.string().min(1))
        .default([])
        .describe('Hosts outside the site’s own domain to which redirects may lead.'),
    });
  },
};
