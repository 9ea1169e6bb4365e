import { readDrupalNotices } from '../analysis/feeds/drupal-notices.ts';
import type { Kept } from '../analysis/feeds/reading.ts';
import { type Component, packageKey } from '../core/component.ts';
import type { Feed, FeedAnswer, FeedContext } from '../core/feed.ts';
import type { Advisory, PackageRecord } from '../core/package-record.ts';
import { isDrupal7, isProjectName, projectOf } from './drupal-org/projects.ts';
import { notAskable, unansweredFor } from './reading/unanswered.ts';

const id = 'drupal-org';
const title = 'drupal.org';

/** Releases of Drupal and of what extends it, as a Drupal site itself asks for them. */
export default {
  id,
  title,
  about:
    'Releases of Drupal, modules and themes, which of them are insecure or unsupported, and announcements of highly critical vulnerabilities.',
  docs: 'https://www.drupal.org/drupalorg/docs/apis/update-status-xml',
  discloses: 'names',
  key: 'none',
  base: 'https://updates.drupal.org',
  // As often as Drupal asks for announcements (system.advisories.yml).
  maxAgeMs: 6 * 3_600_000,
  covers: ({ registry }) => registry === 'drupal-org',
  async ask(components, context) {
    const core = components.find((component) => projectOf(component) === 'drupal') ?? null;
    const byProject = Map.groupBy(components, (one) => packageKey(one));
    const [notices, ...histories] = await Promise.all([
      askNotices(components, context),
      ...[...byProject.values()].map((same) => askHistory(same, core, context)),
    ]);
    return {
      packages: histories.flatMap(({ packages = [] }) => packages),
      advisories: notices,
      unanswered: histories.flatMap(({ unanswered = [] }) => unanswered),
    };
  },
} satisfies Feed;

/** Announcements are read whole; those about other projects are of no interest. */
async function askNotices(
  components: readonly Component[],
  context: FeedContext,
): Promise<readonly Advisory[]> {
  const { value } = await context.document<readonly Kept<Advisory>[]>({
    name: 'psa.json',
    path: 'psa.json',
    maxBytes: 4 * 1024 * 1024,
    read: (text) => readDrupalNotices(text, id),
  });
  const projects = new Set(components.map(projectOf));
  return (value ?? []).filter((notice) => projects.has(notice.package.toLowerCase()));
}

/** All components are of one project. */
async function askHistory(
  components: readonly Component[],
  core: Component | null,
  context: FeedContext,
): Promise<FeedAnswer> {
  const [first] = components;
  if (first === undefined) return {};
  const project = projectOf(first);
  if (!isProjectName(project)) {
    return { unanswered: components.map((one) => notAskable(one, title)) };
  }
  const old = isDrupal7(first.version === null && core ? core : first);
  // The parser of XML is big, and every command that reads config loads the feeds.
  const { readReleaseHistory } = await import('../analysis/feeds/drupal-release-history.ts');
  const reading = await context.document<Kept<PackageRecord>>({
    name: `release-history/${project}${old ? '-7.x' : ''}.xml`,
    path: `release-history/${project}/${old ? '7.x' : 'current'}`,
    headers: { accept: 'text/xml' },
    maxBytes: 16 * 1024 * 1024,
    read: (text) => readReleaseHistory(text, project, id),
  });
  return reading.value === null
    ? { unanswered: components.map((one) => unansweredFor(one, title, reading)) }
    : { packages: [reading.value] };
}
