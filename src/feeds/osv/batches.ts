import { createHash } from 'node:crypto';
import { type OsvAnswer, type OsvMention, readOsvBatch } from '../../analysis/feeds/osv-batch.ts';
import type { Kept } from '../../analysis/feeds/reading.ts';
import type { FeedContext, FeedReading } from '../../core/feed.ts';
import type { OsvPackage } from './packages.ts';

/** OSV takes no more queries at once. */
const mostQueries = 1000;
/** Nothing has so many vulnerabilities that more would be needed. */
const mostRounds = 10;

/** What OSV names for one package. */
export interface Mentions {
  readonly mentions: readonly OsvMention[];
  /** Null where all of it was read; else what failed, or that there is too much. */
  readonly failed: Pick<FeedReading<unknown>, 'failure'> | null;
}

interface Query {
  readonly of: OsvPackage;
  readonly ecosystem: string;
  readonly page: string | null;
}

/** Asks what OSV has about each package, in as few requests as it allows. */
export async function askBatches(
  packages: readonly OsvPackage[],
  context: FeedContext,
): Promise<ReadonlyMap<OsvPackage, Mentions>> {
  const found = new Map<OsvPackage, Mentions>();
  let queries: readonly Query[] = packages.flatMap((of) =>
    ecosystemsOf(of).map((ecosystem) => ({ of, ecosystem, page: null })),
  );
  for (let round = 0; round < mostRounds && queries.length > 0; round += 1) {
    const next: Query[] = [];
    for (let start = 0; start < queries.length; start += mostQueries) {
      const chunk = queries.slice(start, start + mostQueries);
      const reading = await askBatch(chunk, context);
      for (const [index, query] of chunk.entries()) {
        const { of } = query;
        const answer = reading.value?.[index];
        const before = found.get(of) ?? { mentions: [], failed: null };
        found.set(of, {
          mentions: [...before.mentions, ...(answer?.mentions ?? [])],
          failed: answer ? before.failed : reading,
        });
        if (answer?.next) next.push({ ...query, page: answer.next });
      }
    }
    queries = next;
  }
  for (const { of } of queries) {
    found.set(of, { mentions: found.get(of)?.mentions ?? [], failed: { failure: null } });
  }
  return found;
}

/** Entries about what is in a repository of its own may still stand under the ecosystem that it extends. */
function ecosystemsOf({ ecosystem }: OsvPackage): readonly string[] {
  return [...new Set([ecosystem, ecosystem.split(':')[0] ?? ecosystem])];
}

function askBatch(chunk: readonly Query[], context: FeedContext) {
  const body = JSON.stringify({
    queries: chunk.map(({ of, ecosystem, page }) => ({
      package: { ecosystem, name: of.name },
      ...(of.version === null ? {} : { version: of.version }),
      ...(page === null ? {} : { page_token: page }),
    })),
  });
  return context.document<readonly Kept<OsvAnswer>[]>({
    name: `querybatch/${createHash('sha256').update(body).digest('hex').slice(0, 32)}.json`,
    path: 'v1/querybatch',
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json' },
    maxBytes: 32 * 1024 * 1024,
    read: (text) => readOsvBatch(text, chunk.length),
  });
}
