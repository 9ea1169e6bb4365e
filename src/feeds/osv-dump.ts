import { type OsvEntry, readOsvEntry } from '../analysis/feeds/osv-entry.ts';
import { type Kept, readJson } from '../analysis/feeds/reading.ts';
import type { Feed, FeedAnswer, FeedContext } from '../core/feed.ts';
import { type OsvPackage, osvAdvisories, osvPackageOf } from './osv/packages.ts';
import { filesInZip } from './osv/zip.ts';
import { unansweredFor } from './reading/unanswered.ts';

const id = 'osv-dump';
const title = 'OSV’s archives';

/** The same vulnerabilities as `osv`, but read whole: OSV does not learn what is installed where. */
export default {
  id,
  title,
  about:
    'Known vulnerabilities of packages of NuGet, Composer and Drupal, from the archives of all that OSV has.',
  docs: 'https://google.github.io/osv.dev/data/',
  discloses: 'nothing',
  key: 'none',
  base: 'https://osv-vulnerabilities.storage.googleapis.com',
  maxAgeMs: 12 * 3_600_000,
  covers: (component) => osvPackageOf(component) !== null,
  async ask(components, context) {
    const packages = components.flatMap((component) => osvPackageOf(component) ?? []);
    // Entries of `Packagist:https://packages.drupal.org/8` are in the archive of Packagist.
    const byArchive = Map.groupBy(packages, ({ ecosystem }) => ecosystem.split(':')[0] ?? '');
    const answers = await Promise.all(
      [...byArchive].map(([archive, own]) => askArchive(archive, own, context)),
    );
    return {
      advisories: answers.flatMap(({ advisories = [] }) => advisories),
      unanswered: answers.flatMap(({ unanswered = [] }) => unanswered),
    };
  },
} satisfies Feed;

async function askArchive(
  archive: string,
  packages: readonly OsvPackage[],
  context: FeedContext,
): Promise<FeedAnswer> {
  const reading = await context.entries<Kept<OsvEntry>>(
    {
      name: `${archive}/all.zip`,
      path: `${archive}/all.zip`,
      maxBytes: 128 * 1024 * 1024,
      split: entriesOf,
    },
    packages.map(({ key }) => key),
  );
  const entries = reading.value;
  if (entries === null) {
    return { unanswered: packages.map((of) => unansweredFor(of.component, title, reading)) };
  }
  return { advisories: packages.flatMap((of) => osvAdvisories(of, entries.get(of.key) ?? [])) };
}

async function* entriesOf(
  bytes: AsyncIterable<Uint8Array>,
): AsyncIterable<readonly [key: string, entry: Kept<OsvEntry>]> {
  for await (const file of filesInZip(bytes)) {
    for (const entry of readOsvEntry(readJson(file), id)) yield [entry.key, entry];
  }
}
