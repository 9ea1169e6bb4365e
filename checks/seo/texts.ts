import {
  isPlaceholderTitle,
  longestDescription,
  longestTitle,
  shortestDescription,
  shortestTitle,
  shownLength,
} from '../../src/analysis/seo/titles.ts';
import { oneLine } from '../../src/core/text.ts';
import type { RuleId } from './rules.ts';
import { type Draft, listed, metaOf, type SeenPage, type Subject } from './subject.ts';

/** Titles, descriptions and main headings: page by page, and compared with one another. */
export function judgeTexts({ shown }: Subject): readonly Draft[] {
  const indexed = shown.filter(({ noindex }) => noindex === null);
  return [
    ...indexed.flatMap((page) => [...title(page), ...description(page), ...headings(page)]),
    ...shared('title-duplicate', indexed, titleOf),
    ...shared('description-duplicate', indexed, (page) => metaOf(page, 'description')),
  ];
}

function title(page: SeenPage): readonly Draft[] {
  const where = { url: page.url };
  const text = titleOf(page);
  const { titles } = page.audit.head;
  if (text === null) {
    const evidence = titles > 0 ? 'its <title> is empty' : 'there is no <title>';
    return [{ rule: 'title-missing', where, evidence }];
  }
  const evidence = `“${oneLine(text, 300)}”`;
  const length = shownLength(text);
  const many: readonly Draft[] =
    titles > 1 ? [{ rule: 'title-repeated', where, evidence: `${titles} <title> elements` }] : [];
  if (isPlaceholderTitle(text)) return [...many, { rule: 'title-generic', where, evidence }];
  if (length >= shortestTitle && length <= longestTitle) return many;
  return [...many, { rule: 'title-length', where, evidence: `${length} characters: ${evidence}` }];
}

function description(page: SeenPage): readonly Draft[] {
  const where = { url: page.url };
  const text = metaOf(page, 'description');
  if (text === null) {
    const evidence = 'there is no <meta name="description">, or it is empty';
    return [{ rule: 'description-missing', where, evidence }];
  }
  const length = shownLength(text);
  if (length >= shortestDescription && length <= longestDescription) return [];
  const evidence = `${length} characters: “${oneLine(text, 500)}”`;
  return [{ rule: 'description-length', where, evidence }];
}

function headings({ url, audit }: SeenPage): readonly Draft[] {
  const main = audit.head.headings.filter(({ level }) => level === 1);
  const where = { url };
  if (main.length === 0) return [{ rule: 'h1-missing', where, evidence: 'there is no <h1>' }];
  if (main.length === 1) return [];
  const evidence = `${main.length}: ${listed(main.map(({ text }) => `“${oneLine(text, 100)}”`))}`;
  return [{ rule: 'h1-many', where, evidence }];
}

/** One finding for each text that several pages share; copies that name one canonical address count once. */
function shared(
  rule: Extract<RuleId, 'title-duplicate' | 'description-duplicate'>,
  pages: readonly SeenPage[],
  textOf: (page: SeenPage) => string | null,
): readonly Draft[] {
  const groups = Map.groupBy(pages, (page) => textOf(page)?.toLowerCase() ?? null);
  return [...groups].flatMap(([text, those]): readonly Draft[] => {
    const distinct = new Set(those.map(({ url, audit }) => audit.head.canonicals[0] ?? url));
    const [first] = those;
    if (text === null || distinct.size < 2 || !first) return [];
    const words = oneLine(textOf(first) ?? '', 200);
    const evidence = `“${words}” on ${those.length} pages: ${listed(those.map(({ url }) => url))}`;
    return [{ rule, where: { url: first.url }, evidence }];
  });
}

function titleOf({ audit }: SeenPage): string | null {
  return audit.head.title?.trim() || null;
}
