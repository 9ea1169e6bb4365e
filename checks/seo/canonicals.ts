import { readCanonicals } from '../../src/analysis/seo/canonical.ts';
import { noindexOf } from '../../src/analysis/seo/robots-tags.ts';
import { oneLine } from '../../src/core/text.ts';
import { type Draft, listed, type SeenPage, type Subject } from './subject.ts';

/** What is known of the page that a canonical link leads to. */
interface Target {
  readonly status: number | null;
  readonly why: string;
  readonly finalUrl: string;
  readonly isRedirected: boolean;
  readonly isNoindex: boolean;
  readonly canonical: string | null;
}

/** Canonical links, and what they lead to. */
export function judgeCanonicals(subject: Subject): readonly Draft[] {
  const targets = targetsIn(subject);
  return subject.shown
    .filter(({ noindex }) => noindex === null)
    .flatMap((page) => canonical(page, targets, subject));
}

/** The canonical address of a page; null where it names none, or several. */
export function canonicalOf({ audit }: SeenPage): string | null {
  const { addresses } = readingOf(audit);
  return addresses.length === 1 ? (addresses[0] ?? null) : null;
}

function canonical(
  page: SeenPage,
  targets: ReadonlyMap<string, Target>,
  { site }: Subject,
): readonly Draft[] {
  const { addresses, invalid } = readingOf(page.audit);
  const where = { url: page.url };
  if (invalid.length > 0) {
    const evidence = listed(invalid.map((text) => `“${oneLine(text, 200)}”`));
    return [{ rule: 'canonical-invalid', where, evidence }];
  }
  const [address, ...others] = addresses;
  if (address === undefined) {
    return [{ rule: 'canonical-missing', where, evidence: 'there is no <link rel="canonical">' }];
  }
  if (others.length > 0) {
    return [{ rule: 'canonical-conflicting', where, evidence: listed(addresses) }];
  }
  if (address === page.url) return [];
  const evidence = `it names ${address}`;
  if (bareHost(address) !== bareHost(page.url)) {
    // A staging site that names the address in production does what it should.
    const isMeant = site.environment !== 'production';
    return isMeant ? [] : [{ rule: 'canonical-elsewhere', where, evidence }];
  }
  const target = targets.get(address);
  return target ? targetFaults(address, target).map((draft) => ({ ...draft, where })) : [];
}

function targetFaults(address: string, target: Target): readonly Omit<Draft, 'where'>[] {
  const { status, why, finalUrl } = target;
  if (status === null) return [{ rule: 'canonical-dead', evidence: `${address}: ${why}` }];
  if (status !== 200) {
    return [{ rule: 'canonical-dead', evidence: `${address} answers with status ${status}` }];
  }
  const evidence = `${address} leads to ${finalUrl}`;
  if (target.isRedirected) return [{ rule: 'canonical-redirected', evidence }];
  if (target.isNoindex) {
    return [{ rule: 'canonical-noindex', evidence: `${address} says noindex` }];
  }
  const isLast = target.canonical === null || target.canonical === address;
  if (isLast) return [];
  return [{ rule: 'canonical-chained', evidence: `${address} names ${target.canonical}` }];
}

/** By address: pages of the sample, and what was asked for because a page names it. */
function targetsIn({ seen, answers }: Subject): ReadonlyMap<string, Target> {
  const targets = new Map<string, Target>();
  for (const named of answers?.named ?? []) {
    const { url, status, why, finalUrl, redirects, robotsTags, says } = named;
    const canonicals = readCanonicals(says?.canonicals ?? [], '', finalUrl).addresses;
    targets.set(url, {
      ...{ status, why, finalUrl, isRedirected: redirects.length > 0 },
      isNoindex: noindexOf({ metas: says?.metas ?? [], robotsTags }) !== null,
      canonical: canonicals.length === 1 ? (canonicals[0] ?? null) : null,
    });
  }
  for (const page of seen) {
    const { status } = page.audit;
    const known = { status, why: '', finalUrl: page.url, isNoindex: page.noindex !== null };
    const canonical = canonicalOf(page);
    targets.set(page.url, { ...known, isRedirected: false, canonical });
    if (page.page.url !== page.url) {
      targets.set(page.page.url, { ...known, isRedirected: true, canonical });
    }
  }
  return targets;
}

function readingOf({ head, headers }: SeenPage['audit']) {
  return readCanonicals(head.canonicals, headers.link ?? '', head.baseUrl);
}

function bareHost(address: string): string {
  return new URL(address).host.replace(/^www\./, '');
}
