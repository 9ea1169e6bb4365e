import type { PageAudits } from '../../core/artifacts/page-audits.ts';
import type { NamedPage } from '../../core/artifacts/search-answers.ts';
import { pageAddress } from './page-address.ts';

const mostOfEach = 10;

/** An address that the head of a page names. */
export type NamedAddress = Pick<NamedPage, 'url' | 'namedAs'>;

/** What canonical and alternate links of a sample lead to outside of it: the first ten of each, on any host. */
export function namedAddresses({ pages, audits }: PageAudits): readonly NamedAddress[] {
  const known = new Set(pages.map(({ url }) => url));
  const canonicals = new Set<string>();
  const alternates = new Set<string>();
  for (const { audit } of audits) {
    if (!audit.ok) continue;
    const { head, finalUrl } = audit.value;
    known.add(finalUrl);
    for (const text of head.canonicals) addTo(canonicals, text, head.baseUrl);
    for (const { href } of head.alternates) addTo(alternates, href, head.baseUrl);
  }
  const unseen = (urls: ReadonlySet<string>) =>
    [...urls].filter((url) => !known.has(url)).slice(0, mostOfEach);
  const named = unseen(canonicals).map((url) => ({ url, namedAs: 'canonical' as const }));
  const others = unseen(alternates).filter((url) => !canonicals.has(url));
  return [...named, ...others.map((url) => ({ url, namedAs: 'alternate' as const }))];
}

function addTo(urls: Set<string>, text: string, base: string): void {
  const url = pageAddress(text, base);
  if (url !== null) urls.add(url);
}
