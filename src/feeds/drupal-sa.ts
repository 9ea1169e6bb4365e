import {
  type DrupalAdvisory,
  type DrupalAdvisoryPage,
  readDrupalAdvisories,
  readProjectNode,
} from '../analysis/feeds/drupal-advisories.ts';
import type { Kept } from '../analysis/feeds/reading.ts';
import { type Component, componentKey } from '../core/component.ts';
import type { Feed, FeedAnswer, FeedContext, FeedReading } from '../core/feed.ts';
import type { Advisory, VersionRange } from '../core/package-record.ts';
import { isDrupal7, isProjectName, projectOf } from './drupal-org/projects.ts';
import { notAskable, unansweredFor } from './reading/unanswered.ts';

const id = 'drupal-sa';
const title = 'Drupal security advisories';

/** A page has a hundred advisories, so these are those of the last two years or so; older ones show in the release history. */
const mostPages = 4;
/** The project of Drupal itself, which cannot be asked for by its name. */
const coreNode = '3060';

/** What Drupal's security team says about each vulnerability: how critical, exploited or not, which versions. */
export default {
  id,
  title,
  about: 'How critical Drupal’s security team rates a vulnerability, and whether it is exploited.',
  docs: 'https://www.drupal.org/drupalorg/docs/apis/rest-and-other-apis',
  discloses: 'names',
  key: 'none',
  base: 'https://www.drupal.org/api-d7',
  maxAgeMs: 6 * 3_600_000,
  covers: ({ registry }) => registry === 'drupal-org',
  async ask(components, context) {
    const pages = await readPages(context);
    const failed = pages.find(({ value }) => value === null);
    const advisories = pages.flatMap(({ value }) => value?.advisories ?? []);
    if (failed) {
      return { unanswered: components.map((one) => unansweredFor(one, title, failed)) };
    }
    const byProject = Map.groupBy(components, projectOf);
    const answers = await Promise.all(
      [...byProject].map(([project, same]) => askProject(project, same, advisories, context)),
    );
    return {
      advisories: answers.flatMap((answer) => answer.advisories ?? []),
      unanswered: answers.flatMap((answer) => answer.unanswered ?? []),
    };
  },
} satisfies Feed;

/** One page after the other, since each says whether another follows. */
async function readPages(
  context: FeedContext,
): Promise<readonly FeedReading<Kept<DrupalAdvisoryPage>>[]> {
  const pages: FeedReading<Kept<DrupalAdvisoryPage>>[] = [];
  let more = true;
  for (let page = 0; more && page < mostPages; page += 1) {
    const reading = await context.document<Kept<DrupalAdvisoryPage>>({
      name: `advisories/page-${page}.json`,
      path: `node.json?type=sa&field_is_psa=0&sort=changed&direction=DESC&page=${page}`,
      maxBytes: 16 * 1024 * 1024,
      read: (text) => readDrupalAdvisories(text, id),
    });
    pages.push(reading);
    more = reading.value?.more ?? false;
  }
  return pages;
}

/** An advisory knows its project by the number of a node, so that has to be learnt first. */
async function askProject(
  project: string,
  components: readonly Component[],
  advisories: readonly Kept<DrupalAdvisory>[],
  context: FeedContext,
): Promise<FeedAnswer> {
  if (!isProjectName(project)) {
    return { unanswered: components.map((one) => notAskable(one, title)) };
  }
  const node = project === 'drupal' ? coreNode : await askNode(project, context);
  if (typeof node !== 'string' && node.value === null) {
    return { unanswered: components.map((one) => unansweredFor(one, title, node)) };
  }
  const number = typeof node === 'string' ? node : (node.value?.node ?? null);
  const own = advisories.filter(({ projectNode }) => projectNode === number);
  const old = components.some(isDrupal7) && project !== 'drupal';
  const unreadable = own.flatMap((one) => one.unreadable ?? []);
  return {
    advisories: own.flatMap(({ advisory }) => aboutLine({ ...advisory, package: project }, old)),
    unanswered: unreadable.flatMap((words) =>
      components.map((component) => ({
        component: componentKey(component),
        reason: `An advisory names its versions in a way that cannot be read, ${words}`,
      })),
    ),
  };
}

function askNode(project: string, context: FeedContext) {
  return context.document<{ readonly node: string | null }>({
    name: `projects/${project}.json`,
    path: `node.json?field_project_machine_name=${encodeURIComponent(project)}`,
    maxBytes: 8 * 1024 * 1024,
    read: (text) => ({ node: readProjectNode(text) }),
  });
}

/** The advisory with the ranges of Drupal 7's releases alone, or of the later ones; none where it has no such range. */
function aboutLine(advisory: Advisory, old: boolean): Advisory[] {
  const ranges = advisory.ranges.filter((range) => isOfDrupal7(range) === old);
  return ranges.length === 0 ? [] : [{ ...advisory, ranges }];
}

function isOfDrupal7({ from, to }: VersionRange): boolean {
  return [from, to].some((bound) => bound?.version.startsWith('7.x-') ?? false);
}
