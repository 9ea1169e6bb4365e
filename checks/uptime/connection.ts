import { isInstallerPath, sameRegistrableDomain } from '../../src/analysis/redirects.ts';
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
  if (end.pathname !== start.pathname && isInstallerPath(end.pathname)) {
    return [{ rule: 'redirect-to-installer', where: { url }, evidence: chainOf(hops) }];
  }
  const meant = options.redirectHosts.map((host) => host.toLowerCase());
  const foreign = hops
    .map((hop) => new URL(hop.url).hostname)
    .find((host) => !sameRegistrableDomain(host, start.hostname) && !meant.includes(host));
  if (foreign === undefined) return [];
  const title = `Visitors are sent to ${oneLine(foreign, 100)}, which is not the site’s host`;
  return [{ rule: 'redirect-to-other-host', where: { url }, title, evidence: chainOf(hops) }];
}
