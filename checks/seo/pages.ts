import { saysNotFound } from '../../src/analysis/seo/not-found-text.ts';
import type { PageAudits } from '../../src/core/artifacts/page-audits.ts';
import { isTargetFailure } from '../../src/core/failure-rules.ts';
import { oneLine } from '../../src/core/text.ts';
import { type Draft, listed, metaOf, type SeenPage, type Subject } from './subject.ts';

/** Pages that did not answer at all; what failed on our side is told apart. */
export function judgeAttempts({ audits }: PageAudits): {
  readonly drafts: readonly Draft[];
  readonly ours: readonly string[];
} {
  const drafts: Draft[] = [];
  const ours: string[] = [];
  for (const { page, audit } of audits) {
    if (audit.ok) continue;
    const { code, message } = audit.failure;
    if (!isTargetFailure(code)) ours.push(`${page.url}: ${message}`);
    else drafts.push({ rule: 'page-unreachable', where: { url: page.url }, evidence: message });
  }
  return { drafts, ours };
}

/** What each page answers, what it looks like on a telephone, and how it is shared. */
export function judgePages({ seen, shown }: Subject): readonly Draft[] {
  return [
    ...seen.flatMap(errors),
    ...shown.flatMap((page) => [...notFound(page), ...viewport(page)]),
    ...openGraph(shown),
  ];
}

/** What the sitemap names is judged with the sitemap. */
function errors({ page, audit }: SeenPage): readonly Draft[] {
  if (page.namedBy === 'sitemap' || audit.status < 400) return [];
  const evidence = `status ${audit.status}`;
  return [{ rule: 'page-answers-error', where: { url: page.url }, evidence }];
}

function notFound({ url, audit }: SeenPage): readonly Draft[] {
  const { title, headings } = audit.head;
  const texts = [
    title ?? '',
    ...headings.filter(({ level }) => level === 1).map(({ text }) => text),
  ];
  const telling = texts.find(saysNotFound);
  if (telling === undefined) return [];
  const evidence = `status 200 and “${oneLine(telling, 200)}”`;
  return [{ rule: 'page-says-not-found', where: { url }, evidence }];
}

function viewport(page: SeenPage): readonly Draft[] {
  const content = metaOf(page, 'viewport');
  if (content !== null && /width\s*=/i.test(content)) return [];
  const evidence =
    content === null
      ? 'there is no <meta name="viewport">'
      : `the viewport names no width: “${oneLine(content, 200)}”`;
  return [{ rule: 'viewport-missing', where: { url: page.url }, evidence }];
}

const openGraphNeeds = ['og:title', 'og:type', 'og:image', 'og:url'] as const;

/** A theme leaves out the same on all of its pages, so those are one finding. */
function openGraph(shown: readonly SeenPage[]): readonly Draft[] {
  const lacking = (page: SeenPage) =>
    openGraphNeeds.filter((name) => metaOf(page, name) === null).join(', ');
  return [...Map.groupBy(shown, lacking)].flatMap(([missing, those]): readonly Draft[] => {
    const [first] = those;
    if (missing === '' || !first) return [];
    const evidence = `without ${missing}: ${listed(those.map(({ url }) => url))}`;
    return [{ rule: 'open-graph-incomplete', where: { url: first.url }, evidence }];
  });
}
