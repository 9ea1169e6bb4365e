import type { FeedCache, KeptDocument } from './feed-cache.ts';
import type { Json } from './json.ts';

/** A cache that lasts as long as the process: for a run without a store. */
export function memoryFeedCache(): FeedCache {
  const documents = new Map<string, KeptDocument>();
  const entries = new Map<string, ReadonlyMap<string, readonly Json[]>>();
  const keyOf = (feed: string, name: string) => `${feed} ${name}`;
  return {
    document: async (feed, name) => documents.get(keyOf(feed, name)) ?? null,
    keep: async (feed, name, kept) => {
      documents.set(keyOf(feed, name), kept);
    },
    keepEntries: async (feed, name, stamp, incoming) => {
      const collected = new Map<string, Json[]>();
      for await (const [key, value] of incoming) {
        collected.set(key, [...(collected.get(key) ?? []), value]);
      }
      entries.set(keyOf(feed, name), collected);
      documents.set(keyOf(feed, name), { stamp, value: null });
    },
    entries: async (feed, name, keys) => {
      const kept = entries.get(keyOf(feed, name));
      return new Map(
        keys.flatMap((key) => {
          const values = kept?.get(key);
          return values ? [[key, values] as const] : [];
        }),
      );
    },
  };
}
