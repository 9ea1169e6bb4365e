import { type ProductLine, readProduct } from '../analysis/feeds/endoflife.ts';
import { instantOf, type Kept } from '../analysis/feeds/reading.ts';
import type { Component } from '../core/component.ts';
import type { Feed, FeedAnswer, FeedContext } from '../core/feed.ts';
import type { Lifecycle, PackageRecord } from '../core/package-record.ts';
import { unansweredFor } from './reading/unanswered.ts';

const id = 'endoflife';
const title = 'endoflife.date';

/** How long the lines of platforms and runtimes are looked after. */
export default {
  id,
  title,
  about:
    'When security repairs end for each line of WordPress, Drupal, Umbraco, PHP and .NET Framework.',
  docs: 'https://endoflife.date/docs/api/v1/',
  discloses: 'nothing',
  key: 'none',
  base: 'https://endoflife.date/api/v1',
  maxAgeMs: 24 * 3_600_000,
  covers: (component) => productOf(component) !== null,
  async ask(components, context) {
    const byProduct = Map.groupBy(components, productOf);
    const answers = await Promise.all(
      [...byProduct].map(([product, same]) =>
        product === null ? {} : askProduct(product, same, context),
      ),
    );
    return {
      packages: answers.flatMap((answer: FeedAnswer) => answer.packages ?? []),
      lifecycles: answers.flatMap((answer: FeedAnswer) => answer.lifecycles ?? []),
      unanswered: answers.flatMap((answer: FeedAnswer) => answer.unanswered ?? []),
    };
  },
} satisfies Feed;

/** The package by which Umbraco is installed: since version 9, and before. */
const umbraco: ReadonlySet<string> = new Set(['umbraco', 'umbraco.cms', 'umbracocms']);

/** Under which name endoflife.date knows a component; null for one that it does not know. .NET's own lines are told by .NET. */
function productOf({ kind, slug }: Component): string | null {
  const name = slug.toLowerCase();
  if (kind === 'core' && (name === 'wordpress' || name === 'drupal')) return name;
  if (kind === 'runtime' && (name === 'php' || name === 'dotnetfx')) return name;
  return (kind === 'core' || kind === 'package') && umbraco.has(name) ? 'umbraco' : null;
}

async function askProduct(
  product: string,
  components: readonly Component[],
  context: FeedContext,
): Promise<FeedAnswer> {
  const reading = await context.document<readonly Kept<ProductLine>[]>({
    name: `products/${product}.json`,
    path: `products/${product}`,
    maxBytes: 4 * 1024 * 1024,
    read: (text) => readProduct(text, product),
  });
  const lines = reading.value;
  if (lines === null) {
    return { unanswered: components.map((one) => unansweredFor(one, title, reading)) };
  }
  return {
    lifecycles: lines.map((line) => lifecycleOf(product, line)),
    packages: product === 'php' ? [phpRecord(lines)] : [],
  };
}

function lifecycleOf(product: string, { cycle, longTerm, endsOn, latest }: ProductLine): Lifecycle {
  return { product, cycle, longTerm, endsOn, latest, source: id };
}

/** PHP has no registry that sites ask, so the newest release of each line comes from here. */
function phpRecord(lines: readonly ProductLine[]): PackageRecord {
  return {
    registry: 'php',
    name: 'php',
    published: true,
    releases: lines.flatMap(({ latest, latestOn }) =>
      latest === null
        ? []
        : {
            version: latest,
            releasedAt: instantOf(latestOn),
            security: false,
            withdrawn: false,
            unsupported: null,
          },
    ),
    closed: null,
    unsupported: null,
    insecure: null,
    supportedBranches: null,
    testedCore: null,
    source: id,
  };
}
