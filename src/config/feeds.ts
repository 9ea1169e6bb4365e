import { resolve } from 'node:path';
import * as z from 'zod';
import { chromeUxReport } from '../core/artifacts/field-data.ts';
import type { Feed } from '../core/feed.ts';
import type { FeedAccess, FeedSettings } from '../core/site-access.ts';
import * as fields from './fields.ts';

/** Services outside that are no catalogues and are reached in the same way. */
const otherServices = [chromeUxReport];

/** `feeds` of the practice: how each service is reached. */
export function feedsSchema(feeds: readonly Feed[]) {
  const services = [...feeds, ...otherServices];
  return z
    .strictObject(Object.fromEntries(services.map((service) => [service.id, feedSchema(service)])))
    .prefault({})
    .describe(
      'Services that know releases, advisories, ends of life and what visitors saw: docs/feeds.md.',
    );
}

function feedSchema({ title, key }: Pick<Feed, 'title' | 'key'>) {
  const need =
    key === 'required' ? 'The service is asked with it only.' : 'The service gives more with it.';
  const section = z.strictObject({
    off: z.boolean().optional().describe('True: the service is never asked.'),
    key: fields.words().optional().describe(`Key, as \${NAME} or file:path only. ${need}`),
    mirror: fields
      .mirror()
      .optional()
      .describe(
        'What stands in for the service: an http(s) address, or the path of a folder or file; a relative path starts where this file is.',
      ),
  });
  // The type stays the same: a service without a key is one whose key is always left out.
  const fitting = key === 'none' ? (section.omit({ key: true }) as typeof section) : section;
  return fitting.optional().describe(`${title}.`);
}

/** `feeds` of a site, or of all sites: what services may be told. */
export const disclosureSchema = z
  .strictObject({
    disclose: z
      .boolean()
      .default(false)
      .describe(
        'Whether the list of what is installed may go to services that take lists; names of single packages may always.',
      ),
  })
  .prefault({})
  .describe('What services that know releases and advisories may be told about the site.');

/** How feeds are reached, as the rest of the program reads it. Relative paths start from `folder`. */
export function feedSettings(
  data: z.output<ReturnType<typeof feedsSchema>>,
  folder: string,
): FeedAccess['settings'] {
  const given = Object.entries(data).flatMap(([id, section]) =>
    section === undefined ? [] : [[id, settingsOf(section, folder)] as const],
  );
  return Object.fromEntries(given);
}

function settingsOf({ off, key, mirror }: FeedData, folder: string): FeedSettings {
  return {
    ...(off === undefined ? {} : { off }),
    ...(key === undefined ? {} : { key }),
    ...(mirror === undefined
      ? {}
      : { mirror: isAddress(mirror) ? mirror : resolve(folder, mirror) }),
  };
}

type FeedData = NonNullable<z.output<ReturnType<typeof feedSchema>>>;

function isAddress(mirror: string): boolean {
  return /^https?:\/\//i.test(mirror);
}
