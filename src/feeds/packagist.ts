import { readPackagistPackage } from '../analysis/feeds/packagist.ts';
import type { Kept } from '../analysis/feeds/reading.ts';
import type { Component } from '../core/component.ts';
import type { Feed, FeedAnswer, FeedContext } from '../core/feed.ts';
import type { PackageRecord } from '../core/package-record.ts';
import { notAskable, unansweredFor } from './reading/unanswered.ts';

const id = 'packagist';
const title = 'Packagist';

/** As Composer allows names: getcomposer.org/doc/04-schema.md, `name`. */
const names = /^[a-z0-9](?:[_.-]{0,2}[a-z0-9]){0,99}\/[a-z0-9](?:[_.-]{0,2}[a-z0-9]){0,99}$/;

/** Releases of Composer packages, as Composer itself asks for them. */
export default {
  id,
  title,
  about: 'Releases of Composer packages, and which were abandoned.',
  docs: 'https://packagist.org/apidoc',
  discloses: 'names',
  key: 'none',
  base: 'https://repo.packagist.org',
  maxAgeMs: 12 * 3_600_000,
  covers: ({ registry }) => registry === 'packagist',
  async ask(components, context) {
    const answers = await Promise.all(components.map((component) => ask(component, context)));
    return {
      packages: answers.flatMap(({ packages = [] }) => packages),
      unanswered: answers.flatMap(({ unanswered = [] }) => unanswered),
    };
  },
} satisfies Feed;

async function ask(component: Component, context: FeedContext): Promise<FeedAnswer> {
  const name = component.slug.toLowerCase();
  if (!names.test(name)) return { unanswered: [notAskable(component, title)] };
  const reading = await context.document<Kept<PackageRecord>>({
    name: `p2/${name}.json`,
    path: `p2/${name}.json`,
    maxBytes: 16 * 1024 * 1024,
    alsoAnswers: [404],
    read: (text, status) => readPackagistPackage(text, status, name, id),
  });
  if (reading.value === null) return { unanswered: [unansweredFor(component, title, reading)] };
  return { packages: [reading.value] };
}
