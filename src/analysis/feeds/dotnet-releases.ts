import { FeedUnreadable } from '../../core/feed.ts';
import type { Advisory, Lifecycle, Release } from '../../core/package-record.ts';
import { fieldOf, listOf, textOf } from '../manifests/shape.ts';
import { dateOf, instantOf, readJson, webAddress } from './reading.ts';

/** A line of .NET, as the index of releases has it. */
export interface DotnetChannel {
  /** `8.0`. */
  readonly channel: string;
  readonly latest: string;
  /** ISO date. */
  readonly latestOn: string | null;
  /** Whether its newest release repairs a vulnerability. Says nothing of those before. */
  readonly security: boolean;
  readonly longTerm: boolean;
  /** Not released yet. */
  readonly preview: boolean;
  /** ISO date; null where none is set. */
  readonly endsOn: string | null;
}

/** A release of a runtime, with what it repairs. */
export interface DotnetRelease {
  readonly version: string;
  /** ISO date. */
  readonly on: string | null;
  readonly security: boolean;
  readonly cves: readonly { readonly id: string; readonly url: string | null }[];
  readonly notes: string | null;
}

const versionForm = /^\d{1,4}\.\d{1,4}\.\d{1,6}(?:-[\w.]{1,40})?$/;

/** Reads releases-index.json (https://github.com/dotnet/core/tree/main/release-notes). Throws a `FeedUnreadable`. */
export function readDotnetIndex(text: string): readonly DotnetChannel[] {
  const channels = listOf(readJson(text), 'releases-index').map(channelOf);
  if (channels.length === 0) throw new FeedUnreadable('the answer is no index of .NET’s releases');
  return channels;
}

function channelOf(row: unknown): DotnetChannel {
  const channel = textOf(row, 'channel-version');
  const latest = textOf(row, 'latest-runtime') ?? textOf(row, 'latest-release');
  if (channel === null || !/^\d{1,3}\.\d{1,3}$/.test(channel) || latest === null) {
    throw new FeedUnreadable('a line of the index of .NET’s releases has no version');
  }
  const phase = textOf(row, 'support-phase');
  return {
    channel,
    latest,
    latestOn: dateOf(textOf(row, 'latest-release-date')),
    security: fieldOf(row, 'security') === true,
    longTerm: textOf(row, 'release-type') === 'lts',
    preview: phase === 'preview' || phase === 'go-live',
    // The phase speaks of the day on which the file was made; the date does not age.
    endsOn: dateOf(textOf(row, 'eol-date')),
  };
}

/** Reads the releases of one line, each runtime once. Throws a `FeedUnreadable`. */
export function readDotnetChannel(text: string, channel: string): readonly DotnetRelease[] {
  const file = readJson(text);
  if (textOf(file, 'channel-version') !== channel) {
    throw new FeedUnreadable(`the answer is no list of releases of .NET ${channel}`);
  }
  const releases = listOf(file, 'releases').flatMap(releaseOf);
  if (releases.length === 0) throw new FeedUnreadable(`.NET ${channel} has no release in the list`);
  const byVersion = Map.groupBy(releases, ({ version }) => version);
  return [...byVersion.values()].flatMap((same) => {
    const [first] = same;
    const security = same.some((release) => release.security);
    return first ? [{ ...first, security, cves: same.flatMap(({ cves }) => cves) }] : [];
  });
}

/** Releases of the SDK alone have no runtime, and say nothing of one. */
function releaseOf(row: unknown): DotnetRelease[] {
  const version = textOf(row, 'runtime', 'version');
  if (version === null || !versionForm.test(version)) return [];
  const cves = listOf(row, 'cve-list').flatMap((cve) => {
    const id = textOf(cve, 'cve-id');
    return id !== null && /^CVE-\d{4}-\d{4,10}$/.test(id)
      ? [{ id, url: webAddress(textOf(cve, 'cve-url')) }]
      : [];
  });
  return [
    {
      version,
      on: dateOf(textOf(row, 'release-date')),
      security: fieldOf(row, 'security') === true,
      cves,
      notes: webAddress(textOf(row, 'release-notes')),
    },
  ];
}

/** A release in core's shape. */
export function dotnetRelease({ version, on, security, notes }: DotnetRelease): Release {
  return {
    version,
    releasedAt: instantOf(on),
    security,
    withdrawn: false,
    unsupported: null,
    ...(notes === null ? {} : { url: notes }),
  };
}

/** What a release repairs, every earlier one of its line has. */
export function dotnetAdvisories(
  channel: string,
  releases: readonly DotnetRelease[],
  source: string,
): readonly Advisory[] {
  return releases.flatMap(({ version, on, cves }) =>
    cves.map(({ id, url }) => ({
      registry: 'dotnet' as const,
      package: 'dotnet',
      id,
      aliases: [],
      title: `Vulnerability of .NET ${channel} that ${version} repairs`,
      cvss: null,
      rating: null,
      exploited: false,
      unauthenticatedCodeExecution: false,
      highlyCritical: false,
      ranges: [
        {
          from: { version: `${channel}.0`, inclusive: true },
          to: { version, inclusive: false },
        },
      ],
      versions: [],
      fixedIn: [version],
      publishedAt: instantOf(on),
      url,
      source,
    })),
  );
}

/** How long each line is looked after. */
export function dotnetLifecycle(channel: DotnetChannel, source: string): Lifecycle {
  return {
    product: 'dotnet',
    cycle: channel.channel,
    longTerm: channel.longTerm,
    endsOn: channel.endsOn,
    latest: channel.preview ? null : channel.latest,
    source,
  };
}
