import type { Feed } from '../core/feed.ts';
import type { Lifecycle, PackageRecord } from '../core/package-record.ts';

const id = 'shopify';
/** The first version that was named after its quarter. */
const firstYear = 2019;
const firstMonth = 4;
const quarterMonths = 3;
const releaseHourUtc = 17;

/** One version of Shopify's APIs. */
interface ApiVersion {
  /** `2026-10`. */
  readonly name: string;
  /** Epoch milliseconds. */
  readonly releasedAt: number;
  /** ISO date until which it is supported at least. */
  readonly endsOn: string;
}

/**
 * Shopify's calendar of API versions. It asks nobody: a version comes out at the first of each quarter,
 * 17:00 UTC, and is supported for twelve months at least, so the date tells which there are. What a
 * shop itself says about its versions comes with the inventory.
 */
export default {
  id,
  title: 'Shopify API calendar',
  about: 'Versions of Shopify’s APIs and the end of their support, worked out from the date.',
  docs: 'https://shopify.dev/docs/api/usage/versioning',
  discloses: 'nothing',
  key: 'none',
  base: 'https://shopify.dev/docs/api/usage/versioning',
  maxAgeMs: 24 * 3_600_000,
  covers: ({ registry, kind }) => registry === 'shopify' && kind === 'api',
  async ask(components, { now }) {
    const versions = versionsUntil(now);
    const names = [...new Set(components.map(({ slug }) => slug))];
    return {
      packages: names.map((name) => recordOf(name, versions)),
      lifecycles: versions.map(lifecycleOf),
    };
  },
} satisfies Feed;

/** Every version that has been released, the newest first. */
function versionsUntil(now: number): readonly ApiVersion[] {
  const versions: ApiVersion[] = [];
  for (let month = firstMonth - 1; ; month += quarterMonths) {
    const version = versionOf(new Date(Date.UTC(firstYear, month, 1, releaseHourUtc)));
    if (!(version.releasedAt <= now)) return versions.toReversed();
    versions.push(version);
  }
}

function versionOf(released: Date): ApiVersion {
  const end = new Date(Date.UTC(released.getUTCFullYear() + 1, released.getUTCMonth(), 1));
  return {
    name: released.toISOString().slice(0, 7),
    releasedAt: released.getTime(),
    endsOn: end.toISOString().slice(0, 10),
  };
}

function lifecycleOf({ name, endsOn }: ApiVersion): Lifecycle {
  return {
    product: 'shopify-api',
    cycle: name,
    longTerm: false,
    endsOn,
    latest: name,
    source: id,
  };
}

function recordOf(name: string, versions: readonly ApiVersion[]): PackageRecord {
  return {
    registry: 'shopify',
    name,
    published: true,
    releases: versions.map((version) => ({
      version: version.name,
      releasedAt: version.releasedAt,
      security: false,
      withdrawn: false,
      unsupported: null,
    })),
    closed: null,
    unsupported: null,
    insecure: null,
    supportedBranches: null,
    testedCore: null,
    source: id,
  };
}
