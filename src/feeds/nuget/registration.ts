import {
  type NuGetPage,
  type NuGetRegistration,
  type NuGetService,
  readRegistration,
  readRegistrationPage,
} from '../../analysis/feeds/nuget-registration.ts';
import type { Kept } from '../../analysis/feeds/reading.ts';
import { isPrerelease, orderVersions } from '../../analysis/versions/compare.ts';
import { type Component, componentKey } from '../../core/component.ts';
import type { FeedAnswer, FeedContext, FeedReading } from '../../core/feed.ts';
import type { PackageRecord, Release } from '../../core/package-record.ts';
import { notAskable, unansweredFor } from '../reading/unanswered.ts';

const title = 'NuGet';
/** Of 64 versions each: whoever lags further behind is told of the newest releases all the same. */
const mostPages = 8;

type Registration = Kept<NuGetRegistration> & { readonly found: boolean };

/** What NuGet says of one package; all components are of it. */
export async function askRegistration(
  components: readonly Component[],
  { registration }: NuGetService,
  context: FeedContext,
): Promise<FeedAnswer> {
  const [first] = components;
  if (first === undefined) return {};
  const id = first.slug.toLowerCase();
  if (!/^[a-z0-9_][a-z0-9_.-]{0,99}$/.test(id)) {
    return { unanswered: components.map((one) => notAskable(one, title)) };
  }
  if (registration === null) {
    const reason = 'The server of NuGet packages does not tell what it has';
    return { unanswered: components.map((one) => ({ component: componentKey(one), reason })) };
  }
  const index = await context.document<Registration>({
    name: `registration/${id}/index.json`,
    path: `${registration.replace(/\/$/, '')}/${id}/index.json`,
    maxBytes: 32 * 1024 * 1024,
    alsoAnswers: [404],
    read: (text, status) =>
      status === 404
        ? { found: false, id: null, pages: [] }
        : { found: true, ...readRegistration(text) },
  });
  if (index.value === null) {
    return { unanswered: components.map((one) => unansweredFor(one, title, index)) };
  }
  if (!index.value.found) return { packages: [recordOf(first.slug, false, [])] };
  const oldest = lowestOf(components);
  const { releases, spelled, failed } = await walk(id, index.value, oldest, context);
  const name = index.value.id ?? spelled ?? first.slug;
  return {
    packages: releases.length === 0 ? [] : [recordOf(name, true, releases)],
    unanswered: failed ? components.map((one) => unansweredFor(one, title, failed)) : [],
  };
}

interface Walk {
  /** The newest first. */
  readonly releases: readonly Release[];
  /** How the registry spells the package; null where no page told. */
  readonly spelled: string | null;
  /** A page that could not be read, beyond which nothing is known. */
  readonly failed: FeedReading<unknown> | null;
}

/** Reads pages from the newest on, until the installed version and something to update to are among them. */
async function walk(
  id: string,
  { pages }: Pick<NuGetRegistration, 'pages'>,
  installed: string | null,
  context: FeedContext,
): Promise<Walk> {
  const releases: Release[] = [];
  let spelled: string | null = null;
  let asked = 0;
  for (const page of pages.toReversed()) {
    let known = page.releases;
    if (known === null) {
      if (asked === mostPages) break;
      asked += 1;
      const reading = await readPage(id, page, context);
      if (reading.value === null) return { releases, spelled, failed: reading };
      spelled ??= reading.value.id;
      known = reading.value.pages[0]?.releases ?? [];
    }
    releases.push(...known.toReversed());
    if (releases.some(isOffered) && isReached(page, installed)) break;
  }
  return { releases, spelled, failed: null };
}

function readPage(id: string, { path, lower, upper }: NuGetPage, context: FeedContext) {
  return context.document<Kept<NuGetRegistration>>({
    name: `registration/${id}/${lower}-${upper}.json`,
    path,
    maxBytes: 16 * 1024 * 1024,
    read: readRegistrationPage,
  });
}

function isOffered({ version, withdrawn, unsupported }: Release): boolean {
  return !withdrawn && unsupported === null && !isPrerelease('nuget', version);
}

/** Whether the versions from this page on hold the installed one. Without one, the newest page is enough. */
function isReached({ lower }: NuGetPage, installed: string | null): boolean {
  return installed === null || (orderVersions('nuget', lower, installed) ?? -1) <= 0;
}

function lowestOf(components: readonly Component[]): string | null {
  const versions = components.flatMap(({ version }) => version ?? []);
  return versions.toSorted((a, b) => orderVersions('nuget', a, b) ?? 0)[0] ?? null;
}

function recordOf(name: string, published: boolean, releases: readonly Release[]): PackageRecord {
  const listed = releases.filter(({ withdrawn }) => !withdrawn);
  const abandoned = listed.length > 0 && listed.every(({ unsupported }) => unsupported !== null);
  return {
    registry: 'nuget',
    name,
    published,
    releases,
    closed: null,
    unsupported: abandoned ? (listed[0]?.unsupported ?? null) : null,
    insecure: null,
    supportedBranches: null,
    testedCore: null,
    source: 'nuget',
  };
}
