import type { Component } from './component.ts';
import type { Json } from './json.ts';
import type { Advisory, Lifecycle, PackageRecord } from './package-record.ts';

/** A service that knows what exists: releases, advisories, ends of life. Found by its directory. */
export interface Feed {
  /** Equals the file name. */
  readonly id: string;
  /** The service, for people. */
  readonly title: string;
  /** One sentence: what is learnt from it. */
  readonly about: string;
  readonly docs: string;
  /**
   * What the service hears of a client: nothing, since the feed is fetched whole; the names of single
   * packages; or the list of what a site has installed, which the site has to allow.
   */
  readonly discloses: 'nothing' | 'names' | 'list';
  readonly key: 'none' | 'optional' | 'required';
  /** Id of the feed that knows the same, and is asked where this one may not be: never both. */
  readonly instead?: string;
  /** Host and path that every address of the service begins with; a mirror stands in its place. */
  readonly base: string;
  /** How long an answer is used before the service is asked again, ms. */
  readonly maxAgeMs: number;
  /** Whether the feed may know something about this component. */
  covers(component: Component): boolean;
  /** What the service knows about these components, all of which it covers. Never throws for what the service does. */
  ask(components: readonly Component[], context: FeedContext): Promise<FeedAnswer>;
}

/** What a feed brought back. Documents that could not be read speak through `FeedContext`. */
export interface FeedAnswer {
  readonly packages?: readonly PackageRecord[];
  readonly advisories?: readonly Advisory[];
  readonly lifecycles?: readonly Lifecycle[];
  /** CVE ids with known attacks. */
  readonly exploited?: readonly string[];
  /** Components (`componentKey`) that it could say nothing about, and why, in words. */
  readonly unanswered?: readonly { readonly component: string; readonly reason: string }[];
}

/** What a feed may use. Everything it reads is bounded, kept, and asked again only when it is old. */
export interface FeedContext {
  /** Epoch milliseconds. */
  readonly now: number;
  /** The site lets lists of its components leave; only then may `discloses: 'list'` be asked. */
  readonly disclose: boolean;
  /** From config; null without one. */
  readonly key: string | null;
  /** Reads a document of the service. Rejects only where the run was stopped. */
  document<Value extends Json>(wanted: FeedDocument<Value>): Promise<FeedReading<Value>>;
  /** Reads entries of a document that is too big to be held: by key, everything that came under it. */
  entries<Value extends Json>(
    wanted: FeedDump<Value>,
    keys: readonly string[],
  ): Promise<FeedReading<ReadonlyMap<string, readonly Value[]>>>;
}

/** One document of a service. */
export interface FeedDocument<Value extends Json> {
  /** Its name among the feed's documents, also the file's name in a mirror folder: `plugins/akismet.json`. */
  readonly name: string;
  /** Behind the feed's base. */
  readonly path: string;
  readonly method?: 'GET' | 'POST';
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Most bytes, decompressed. */
  readonly maxBytes: number;
  /** Statuses beside 200 that are answers, such as 404 for a package that does not exist. */
  readonly alsoAnswers?: readonly number[];
  /** What of it is kept. Throws a `FeedUnreadable` where the text is not what the service sends. */
  readonly read: (text: string, status: number) => Value;
}

/** A document that is read as a stream and kept entry by entry. */
export interface FeedDump<Value extends Json> {
  readonly name: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly maxBytes: number;
  /** Its entries as they come; a key may come more than once. Throws a `FeedUnreadable`. */
  readonly split: (
    bytes: AsyncIterable<Uint8Array>,
  ) => AsyncIterable<readonly [key: string, value: Value]>;
}

/** What is known of a document, fresh or kept from before. */
export interface FeedReading<Value> {
  /** Null where it was never read. */
  readonly value: Value | null;
  /** When the service last confirmed it, epoch milliseconds. */
  readonly asOf: number | null;
  /** Since when it cannot be read, and why; null where the last attempt went well. */
  readonly failure: { readonly since: number; readonly reason: string } | null;
}

/** Thrown by a reader: what came is not what the service sends. The message is for people. */
export class FeedUnreadable extends Error {}

/** How a feed stands, for the report. */
export interface FeedState {
  readonly feed: string;
  readonly title: string;
  /** `off`: switched off, without its key, or not asked since the site does not disclose. */
  readonly state: 'fresh' | 'stale' | 'unreadable' | 'off';
  /** Of the oldest document that was used, epoch milliseconds; null where none was. */
  readonly asOf: number | null;
  /** Why, in words; null for `fresh`. */
  readonly reason: string | null;
}
