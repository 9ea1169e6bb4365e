import { robotsVerdict } from '../../src/analysis/robots/robots.ts';
import { oneLine } from '../../src/core/text.ts';
import { crawler, isBarredEverywhere } from './robots.ts';
import type { Draft, SeenPage, Subject } from './subject.ts';

/** Whether search engines may keep the pages: in production they have to, elsewhere they must not. */
export function judgeIndexing(subject: Subject): readonly Draft[] {
  if (subject.site.environment !== 'production') return staging(subject);
  return subject.shown.flatMap(noindex);
}

/** What the sitemap names is judged with the sitemap. */
function noindex({ page, url, noindex: sign }: SeenPage): readonly Draft[] {
  if (sign === null || page.namedBy === 'sitemap') return [];
  const rule = page.namedBy === 'site' ? 'noindex-in-production' : 'page-noindex';
  return [{ rule, where: { url }, evidence: `${sign.source}: “${oneLine(sign.text, 200)}”` }];
}

/** A site on an address that is not public is found by nobody. */
function staging(subject: Subject): readonly Draft[] {
  const { site, home, robots } = subject;
  if (home === null || home.audit.status !== 200 || home.noindex !== null) return [];
  if (site.network.allowPrivate.length > 0 || isBarredEverywhere(subject)) return [];
  if (robots && robotsVerdict(robots, crawler, home.url).verdict === 'disallow') return [];
  const evidence = `a ${site.environment} site that anybody can open, without noindex`;
  return [{ rule: 'staging-indexable', where: { url: home.url }, evidence }];
}
