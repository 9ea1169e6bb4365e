import type { LinkAnswer, LinkAnswers } from '../../src/core/artifacts/link-answers.ts';
import { defineCheck, type Judgement, request } from '../../src/core/check.ts';
import { agentFailureReason, isTargetFailure } from '../../src/core/failure-rules.ts';
import type { FindingDraft } from '../../src/core/finding.ts';
import { judgeLink, stateOf } from './judge.ts';
import { missedBy, stateAfter } from './memory.ts';
import { options } from './options.ts';
import { type RuleId, rules } from './rules.ts';

/** Whether what the pages link to is there. */
export default defineCheck({
  meta: {
    id: 'broken-links',
    title: 'Broken links',
    why: 'A link that leads nowhere ends a visit; pages with many of them look abandoned, to people and to search engines.',
    category: 'quality',
    lane: 'browser',
    schedule: '24h',
    timeout: '20m',
    platforms: 'any',
    incidentPer: 'check',
    confirm: 0,
    metrics: {
      pages: 'pages whose links were followed',
      links: 'different addresses they link to',
      broken: 'addresses that lead nowhere',
      unverified: 'addresses of which nothing is known: bot walls, logins, limits, robots.txt',
    },
    labels: {},
  },
  rules,
  options,
  requires: ({ limit, links, ignore }, { url, pages }) => ({
    links: request('link-answers', {
      // As `seo` asks, so that one visit looks at each page once.
      pages: { url, pages, limit, devices: ['mobile'], accessibility: false },
      limit: links,
      ignore,
    }),
  }),
  evaluate: ({ links: answers }, _options, { state, site }) => {
    if (!answers.ok) {
      const { code, message } = answers.failure;
      return isTargetFailure(code)
        ? { findings: [unseenPage(site.url, message, 'failed')], missed: everything }
        : { findings: [], instead: errored(agentFailureReason(code, message)) };
    }
    const { pages, links } = answers.value;
    const seen = pages.filter(({ failure }) => failure === null);
    if (seen.length === 0) return withoutPages(answers.value, site.url);
    const kinds = links.map(({ outcome }) => stateOf(outcome).kind);
    const count = (kind: (typeof kinds)[number]) => kinds.filter((each) => each === kind).length;
    const nothing = nothingAsked(links);
    if (nothing !== null) {
      return { findings: [], instead: { outcome: 'inapplicable', reason: nothing } };
    }
    const broken = links.flatMap(judgeLink);
    const missed = missedBy(answers.value, state);
    const found = new Set(broken.map(({ where }) => where.url));
    const unseen = pages.flatMap(({ url, failure }) =>
      failure ? [unseenPage(url, failure.message)] : [],
    );
    return {
      findings: [...broken, ...unseen],
      metrics: {
        pages: seen.length,
        links: links.length,
        broken: count('dead'),
        unverified: count('unknown'),
      },
      missed,
      state: stateAfter(answers.value, found, state, missed),
    };
  },
});

const everything = () => true;

/** No page loaded: the site's fault, or the browser's. */
function withoutPages({ pages }: LinkAnswers, siteUrl: string): Judgement<RuleId> {
  const failures = pages.flatMap(({ url, failure }) => (failure ? [{ url, ...failure }] : []));
  const theirs = failures.find(({ code }) => isTargetFailure(code));
  if (theirs) {
    return { findings: [unseenPage(theirs.url, theirs.message, 'failed')], missed: everything };
  }
  const [ours] = failures;
  const reason = ours
    ? agentFailureReason(ours.code, ours.message)
    : `There was no page to look at under ${siteUrl}.`;
  return { findings: [], instead: errored(reason) };
}

function unseenPage(
  url: string,
  evidence: string,
  verdict: 'failed' | 'review' = 'review',
): FindingDraft<RuleId> {
  return { rule: 'page-not-seen', where: { url }, evidence, verdict };
}

function errored(reason: string) {
  return { outcome: 'errored' as const, reason };
}

/** Why no address was asked for although there are some; null where one was. */
function nothingAsked(links: readonly LinkAnswer[]): string | null {
  const skipped = links.flatMap(({ outcome }) =>
    outcome.state === 'skipped' ? [outcome.because] : [],
  );
  if (links.length === 0 || skipped.length < links.length || !skipped.includes('robots'))
    return null;
  return 'robots.txt forbids every address that the pages link to. Allow them for the user agent `caretaker` to have them looked at.';
}
