import type { OsvMention } from '../analysis/feeds/osv-batch.ts';
import { type OsvEntry, readOsvEntry } from '../analysis/feeds/osv-entry.ts';
import { type Kept, readJson } from '../analysis/feeds/reading.ts';
import type { Feed, FeedAnswer, FeedContext, FeedReading } from '../core/feed.ts';
import { askBatches, type Mentions } from './osv/batches.ts';
import { type OsvPackage, osvAdvisories, osvPackageOf } from './osv/packages.ts';
import { unansweredFor } from './reading/unanswered.ts';

const id = 'osv';
const title = 'OSV';

/** No site has more; what is beyond is said to be unknown. */
const mostEntries = 2000;

/** Asks OSV what it has against the versions that are installed. Those who do not disclose them have `osv-dump`. */
export default {
  id,
  title,
  about: 'Known vulnerabilities of the versions in use of packages of NuGet, Composer and Drupal.',
  docs: 'https://google.github.io/osv.dev/api/',
  discloses: 'list',
  key: 'none',
  instead: 'osv-dump',
  base: 'https://api.osv.dev',
  maxAgeMs: 6 * 3_600_000,
  covers: (component) => osvPackageOf(component) !== null,
  async ask(components, context) {
    const packages = components.flatMap((component) => osvPackageOf(component) ?? []);
    const found = await askBatches(packages, context);
    const mentions = new Map(
      [...found.values()].flatMap((one) =>
        one.mentions.map((mention) => [nameOf(mention), mention]),
      ),
    );
    const read = await Promise.all(
      [...mentions]
        .slice(0, mostEntries)
        .map(async ([name, mention]) => [name, await readEntry(mention, context)] as const),
    );
    const entries = new Map(read);
    const answers = [...found].map(([of, one]) => answerFor(of, one, entries));
    return {
      advisories: answers.flatMap(({ advisories = [] }) => advisories),
      unanswered: answers.flatMap(({ unanswered = [] }) => unanswered),
    };
  },
} satisfies Feed;

type Entry = FeedReading<readonly Kept<OsvEntry>[]>;

/** One state of an entry; when it changes, it has another name. */
function nameOf({ id: entry, state }: OsvMention): string {
  return `vulns/${entry}/${state}.json`;
}

function readEntry(mention: OsvMention, context: FeedContext): Promise<Entry> {
  return context.document<readonly Kept<OsvEntry>[]>({
    name: nameOf(mention),
    path: `v1/vulns/${encodeURIComponent(mention.id)}`,
    maxBytes: 16 * 1024 * 1024,
    read: (text) => readOsvEntry(readJson(text), id),
  });
}

function answerFor(
  of: OsvPackage,
  { mentions, failed }: Mentions,
  entries: ReadonlyMap<string, Entry>,
): FeedAnswer {
  const names = new Set(mentions.map(nameOf));
  const own = [...names].map((name) => entries.get(name) ?? null);
  const trouble = failed ?? own.find((entry) => (entry?.value ?? null) === null);
  return {
    advisories: osvAdvisories(
      of,
      own.flatMap((entry) => entry?.value ?? []),
    ),
    unanswered:
      trouble === undefined
        ? []
        : [unansweredFor(of.component, title, trouble ?? { failure: null })],
  };
}
