import type { Json } from './json.ts';

/** When a document was read, and by what its service recognises it. Times are epoch milliseconds. */
export interface FeedStamp {
  /** When the service last sent or confirmed it; null where it never did. */
  readonly asOf: number | null;
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** Since when it cannot be read, and why. */
  readonly failure: { readonly since: number; readonly reason: string } | null;
  /** The last attempt, whatever came of it. */
  readonly triedAt: number;
}

/** A kept document. */
export interface KeptDocument {
  readonly stamp: FeedStamp;
  /** Null where it was never read, or is kept entry by entry. */
  readonly value: Json | null;
}

/** What feeds brought back, kept from run to run for all sites. A failed write keeps nothing. */
export interface FeedCache {
  /** Null where nothing is known of it. */
  document(feed: string, name: string): Promise<KeptDocument | null>;
  keep(feed: string, name: string, kept: KeptDocument): Promise<void>;
  /** Puts all entries in the place of those kept before, as one; where the entries throw, everything stays as it was. */
  keepEntries(
    feed: string,
    name: string,
    stamp: FeedStamp,
    entries: AsyncIterable<readonly [key: string, value: Json]>,
  ): Promise<void>;
  /** The entries under these keys; each holds everything that came under its key. */
  entries(
    feed: string,
    name: string,
    keys: readonly string[],
  ): Promise<ReadonlyMap<string, readonly Json[]>>;
}
