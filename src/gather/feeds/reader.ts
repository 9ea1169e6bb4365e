import type { Clock } from '../../core/clock.ts';
import {
  type Feed,
  type FeedContext,
  type FeedDocument,
  type FeedDump,
  type FeedReading,
  FeedUnreadable,
} from '../../core/feed.ts';
import type { FeedCache, FeedStamp, KeptDocument } from '../../core/feed-cache.ts';
import type { Json } from '../../core/json.ts';
import { redactor } from '../../core/redaction.ts';
import type { FeedSettings } from '../../core/site-access.ts';
import { oneLine } from '../../core/text.ts';
import type { Trace } from '../../core/trace.ts';
import { textOfBytes } from './bytes.ts';
import { fileSource } from './file-source.ts';
import type { FeedLimits } from './limits.ts';
import { placeOf } from './place.ts';
import { serviceAt } from './service.ts';
import { ServiceResting } from './service-down.ts';
import { shared } from './shared.ts';
import type { Answer, Source } from './source.ts';
import { webSource } from './web-source.ts';

/** After a failure a service is left alone for so long, or for the age of its answers if that is less. */
const retryAfterFailureMs = 15 * 60_000;

/** Raised when a feed keeps its documents in another shape: what an older caretaker wrote is read anew. */
const keptShape = 1;

/** What reading the documents of one feed takes. */
export interface ReaderPorts {
  readonly feed: Pick<Feed, 'id' | 'base' | 'maxAgeMs'>;
  readonly settings: FeedSettings;
  readonly disclose: boolean;
  readonly cache: FeedCache;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly trace: Trace;
  readonly limits: FeedLimits;
}

/** How one document stood when it was read. */
export type ReadingNote = Pick<FeedReading<Json>, 'asOf' | 'failure'>;

/** Lets a feed read its documents; `notes` says afterwards how each of them stood. */
export interface FeedReader {
  readonly context: FeedContext;
  readonly notes: readonly ReadingNote[];
}

type Wanted = Omit<FeedDocument<Json>, 'read'> & { readonly timeoutMs: number };

/** Takes what a document says; returns what is kept of it. */
type Take = (answer: Answer, stamp: FeedStamp) => Promise<KeptDocument>;

/** A reader for one feed of one site. */
export function feedReader(ports: ReaderPorts): FeedReader {
  const { feed, settings, cache, limits, signal, trace } = ports;
  const mirror = settings.mirror ?? null;
  const keptAs = `${feed.id}/${keptShape}${mirror === null ? '' : ` at ${mirror}`}`;
  const redact = redactor(settings.key === undefined ? [] : [settings.key]);
  const now = ports.clock.now();
  const notes: ReadingNote[] = [];

  const sourceOf = async (wanted: Wanted): Promise<Source> => {
    const place = await placeOf(wanted, feed.base, mirror);
    if (place.kind === 'file') return fileSource(place.path, wanted.maxBytes);
    const { method = 'GET', body = null, headers = {}, alsoAnswers = [] } = wanted;
    const service = serviceAt(new URL(place.url).origin, cache, ports.clock, limits);
    return webSource(
      { ...wanted, url: place.url, method, body, headers, alsoAnswers },
      { service, clock: ports.clock, signal, limits },
    );
  };

  /** The document as it is known now, asked for where it is old. */
  const current = (wanted: Wanted, take: Take): Promise<KeptDocument> =>
    shared(cache, `${keptAs} ${wanted.name}`, signal, async () => {
      // A cache that cannot be read knows nothing.
      const kept = await cache.document(keptAs, wanted.name).catch(() => null);
      try {
        const source = await sourceOf(wanted);
        if (kept !== null && !source.isLocal && isInForce(kept.stamp, feed.maxAgeMs, now)) {
          return kept;
        }
        trace('feed', `${feed.id}: reading ${wanted.name}`);
        return await refreshed(wanted, source, kept, take);
      } catch (error) {
        signal.throwIfAborted();
        return failed(wanted, kept, error);
      }
    });

  const refreshed = async (
    { name }: Wanted,
    source: Source,
    kept: KeptDocument | null,
    take: Take,
  ): Promise<KeptDocument> => {
    const known = kept !== null && kept.stamp.asOf !== null ? kept.stamp : null;
    const opened = await source.open(known, (answer) => take(answer, stampOf(answer, now)));
    if (!opened.unchanged) return opened.value;
    const value = kept?.value ?? null;
    const stamp = { ...(known ?? never), asOf: opened.asOf, failure: null, triedAt: now };
    await keep(name, { stamp, value });
    return { stamp, value };
  };

  const failed = async (
    { name }: Wanted,
    kept: KeptDocument | null,
    error: unknown,
  ): Promise<KeptDocument> => {
    const reason = oneLine(redact.text(wordsOf(error)), 300);
    trace('feed', `${feed.id}: ${name} cannot be read: ${reason}`);
    const before = kept?.stamp ?? never;
    const failure = { since: before.failure?.since ?? now, reason };
    const document = {
      value: kept?.value ?? null,
      stamp: { ...before, failure, triedAt: now },
    };
    // What was not tried now is due as before.
    if (!(error instanceof ServiceResting)) await keep(name, document);
    return document;
  };

  /** An answer that cannot be kept is an answer all the same. */
  const keep = (name: string, document: KeptDocument): Promise<void> =>
    cache.keep(keptAs, name, document).catch((error: unknown) => {
      trace('feed', `${feed.id}: ${name} cannot be kept: ${wordsOf(error)}`);
    });

  const noted = <Value>(stamp: FeedStamp, value: Value | null): FeedReading<Value> => {
    const { asOf, failure } = stamp;
    notes.push({ asOf, failure });
    return { value: asOf === null ? null : value, asOf, failure };
  };

  const context: FeedContext = {
    now,
    disclose: ports.disclose,
    key: settings.key ?? null,
    async document<Value extends Json>(wanted: FeedDocument<Value>) {
      const timeoutMs = limits.documentMs;
      const { stamp, value } = await current({ ...wanted, timeoutMs }, async (answer, stamp) => {
        const text = await textOfBytes(answer.bytes);
        if (answer.status === 200 && text.trim() === '')
          throw new FeedUnreadable('the answer is empty');
        const document = { stamp, value: wanted.read(text, answer.status) };
        await keep(wanted.name, document);
        return document;
      });
      // Whatever lies under the name is what `read` returned for it.
      return noted(stamp, value as Value | null);
    },
    async entries<Value extends Json>(wanted: FeedDump<Value>, keys: readonly string[]) {
      const timeoutMs = limits.dumpMs;
      const { stamp } = await current({ ...wanted, timeoutMs }, async (answer, stamp) => {
        const entries = someOf(wanted.split(answer.bytes));
        await cache.keepEntries(keptAs, wanted.name, stamp, entries);
        return { stamp, value: null };
      });
      const found = await cache.entries(keptAs, wanted.name, [...new Set(keys)]);
      return noted(stamp, found as ReadonlyMap<string, readonly Value[]>);
    },
  };

  return { context, notes };
}

const never: FeedStamp = {
  asOf: null,
  etag: null,
  lastModified: null,
  failure: null,
  triedAt: 0,
};

function stampOf({ asOf, etag, lastModified }: Answer, now: number): FeedStamp {
  return { asOf, etag, lastModified, failure: null, triedAt: now };
}

/** Whether what is known of a document is used without asking. A clock that went back makes everything old. */
function isInForce({ asOf, failure, triedAt }: FeedStamp, maxAgeMs: number, now: number): boolean {
  const isWithin = (at: number, ms: number) => at <= now && now - at < ms;
  if (failure !== null) return isWithin(triedAt, Math.min(maxAgeMs, retryAfterFailureMs));
  return asOf !== null && isWithin(asOf, maxAgeMs);
}

/** The same entries. A dump without any is a broken one, and must not take the place of what is kept. */
async function* someOf<Entry>(entries: AsyncIterable<Entry>): AsyncIterable<Entry> {
  let count = 0;
  for await (const entry of entries) {
    count += 1;
    yield entry;
  }
  if (count === 0) throw new FeedUnreadable('the answer holds nothing');
}

function wordsOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return error instanceof FeedUnreadable
    ? message
    : `the answer could not be taken in (${message})`;
}
