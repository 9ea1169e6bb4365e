import { formatDuration } from '../../core/duration.ts';
import type { Feed, FeedState } from '../../core/feed.ts';
import type { FeedAccess, FeedSettings } from '../../core/site-access.ts';
import { isWebMirror } from './place.ts';
import type { ReadingNote } from './reader.ts';

/** From this age on an answer is called stale: advisories become dangerous within days. */
const staleAfterMs = 48 * 3_600_000;

/** Why a feed is not asked for a site, in words; null where it is. */
export function offReason(
  feed: Pick<Feed, 'id' | 'title' | 'key' | 'discloses'>,
  access: FeedAccess,
): string | null {
  const { off, key, mirror } = settingsOf(feed, access);
  if (off) return `${feed.title} is switched off: feeds.${feed.id}.off`;
  if (feed.key === 'required' && !key && mirror === undefined) {
    return `${feed.title} needs a key: feeds.${feed.id}.key`;
  }
  if (feed.discloses === 'list' && !maySendList(feed, access)) {
    return `${feed.title} was not asked: feeds.disclose is off`;
  }
  return null;
}

/** Whether a list of what is installed may go to a feed: with the site's leave, or where it stays on this machine. */
export function maySendList(feed: Pick<Feed, 'id'>, access: FeedAccess): boolean {
  const { mirror } = settingsOf(feed, access);
  return access.disclose || (mirror !== undefined && !isWebMirror(mirror));
}

/** What config says about a feed. */
export function settingsOf({ id }: Pick<Feed, 'id'>, { settings }: FeedAccess): FeedSettings {
  return (Object.hasOwn(settings, id) ? settings[id] : undefined) ?? {};
}

/** How a feed stands after it has read its documents. One that could not be read at all makes it unreadable. */
export function stateOf(
  { id, title, maxAgeMs }: Pick<Feed, 'id' | 'title' | 'maxAgeMs'>,
  notes: readonly ReadingNote[],
  now: number,
): FeedState {
  const ages = notes.flatMap((note) => note.asOf ?? []);
  const asOf = ages.length === 0 ? null : Math.min(...ages);
  const state = { feed: id, title, asOf };

  const missing = notes.filter((note) => note.asOf === null);
  if (missing.length > 0) {
    return { ...state, state: 'unreadable', reason: reasonFor(missing, notes.length) };
  }
  const oldest = now - Math.max(staleAfterMs, maxAgeMs);
  const old = notes.filter((note) => note.asOf !== null && note.asOf < oldest);
  if (old.length === 0) return { ...state, state: 'fresh', reason: null };
  const age = formatDuration(now - (asOf ?? now));
  const failing = old.filter(({ failure }) => failure !== null);
  const reason = failing.length > 0 ? reasonFor(failing, notes.length) : 'no newer one was brought';
  return { ...state, state: 'stale', reason: `${reason}; the oldest answer in use is ${age} old` };
}

/** The first failure speaks for all; the earliest says since when. */
function reasonFor(failed: readonly ReadingNote[], of: number): string {
  const failures = failed.flatMap(({ failure }) => failure ?? []);
  const since = Math.min(...failures.map((failure) => failure.since));
  const when = Number.isFinite(since) ? `since ${minuteOf(since)}` : 'now';
  const some = of === 1 ? '' : `${failed.length} of ${of} documents `;
  return `${some}cannot be read ${when}: ${failures[0]?.reason ?? 'no reason is known'}`.trim();
}

function minuteOf(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
