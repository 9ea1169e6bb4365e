import { robotsInForce } from '../../src/analysis/robots/answer.ts';
import type { Robots } from '../../src/analysis/robots/robots.ts';
import { pageAddress } from '../../src/analysis/seo/page-address.ts';
import { type NoindexSign, noindexOf } from '../../src/analysis/seo/robots-tags.ts';
import { withinSite } from '../../src/analysis/site-address.ts';
import type { PageAudit } from '../../src/core/artifacts/page-audit.ts';
import type { PageAudits, SampledPage } from '../../src/core/artifacts/page-audits.ts';
import type { SearchAnswers } from '../../src/core/artifacts/search-answers.ts';
import type { SiteIndex } from '../../src/core/artifacts/site-index.ts';
import type { FindingDraft } from '../../src/core/finding.ts';
import type { Site } from '../../src/core/site.ts';
import type { RuleId } from './rules.ts';

/** A finding of this check. */
export type Draft = FindingDraft<RuleId>;

/** A page that was looked at. */
export interface SeenPage {
  readonly page: SampledPage;
  readonly audit: PageAudit;
  /** Where it was found in the end. */
  readonly url: string;
  /** What keeps it out of the index; null where nothing does. */
  readonly noindex: NoindexSign | null;
}

/** Everything that is judged. */
export interface Subject {
  readonly site: Site;
  /** Pages of the sample that were looked at, whatever they answered. */
  readonly seen: readonly SeenPage[];
  /** Those that are pages of this site: each once, with status 200. */
  readonly shown: readonly SeenPage[];
  /** The home page, where it was looked at. */
  readonly home: SeenPage | null;
  readonly index: SiteIndex | null;
  /** What robots.txt says; null where nobody asked. */
  readonly robots: Robots | null;
  readonly answers: SearchAnswers | null;
}

/** Puts together what was gathered. */
export function subjectOf(
  site: Site,
  audits: PageAudits,
  index: SiteIndex | null,
  answers: SearchAnswers | null,
): Subject {
  const seen = audits.audits.flatMap(({ page, audit }): readonly SeenPage[] =>
    audit.ok ? [seenPage(page, audit.value)] : [],
  );
  const own = seen.filter(
    ({ audit, url }) => audit.status === 200 && withinSite(new URL(url), new URL(site.url)),
  );
  return {
    site,
    seen,
    shown: [...new Map(own.toReversed().map((page) => [page.url, page])).values()].toReversed(),
    home: seen.find(({ page }) => page.namedBy === 'site') ?? null,
    index,
    robots: index && robotsInForce(index.robots),
    answers,
  };
}

function seenPage(page: SampledPage, audit: PageAudit): SeenPage {
  const robotsTags = [audit.headers['x-robots-tag'] ?? ''];
  const noindex = noindexOf({ metas: audit.head.metas, robotsTags });
  return { page, audit, url: pageAddress(audit.finalUrl) ?? page.url, noindex };
}

/** The content of a meta element, by its name or property; null where it is missing or empty. */
export function metaOf({ audit }: SeenPage, name: string): string | null {
  const meta = audit.head.metas.find((one) => one.name.toLowerCase() === name);
  return meta?.content.trim() || null;
}

/** At most so many of a list, and how many there are beside them. */
export function listed(items: readonly string[], most = 10): string {
  const rest = items.length - most;
  return items.slice(0, most).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
