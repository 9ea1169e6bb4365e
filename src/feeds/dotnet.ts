import {
  type DotnetChannel,
  type DotnetRelease,
  dotnetAdvisories,
  dotnetLifecycle,
  dotnetRelease,
  readDotnetChannel,
  readDotnetIndex,
} from '../analysis/feeds/dotnet-releases.ts';
import { instantOf, type Kept } from '../analysis/feeds/reading.ts';
import { type Component, componentKey } from '../core/component.ts';
import type { Feed, FeedAnswer, FeedContext } from '../core/feed.ts';
import type { PackageRecord, Release } from '../core/package-record.ts';
import { unansweredFor } from './reading/unanswered.ts';

const id = 'dotnet';
const title = '.NET releases';

/** Releases of .NET, what each of them repairs, and how long each line is looked after. */
export default {
  id,
  title,
  about: 'Releases of .NET with the vulnerabilities that they repair, and the end of each line.',
  docs: 'https://github.com/dotnet/core/blob/main/release-notes/README.md',
  discloses: 'nothing',
  key: 'none',
  base: 'https://builds.dotnet.microsoft.com/dotnet/release-metadata',
  maxAgeMs: 24 * 3_600_000,
  // .NET Framework is released with Windows.
  covers: ({ registry, slug }) => registry === 'dotnet' && slug.toLowerCase() === 'dotnet',
  async ask(components, context) {
    const index = await context.document<readonly Kept<DotnetChannel>[]>({
      name: 'releases-index.json',
      path: 'releases-index.json',
      maxBytes: 1024 * 1024,
      read: readDotnetIndex,
    });
    const channels = index.value;
    if (channels === null) {
      return { unanswered: components.map((one) => unansweredFor(one, title, index)) };
    }
    const byChannel = Map.groupBy(components, ({ version }) => channelOf(version));
    const lines = await Promise.all(
      [...byChannel].map(([channel, same]) => askChannel(channel, same, channels, context)),
    );
    return {
      packages: [
        recordOf(
          channels,
          lines.flatMap(({ releases }) => releases),
          context.now,
        ),
      ],
      advisories: lines.flatMap(({ advisories }) => advisories ?? []),
      lifecycles: channels.map((channel) => dotnetLifecycle(channel, id)),
      unanswered: lines.flatMap(({ unanswered }) => unanswered ?? []),
    };
  },
} satisfies Feed;

/** `8.0` of `8.0.11`; null where there is no version. */
function channelOf(version: string | null): string | null {
  return /^\d{1,3}\.\d{1,3}(?=$|[.-])/.exec(version ?? '')?.[0] ?? null;
}

type Line = FeedAnswer & { readonly releases: readonly DotnetRelease[] };

async function askChannel(
  channel: string | null,
  components: readonly Component[],
  channels: readonly DotnetChannel[],
  context: FeedContext,
): Promise<Line> {
  // Without a version there is nothing to ask; that it is missing is said of the component.
  if (channel === null) return { releases: [] };
  if (!channels.some((one) => one.channel === channel)) {
    const reason = `${title} know no line ${channel}`;
    const unanswered = components.map((one) => ({ component: componentKey(one), reason }));
    return { releases: [], unanswered };
  }
  const reading = await context.document<readonly Kept<DotnetRelease>[]>({
    name: `${channel}/releases.json`,
    path: `${channel}/releases.json`,
    maxBytes: 32 * 1024 * 1024,
    read: (text) => readDotnetChannel(text, channel),
  });
  const releases = reading.value;
  return releases === null
    ? { releases: [], unanswered: components.map((one) => unansweredFor(one, title, reading)) }
    : { releases, advisories: dotnetAdvisories(channel, releases, id) };
}

/** All releases of the lines that are in use, and the newest one of every other. */
function recordOf(
  channels: readonly DotnetChannel[],
  releases: readonly DotnetRelease[],
  now: number,
): PackageRecord {
  const known = new Set(releases.map(({ version }) => version));
  const others: readonly Release[] = channels
    .filter(({ latest, preview }) => !preview && !known.has(latest))
    .map(({ latest, latestOn, security }) => ({
      version: latest,
      releasedAt: instantOf(latestOn),
      security,
      withdrawn: false,
      unsupported: null,
    }));
  return {
    registry: 'dotnet',
    name: 'dotnet',
    published: true,
    releases: [...others, ...releases.map(dotnetRelease)].toSorted(
      (a, b) => (b.releasedAt ?? 0) - (a.releasedAt ?? 0),
    ),
    closed: null,
    unsupported: null,
    insecure: null,
    supportedBranches: channels
      .filter(({ preview, endsOn }) => !preview && !isPast(endsOn, now))
      .map(({ channel }) => `${channel}.`),
    testedCore: null,
    source: id,
  };
}

/** A line is looked after until the end of its last day. */
function isPast(endsOn: string | null, now: number): boolean {
  return endsOn !== null && Date.parse(endsOn) + 86_400_000 <= now;
}
