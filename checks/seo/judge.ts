import { robotsVerdict } from '../../src/analysis/robots/robots.ts';
import type { Gathered } from '../../src/core/artifacts/failure.ts';
import type { PageAudits } from '../../src/core/artifacts/page-audits.ts';
import type { SearchAnswers } from '../../src/core/artifacts/search-answers.ts';
import type { SiteIndex } from '../../src/core/artifacts/site-index.ts';
import type { Judgement } from '../../src/core/check.ts';
import type { Verdict } from '../../src/core/finding.ts';
import type { Site } from '../../src/core/site.ts';
import { judgeAddresses } from './addresses.ts';
import { judgeAlternates } from './alternates.ts';
import { judgeCanonicals } from './canonicals.ts';
import { judgeIndexing } from './indexing.ts';
import { judgeAttempts, judgePages } from './pages.ts';
import { crawler, judgeRobots } from './robots.ts';
import { type RuleId, rules } from './rules.ts';
import { judgeSitemapEntries } from './sitemap-entries.ts';
import { judgeSitemapFiles, sitemapMetrics } from './sitemaps.ts';
import { judgeStructuredData } from './structured-data.ts';
import { type Draft, listed, type Subject, subjectOf } from './subject.ts';
import { judgeTexts } from './texts.ts';

const judges: readonly ((subject: Subject) => readonly Draft[])[] = [
  judgeIndexing,
  judgeRobots,
  judgePages,
  judgeTexts,
  judgeCanonicals,
  judgeAddresses,
  judgeSitemapFiles,
  judgeSitemapEntries,
  judgeAlternates,
  judgeStructuredData,
];

/** Everything that is to be said of a site, and what could not be found out. */
export function judge(
  site: Site,
  audits: PageAudits,
  index: Gathered<SiteIndex>,
  answers: Gathered<SearchAnswers>,
): Judgement<RuleId> {
  const attempts = judgeAttempts(audits);
  const subject = subjectOf(site, audits, whatIsKnown(index), whatIsKnown(answers));
  if (subject.seen.length === 0 && attempts.drafts.length === 0) {
    const reason = `No page could be looked at: ${listed(attempts.ours, 3)}.`;
    return { findings: [], instead: { outcome: 'errored', reason } };
  }
  const unseen = [
    ...attempts.ours,
    ...(index.ok ? left(index.value) : [`robots.txt and sitemaps: ${index.failure.message}`]),
    ...(answers.ok ? stopped(answers.value) : [`addresses: ${answers.failure.message}`]),
  ];
  const unverified: readonly Draft[] =
    unseen.length > 0
      ? [{ rule: 'seo-unverified', where: { url: site.url }, evidence: listed(unseen) }]
      : [];
  const findings = [...attempts.drafts, ...judges.flatMap((each) => each(subject)), ...unverified];
  return { findings, metrics: metricsOf(subject, findings), labels: labelsOf(subject) };
}

function whatIsKnown<Value>(artifact: Gathered<Value>): Value | null {
  return artifact.ok ? artifact.value : null;
}

function left({ sitemapsLeft }: SiteIndex): readonly string[] {
  return sitemapsLeft > 0 ? [`${sitemapsLeft} more files of the sitemap were not read`] : [];
}

function stopped({ stoppedBy }: SearchAnswers): readonly string[] {
  return stoppedBy === null ? [] : [`asking for addresses was stopped, since ${stoppedBy}`];
}

function metricsOf(
  { seen, index }: Subject,
  findings: readonly Draft[],
): Readonly<Record<string, number>> {
  const count = (verdict: Verdict) =>
    findings.filter(({ rule }) => rules[rule].verdict === verdict).length;
  return {
    pages: seen.length,
    ...sitemapMetrics(index),
    failed: count('failed'),
    warnings: count('warning'),
    review: count('review'),
  };
}

function labelsOf({ home, index, robots }: Subject): Readonly<Record<string, string>> {
  const labels = index ? { robots: index.robots.state } : {};
  if (home === null || home.audit.status !== 200) return labels;
  const isBlocked = robots && robotsVerdict(robots, crawler, home.url).verdict === 'disallow';
  const state = isBlocked ? 'blocked' : home.noindex === null ? 'indexable' : 'noindex';
  return { ...labels, home: state };
}
