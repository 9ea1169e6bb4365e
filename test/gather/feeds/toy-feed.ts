import { componentKey } from '../../../src/core/component.ts';
import { type Feed, type FeedReading, FeedUnreadable } from '../../../src/core/feed.ts';
import type { Json } from '../../../src/core/json.ts';
import type { PackageRecord } from '../../../src/core/package-record.ts';

/** A feed of the tests' own: `<slug>.txt` holds `latest <version>`, and 404 means that there is none. */
export const toyFeed: Feed = {
  id: 'toy',
  title: 'Toy registry',
  about: 'Releases of toys.',
  docs: 'https://toys.example/docs',
  discloses: 'names',
  key: 'none',
  base: 'https://toys.example/api',
  maxAgeMs: 12 * 3_600_000,
  covers: ({ registry }) => registry === 'wordpress-org',
  async ask(components, context) {
    const read = await Promise.all(
      components.map(async (component) => ({
        component,
        reading: await context.document({
          name: `${component.slug}.txt`,
          path: `toys/${component.slug}.txt`,
          headers: context.key === null ? {} : { authorization: `Bearer ${context.key}` },
          maxBytes: 1000,
          alsoAnswers: [404],
          read: readLatest,
        }),
      })),
    );
    return {
      packages: read.flatMap(({ component, reading }) =>
        reading.value === null ? [] : recordOf(component.slug, reading.value),
      ),
      unanswered: read.flatMap(({ component, reading }) =>
        reading.value === null
          ? [{ component: componentKey(component), reason: reasonOf(reading) }]
          : [],
      ),
    };
  },
};

function readLatest(text: string, status: number): { readonly latest: string | null } {
  const latest = /^latest (\S+)\.$/.exec(text)?.[1];
  if (status === 404 && text === 'no such toy') return { latest: null };
  if (latest === undefined) throw new FeedUnreadable('the answer names no version');
  return { latest };
}

function reasonOf({ failure }: FeedReading<Json>): string {
  return `Toy registry: ${failure?.reason ?? 'unknown'}`;
}

function recordOf(name: string, { latest }: { readonly latest: string | null }): PackageRecord {
  const release = {
    releasedAt: null,
    security: false,
    withdrawn: false,
    unsupported: null,
  };
  return {
    registry: 'wordpress-org',
    name,
    published: latest !== null,
    releases: latest === null ? [] : [{ ...release, version: latest }],
    closed: null,
    unsupported: null,
    insecure: null,
    supportedBranches: null,
    testedCore: null,
    source: 'toy',
  };
}
