import type { FeedStamp } from '../../core/feed-cache.ts';

/** Where a document comes from, and how it is recognised when it has not changed. */
export interface Source {
  /** Whether it is looked at every time: a file costs nothing, a service is asked only when it is time. */
  readonly isLocal: boolean;
  /**
   * Opens the document and hands it on, unless it is the one that is known. Throws a `FeedUnreadable`
   * where it cannot be had, and what `use` throws.
   */
  open<T>(known: Known | null, use: (answer: Answer) => Promise<T>): Promise<Opened<T>>;
}

/** By what a document is recognised. */
export type Known = Pick<FeedStamp, 'asOf' | 'etag' | 'lastModified'>;

/** A document that is being read. */
export interface Answer extends Known {
  readonly asOf: number;
  readonly status: number;
  /** Decompressed; ends in a `FeedUnreadable` where there are more than were asked for. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** What came of opening a document. `asOf`: when its source confirmed it. */
export type Opened<T> =
  | { readonly unchanged: true; readonly asOf: number }
  | { readonly unchanged: false; readonly value: T };
