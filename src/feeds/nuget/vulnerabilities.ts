import type { NuGetService } from '../../analysis/feeds/nuget-registration.ts';
import {
  type NuGetVulnerability,
  type NuGetVulnerabilityPage,
  nugetAdvisory,
  readVulnerabilityIndex,
  readVulnerabilityPage,
} from '../../analysis/feeds/nuget-vulnerabilities.ts';
import type { Kept } from '../../analysis/feeds/reading.ts';
import { type Component, componentKey } from '../../core/component.ts';
import type { FeedAnswer, FeedContext } from '../../core/feed.ts';
import type { Advisory } from '../../core/package-record.ts';
import { unansweredFor } from '../reading/unanswered.ts';

const title = 'NuGet’s list of vulnerabilities';

type Page = readonly (readonly [
  id: string,
  vulnerabilities: readonly Kept<NuGetVulnerability>[],
])[];

/** Reads the list of all vulnerabilities and keeps those of packages that are installed. */
export async function askVulnerabilities(
  components: readonly Component[],
  { vulnerabilities }: NuGetService,
  context: FeedContext,
): Promise<FeedAnswer> {
  if (vulnerabilities === null) {
    return saidOfAll(components, 'The server of NuGet packages has no list of vulnerabilities');
  }
  const index = await context.document<readonly Kept<NuGetVulnerabilityPage>[]>({
    name: 'vulnerabilities/index.json',
    path: vulnerabilities,
    maxBytes: 1024 * 1024,
    read: readVulnerabilityIndex,
  });
  if (index.value === null) {
    return { unanswered: components.map((one) => unansweredFor(one, title, index)) };
  }
  const pages = await Promise.all(index.value.map((page) => readPage(page, context)));
  const failed = pages.find(({ value }) => value === null);
  const known = Map.groupBy(
    pages.flatMap(({ value }) => value ?? []),
    ([id]) => id,
  );
  const answers = [...Map.groupBy(components, ({ slug }) => slug.toLowerCase())].map(([id, same]) =>
    answerFor(same, known.get(id)?.flatMap(([, all]) => all) ?? []),
  );
  return {
    advisories: answers.flatMap(({ advisories }) => advisories),
    unanswered: [
      ...answers.flatMap(({ unanswered }) => unanswered),
      ...(failed ? components.map((one) => unansweredFor(one, title, failed)) : []),
    ],
  };
}

function readPage({ name, path }: NuGetVulnerabilityPage, context: FeedContext) {
  return context.document<Page>({
    name: `vulnerabilities/${name}.json`,
    path,
    maxBytes: 32 * 1024 * 1024,
    read: readVulnerabilityPage,
  });
}

/** All components are of one package. */
function answerFor(components: readonly Component[], found: readonly NuGetVulnerability[]) {
  const advisories: Advisory[] = [];
  const unanswered: { component: string; reason: string }[] = [];
  for (const vulnerability of found) {
    const advisory = nugetAdvisory(components[0]?.slug ?? '', vulnerability, 'nuget');
    if (!('unreadable' in advisory)) {
      advisories.push(advisory);
      continue;
    }
    const reason = `An advisory names its versions in a way that cannot be read, ${advisory.unreadable}`;
    unanswered.push(...components.map((one) => ({ component: componentKey(one), reason })));
  }
  return { advisories, unanswered };
}

function saidOfAll(components: readonly Component[], reason: string): FeedAnswer {
  return { unanswered: components.map((one) => ({ component: componentKey(one), reason })) };
}
