import { hreflangFault } from '../../src/analysis/seo/language-tags.ts';
import { pageAddress } from '../../src/analysis/seo/page-address.ts';
import { oneLine } from '../../src/core/text.ts';
import { canonicalOf } from './canonicals.ts';
import { type Draft, listed, type SeenPage, type Subject } from './subject.ts';

interface Alternate {
  readonly hreflang: string;
  readonly href: string;
}

/** Alternate links of pages that exist in several languages. */
export function judgeAlternates(subject: Subject): readonly Draft[] {
  const returns = returnsIn(subject);
  return subject.shown.flatMap((page) => alternates(page, returns));
}

function alternates(
  page: SeenPage,
  returns: ReadonlyMap<string, ReadonlySet<string>>,
): readonly Draft[] {
  const { alternates: all, baseUrl } = page.audit.head;
  if (all.length === 0) return [];
  const where = { url: page.url };
  const drafts: Draft[] = [];
  const add = (rule: Draft['rule'], evidence: string) => drafts.push({ rule, where, evidence });

  const faults = all.flatMap((one) => faultOf(one) ?? []);
  if (faults.length > 0) add('hreflang-invalid', listed([...new Set(faults)]));
  const own = new Set([page.url, page.page.url, canonicalOf(page) ?? page.url]);
  const targets = all.flatMap(({ href }) => pageAddress(href, baseUrl) ?? []);
  if (!targets.some((target) => own.has(target))) {
    add('hreflang-no-self', `it names ${listed(targets)}`);
  }
  const languages = new Set(all.map(({ hreflang }) => hreflang.toLowerCase()));
  if (languages.size > 1 && !languages.has('x-default')) {
    add('hreflang-no-default', `it names ${listed([...languages])}`);
  }
  const silent = new Set(
    targets.filter((target) => {
      const back = own.has(target) ? undefined : returns.get(target);
      return back !== undefined && ![...own].some((url) => back.has(url));
    }),
  );
  if (silent.size > 0) add('hreflang-no-return', `no link back from ${listed([...silent])}`);
  return drafts;
}

function faultOf({ hreflang, href }: Alternate): string | null {
  const shown = `\`${oneLine(hreflang, 40)}\``;
  const fault = hreflangFault(hreflang);
  if (fault !== null) return `${shown}: ${fault}`;
  const isFull = /^https?:\/\//i.test(href.trim()) && URL.canParse(href.trim());
  return isFull ? null : `${shown}: “${oneLine(href, 200)}” is no full address`;
}

/** What each page that was read names as its alternates. Of the others nothing is known. */
function returnsIn({ seen, answers }: Subject): ReadonlyMap<string, ReadonlySet<string>> {
  const returns = new Map<string, ReadonlySet<string>>();
  const addresses = (all: readonly Alternate[], base: string) =>
    new Set(all.flatMap(({ href }) => pageAddress(href, base) ?? []));
  for (const { url, status, finalUrl, says } of answers?.named ?? []) {
    if (status === 200 && says) returns.set(url, addresses(says.alternates, finalUrl));
  }
  for (const { page, url, audit } of seen) {
    const back = addresses(audit.head.alternates, audit.head.baseUrl);
    returns.set(page.url, back);
    returns.set(url, back);
  }
  return returns;
}
