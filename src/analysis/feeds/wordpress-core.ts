import { FeedUnreadable } from '../../core/feed.ts';
import type { PackageRecord, Release } from '../../core/package-record.ts';
import { entriesOf, listOf, textOf } from '../manifests/shape.ts';
import { orderVersions, readVersion } from '../versions/compare.ts';
import { readJson } from './reading.ts';

/** A release of WordPress that is offered to sites. */
export type CoreOffer = { readonly version: string; readonly requiresPhp: string | null };

/** WordPress.org's verdict on a release. */
export type CoreVerdict = 'latest' | 'outdated' | 'insecure';

/** What the two documents about WordPress itself say; null for one that could not be read. */
export interface WordpressCore {
  readonly offers: readonly CoreOffer[] | null;
  readonly verdicts: Readonly<Record<string, string>> | null;
}

const verdicts: ReadonlySet<string> = new Set<CoreVerdict>(['latest', 'outdated', 'insecure']);
const released: ReadonlySet<string> = new Set(['upgrade', 'latest', 'autoupdate']);

/**
 * Reads the releases that are offered (api.wordpress.org, `core/version-check/1.7`): the newest, and
 * the last of each branch that still gets repairs. Throws a `FeedUnreadable` where there is none.
 */
export function readCoreOffers(text: string): readonly CoreOffer[] {
  const offers = listOf(readJson(text), 'offers').flatMap((offer) => {
    const version = textOf(offer, 'version') ?? textOf(offer, 'current');
    const isReleased = released.has(textOf(offer, 'response') ?? '');
    if (version === null || !isReleased || !isVersion(version)) return [];
    return [{ version, requiresPhp: textOf(offer, 'php_version') }];
  });
  if (offers.length === 0) throw new FeedUnreadable('the answer offers no release');
  return [...new Map(offers.map((offer) => [offer.version, offer])).values()];
}

/**
 * Reads the verdict on every release (api.wordpress.org, `core/stable-check/1.0`). A verdict in other
 * words is left out, so that nothing is known of that release. Throws a `FeedUnreadable` where there
 * is no latest one.
 */
export function readCoreVerdicts(text: string): Readonly<Record<string, string>> {
  const known = entriesOf(readJson(text)).flatMap(([version, verdict]) =>
    typeof verdict === 'string' && verdicts.has(verdict) && isVersion(version)
      ? [[version, verdict] as const]
      : [],
  );
  if (!known.some(([, verdict]) => verdict === 'latest')) {
    throw new FeedUnreadable('the answer names no latest release');
  }
  return Object.fromEntries(known);
}

/** Everything known of WordPress itself; null where neither document could be read. */
export function coreRecord(
  { offers, verdicts }: WordpressCore,
  source: string,
): PackageRecord | null {
  if (offers === null && verdicts === null) return null;
  const requiresPhp = new Map(offers?.map((offer) => [offer.version, offer.requiresPhp]));
  const insecure = new Set(
    Object.entries(verdicts ?? {}).flatMap(([version, word]) =>
      word === 'insecure' ? version : [],
    ),
  );
  const versions = new Set([...requiresPhp.keys(), ...Object.keys(verdicts ?? {})]);
  return {
    registry: 'wordpress-org',
    name: 'wordpress',
    kind: 'core',
    published: true,
    releases: [...versions]
      .toSorted((a, b) => orderVersions('wordpress', b, a) ?? 0)
      .map((version) =>
        releaseOf(version, insecure.has(version), requiresPhp.get(version) ?? null),
      ),
    closed: null,
    unsupported: null,
    insecure: null,
    supportedBranches: null,
    testedCore: null,
    source,
  };
}

function releaseOf(version: string, withdrawn: boolean, requiresPhp: string | null): Release {
  return {
    version,
    releasedAt: null,
    security: false,
    withdrawn,
    unsupported: null,
    ...(requiresPhp === null ? {} : { requiresPhp }),
  };
}

/** Digits and dots first: neither a prototype's name nor a word. */
function isVersion(text: string): boolean {
  return /^\d/.test(text) && readVersion('wordpress', text) !== null;
}
