import type { Kept } from '../analysis/feeds/reading.ts';
import { coreRecord, readCoreOffers, readCoreVerdicts } from '../analysis/feeds/wordpress-core.ts';
import {
  readWordpressPackage,
  type WordpressPackage,
} from '../analysis/feeds/wordpress-packages.ts';
import { type Component, componentKey } from '../core/component.ts';
import type { Feed, FeedAnswer, FeedContext, FeedDocument } from '../core/feed.ts';
import type { PackageRecord } from '../core/package-record.ts';
import { unansweredFor } from './reading/unanswered.ts';

const id = 'wordpress-org';
const title = 'WordPress.org';
const maxBytes = 4 * 1024 * 1024;

/** What the directory takes for a name: anything else would only be a strange request. */
const slugs = /^[a-z0-9][a-z0-9._-]{0,199}$/i;

/** Releases of WordPress and of what its directories publish, by name: core asks it the same way. */
export default {
  id,
  title,
  about:
    'Releases of WordPress, plugins and themes; which were closed; which releases of WordPress are insecure.',
  docs: 'https://codex.wordpress.org/WordPress.org_API',
  discloses: 'names',
  key: 'none',
  base: 'https://api.wordpress.org',
  // As often as WordPress itself.
  maxAgeMs: 12 * 3_600_000,
  covers: ({ registry, kind }) =>
    registry === 'wordpress-org' && (kind === 'core' || kind === 'plugin' || kind === 'theme'),
  async ask(components, context) {
    const answers = await Promise.all(
      components.map((component) =>
        component.kind === 'core' ? askCore(component, context) : askPackage(component, context),
      ),
    );
    return {
      packages: answers.flatMap(({ packages = [] }) => packages),
      unanswered: answers.flatMap(({ unanswered = [] }) => unanswered),
    };
  },
} satisfies Feed;

async function askPackage(component: Component, context: FeedContext): Promise<FeedAnswer> {
  const { slug } = component;
  const kind = component.kind === 'theme' ? 'theme' : 'plugin';
  if (!slugs.test(slug)) {
    const reason = `${title} has no ${kind} of such a name`;
    return { unanswered: [{ component: componentKey(component), reason }] };
  }
  const reading = await context.document(packageDocument({ kind, slug: slug.toLowerCase() }));
  if (reading.value === null) return { unanswered: [unansweredFor(component, title, reading)] };
  return { packages: [reading.value] };
}

function packageDocument(wanted: WordpressPackage): FeedDocument<Kept<PackageRecord>> {
  const { kind, slug } = wanted;
  const query = new URLSearchParams([
    ['action', `${kind}_information`],
    ['request[slug]', slug],
    ...Object.entries(fields).map(([field, value]) => [`request[fields][${field}]`, value]),
  ]);
  return {
    name: `${kind}s/${slug}.json`,
    path: `${kind}s/info/1.2/?${query}`,
    maxBytes,
    alsoAnswers: [404, 410],
    read: (text) => readWordpressPackage(text, wanted, id),
  };
}

/** What is asked for, and what would only make the answer long. */
const fields = {
  versions: '1',
  last_updated: '1',
  requires: '1',
  requires_php: '1',
  tested: '1',
  sections: '0',
  description: '0',
  screenshots: '0',
  reviews: '0',
} as const;

/** Asked without the site's version: the answers are the same for everybody. */
async function askCore(component: Component, context: FeedContext): Promise<FeedAnswer> {
  const [offers, verdicts] = await Promise.all([
    context.document({
      name: 'core/version-check.json',
      path: 'core/version-check/1.7/',
      maxBytes,
      read: readCoreOffers,
    }),
    context.document({
      name: 'core/stable-check.json',
      path: 'core/stable-check/1.0/',
      maxBytes,
      read: readCoreVerdicts,
    }),
  ]);
  const record = coreRecord({ offers: offers.value, verdicts: verdicts.value }, id);
  const missing = [offers, verdicts].filter(({ value }) => value === null);
  return {
    packages: record === null ? [] : [record],
    unanswered: missing.map((reading) => unansweredFor(component, title, reading)),
  };
}
