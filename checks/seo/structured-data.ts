import { type ItemGaps, readBlock } from '../../src/analysis/seo/structured-data.ts';
import { type Draft, listed, type SeenPage, type Subject } from './subject.ts';

/** Blocks of JSON-LD: whether they can be read, and what their items lack. */
export function judgeStructuredData({ shown }: Subject): readonly Draft[] {
  return shown.flatMap(pageData);
}

function pageData({ url, audit }: SeenPage): readonly Draft[] {
  const blocks = audit.head.structuredData.map(readBlock);
  const broken = blocks.flatMap((block, index) =>
    block.ok ? [] : [`block ${index + 1}: ${block.why}`],
  );
  const gaps = blocks.flatMap((block) => (block.ok ? block.gaps : []));
  return [
    ...(broken.length > 0
      ? [{ rule: 'structured-data-broken', where: { url }, evidence: listed(broken) } as const]
      : []),
    ...byType(url, 'structured-data-incomplete', gaps, ({ required }) => required),
    ...byType(url, 'structured-data-sparse', gaps, ({ recommended }) => recommended),
  ];
}

/** A page with forty products lacks the same forty times. */
function byType(
  url: string,
  rule: 'structured-data-incomplete' | 'structured-data-sparse',
  gaps: readonly ItemGaps[],
  lackingIn: (gaps: ItemGaps) => readonly string[],
): readonly Draft[] {
  const lacking = gaps.filter((item) => lackingIn(item).length > 0);
  return [...Map.groupBy(lacking, ({ type }) => type)].map(([type, items]): Draft => {
    const lines = items.map((item) => {
      const name = item.name === null ? '' : ` “${item.name}”`;
      return `${type}${name} without ${lackingIn(item).join(', ')}`;
    });
    const help = items[0]?.help ?? null;
    return { rule, where: { url, component: type }, evidence: listed([...new Set(lines)]), help };
  });
}
