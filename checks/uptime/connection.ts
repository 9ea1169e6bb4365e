import { installerAt, sameRegistrableDomain } from '../../src/analysis/redirects.ts';
import type { HttpExchange } from '../../src/core/artifacts/http-exchange.ts';
import type { FindingDraft } from '../../src/core/finding.ts';
import { oneLine } from '../../src/core/text.ts';
import type { Options } from './options.ts';
import type { RuleId } from './rules.ts';
import { chainOf } from './words.ts';

type Drafts = readonly FindingDraft<RuleId>[];

/** What keeps browsers from the page although the server answers. */
export function judgeTls({ tlsFault, hops }: HttpExchange): Drafts {
  if (!tlsFault) return [];
  const broken = hops.find(({ tls }) => tls?.chainError || tls?.hostError) ?? hops[0];
  const evidence = `${tlsFault.code}: ${tlsFault.message}; without judging TLS it answers ${hops.at(-1)?.status}`;
  return [{ rule: 'tls-broken', where: { url: broken.url }, evidence }];
}

/** Where visitors are sent that is not the site. */
export function judgeRedirects({ url, finalUrl, hops }: HttpExchange, options: Options): Drafts {
  const start = new URL(url);
  const end = new URL(finalUrl);
  const evidence = chainOf(hops);
  const installer = end.pathname === start.pathname ? null : installerAt(end.pathname);
  if (installer) {
    const { platform, missing } = installer;
    const title = `${platform ?? 'The platform'} sends visitors to its installer: it does not find ${missing}`;
    return [{ rule: 'redirect-to-installer', where: { url }, title, evidence }];
  }
  // `customErrors` of ASP.NET: the page that failed is named in the query, and the error page answers 200.
  if (hops.length > 1 && end.searchParams.has('aspxerrorpath')) {
    return [{ rule: 'redirect-to-error-page', where: { url }, evidence }];
  }
  const meant = options.redirectHosts.map((host) => host.toLowerCase());
  const foreign = hops
    .map((hop) => new URL(hop.url).hostname)
    .find((host) => !sameRegistrableDomain(host, start.hostname) && !meant.includes(host));
  if (foreign === undefined) return [];
  const title = `Visitors are sent to ${oneLine(foreign, 100)}, which is not the site’s host`;
  return [{ rule: 'redirect-to-other-host', where: { url }, title, evidence }];
}
