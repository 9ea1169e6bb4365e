import type { Kept } from '../analysis/feeds/reading.ts';
import { wordfenceAdvisories, wordfenceKey } from '../analysis/feeds/wordfence.ts';
import type { Component } from '../core/component.ts';
import type { Feed, FeedDump } from '../core/feed.ts';
import type { Advisory } from '../core/package-record.ts';
import { jsonEntries } from './reading/json-entries.ts';
import { unansweredFor } from './reading/unanswered.ts';

const id = 'wordfence';
const title = 'Wordfence Intelligence';

const production: Omit<FeedDump<Kept<Advisory>>, 'headers'> = {
  name: 'production.json',
  path: 'vulnerabilities/production',
  // Some 160 MB in 2026, and growing.
  maxBytes: 600e6,
  async *split(bytes) {
    for await (const [, record] of jsonEntries(bytes)) yield* wordfenceAdvisories(record, id);
  },
};

/** Vulnerabilities of WordPress, plugins and themes, whole: what a site has installed stays here. */
export default {
  id,
  title,
  about: 'Known vulnerabilities of WordPress, plugins and themes, premium ones included.',
  docs: 'https://www.wordfence.com/help/wordfence-intelligence/v3-accessing-and-consuming-the-vulnerability-data-feed/',
  discloses: 'nothing',
  key: 'required',
  base: 'https://www.wordfence.com/api/intelligence/v3',
  maxAgeMs: 12 * 3_600_000,
  covers: (component) => keyOf(component) !== null,
  async ask(components, context) {
    const headers = context.key === null ? {} : { authorization: `Bearer ${context.key}` };
    const keys = components.flatMap((component) => keyOf(component) ?? []);
    const reading = await context.entries({ ...production, headers }, keys);
    if (reading.value === null) {
      return {
        unanswered: components.map((component) => unansweredFor(component, title, reading)),
      };
    }
    return { advisories: [...reading.value.values()].flat() };
  },
} satisfies Feed;

/** By kind and slug, as it names them: what is sold elsewhere than on WordPress.org is in it, too. */
function keyOf({ scheme, kind, slug }: Component): string | null {
  if (scheme !== 'wordpress') return null;
  return kind === 'core' || kind === 'plugin' || kind === 'theme' ? wordfenceKey(kind, slug) : null;
}
