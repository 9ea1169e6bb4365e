import type { LinkAnswers } from '../../src/core/artifacts/link-answers.ts';
import type { Where } from '../../src/core/finding.ts';
import type { Json } from '../../src/core/json.ts';
import { stateOf } from './judge.ts';

/** On which pages each address with a finding stood, so that the next run knows where it would have to be. */
type Standing = ReadonlyMap<string, readonly string[]>;

/** Far below what a check may keep, whatever the addresses look like. */
const longestKept = 48 * 1024;

/**
 * Whether this run could not look at an address. It could where it was asked for, and also where none
 * of the pages it stood on holds the link any more, all of which have loaded.
 */
export function missedBy({ pages, links }: LinkAnswers, state: Json): (where: Where) => boolean {
  const before = standingIn(state);
  const seen = new Set(pages.filter(({ failure }) => failure === null).map(({ url }) => url));
  const judged = new Map(links.map(({ url, outcome }) => [url, stateOf(outcome).kind]));
  return ({ url }) => {
    if (seen.has(url)) return false;
    const kind = judged.get(url);
    if (kind !== undefined) return kind === 'unknown';
    return (before.get(url) ?? []).some((page) => !seen.has(page));
  };
}

/** What the next run has to know: where the findings of this one stand, and those that it missed. */
export function stateAfter(
  { links }: LinkAnswers,
  found: ReadonlySet<string>,
  state: Json,
  missed: (where: Where) => boolean,
): Json {
  const now = links
    .filter(({ url }) => found.has(url))
    .map(({ url, places }) => [url, [...new Set(places.map(({ page }) => page))]] as const);
  const kept = [...standingIn(state)].filter(([url]) => !found.has(url) && missed({ url }));
  const standing: Record<string, readonly string[]> = {};
  let length = 0;
  for (const [url, pages] of [...now, ...kept]) {
    length += url.length + pages.join().length + 16;
    if (length > longestKept) break;
    standing[url] = pages;
  }
  return standing;
}

/** Whatever an earlier version has kept: what does not fit says nothing. */
function standingIn(state: Json): Standing {
  if (state === null || typeof state !== 'object' || Array.isArray(state)) return new Map();
  const entries = Object.entries(state).flatMap(([url, pages]) =>
    Array.isArray(pages) ? [[url, pages.filter((page) => typeof page === 'string')] as const] : [],
  );
  return new Map(entries);
}
