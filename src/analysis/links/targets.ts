import type { LinkPlace, LinkTarget } from '../../core/artifacts/link-answers.ts';
import type { PageAudit, PageLink } from '../../core/artifacts/page-audit.ts';
import { oneLine } from '../../core/text.ts';
import { withinSite } from '../site-address.ts';

const mostPlaces = 5;
/** Whatever is longer is data, and no address that anybody could repair. */
const longestUrl = 2048;

/**
 * Everything that pages lead to, each address once, with where it stands: those of the site itself
 * first, then in the order in which they stand on the pages.
 */
export function linkTargets(
  audits: readonly Pick<PageAudit, 'url' | 'links'>[],
  siteUrl: string,
): readonly LinkTarget[] {
  const site = new URL(siteUrl);
  const standing = audits.flatMap(({ url: page, links }) =>
    links.flatMap((link) => {
      const url = webAddress(link.url);
      return url ? [{ url, page, link }] : [];
    }),
  );
  const targets = [...Map.groupBy(standing, ({ url }) => url.href)].map(([url, those]) => ({
    url,
    internal: withinSite(new URL(url), site),
    kinds: [...new Set(those.map(({ link }) => link.kind))],
    places: those.slice(0, mostPlaces).map(({ page, link }) => placeOf(page, link)),
    count: those.length,
  }));
  return [...targets.filter(({ internal }) => internal), ...targets.filter((one) => !one.internal)];
}

/** Addresses that the browser itself was given while it loaded the pages: nobody has to ask for them again. */
export function loadedAddresses(
  audits: readonly Pick<PageAudit, 'requests'>[],
): ReadonlyMap<string, number> {
  const loaded = audits.flatMap(({ requests }) =>
    requests.flatMap(({ url, status }) => {
      const address = status >= 200 && status < 300 ? webAddress(url) : null;
      return address ? [[address.href, status] as const] : [];
    }),
  );
  return new Map(loaded);
}

/** An http or https address without its fragment; null for `mailto:`, `tel:`, scripts and the like. */
function webAddress(text: string): URL | null {
  const url = text.length > longestUrl ? null : URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || url.username || url.password) return null;
  url.hash = '';
  return url;
}

function placeOf(page: string, { selector, text }: PageLink): LinkPlace {
  return { page, selector: oneLine(selector, 256), text: oneLine(text, 100) };
}
