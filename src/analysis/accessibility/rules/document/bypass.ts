import { isOnScreen, isSeen, type Page, upwards } from '../../page.ts';
import { pageRules, type Sight } from '../../rule.ts';
import type { SnapshotElement } from '../../snapshot.ts';
import { textBlocks } from '../../text-blocks.ts';
import { countWords } from '../../words.ts';

/** Rules about getting past what is the same on every page. */
export const bypassRules = pageRules({
  'content-not-bypassable': {
    title: 'There is no way past what comes before the content',
    wcag: ['2.4.1'],
    level: 'A',
    verdict: 'failed',
    severity: 'serious',
    advice:
      'Put the content into `<main>` with a heading, and a link to it first on the page: `<a href="#content">Skip to the content</a>`.',
    help: 'https://www.w3.org/WAI/standards-guidelines/act/rules/cf77f2/',
    find: noWayPast,
  },
});

const repeated = new Set(['nav', 'aside', 'header', 'footer']);
const repeatedRole = /^(?:navigation|complementary|banner|contentinfo|search)$/;
/** Words from which on a text after the navigation is content. */
const contentWords = 10;

/**
 * A navigation or side block with links that lead away, then content: without a heading or landmark
 * on the content, without a link or button that jumps to it or folds away what is before it.
 */
function* noWayPast(page: Page): Generator<Sight> {
  const elements = page.elements.filter(({ path }) => !path.includes('!'));
  const block = elements.find(
    (one) =>
      /^(?:nav|aside)$/.test(one.tag) ||
      /^(?:navigation|complementary)$/.test(one.attributes.role ?? ''),
  );
  if (!block || !isOnScreen(block)) return;
  const order = new Map(elements.map((element, index) => [element, index]));
  const start = order.get(block) ?? 0;
  const isAfter = (element: SnapshotElement) =>
    (order.get(element) ?? 0) > start && !isRepeated(element);
  const blocks = textBlocks(page).filter(({ element }) => order.has(element) && isAfter(element));
  if (blocks.reduce((sum, { text }) => sum + countWords(text), 0) < contentWords) return;
  const [content] = blocks;
  const hasMark = elements.some(
    (one) =>
      one.role === 'main' ||
      one.tag === 'main' ||
      (one.role === 'heading' && isAfter(one)) ||
      (isLandmark(one) && isAfter(one)),
  );
  if (hasMark || !content) return;
  const leadsAway = elements.some(
    (one) => one.tag === 'a' && one.attributes.href && !one.attributes.href.startsWith('#'),
  );
  const jumps = elements.some((one) => isJump(page, one));
  if (!leadsAway || jumps) return;
  yield {
    element: content.element,
    evidence:
      'The content after the navigation has no heading and no landmark, and no link on the page jumps to it.',
  };
}

function isRepeated(element: SnapshotElement): boolean {
  return upwards(element).some(
    ({ tag, attributes }) => repeated.has(tag) || repeatedRole.test(attributes.role ?? ''),
  );
}

function isLandmark({ role, name }: SnapshotElement): boolean {
  return (
    role === 'region' || (role === 'article' && name !== '') || role === 'form' || role === 'search'
  );
}

/** A link to a place on the page, or a control with a script, which may well jump or fold. */
function isJump(page: Page, element: SnapshotElement): boolean {
  if (!isSeen(element)) return false;
  const { href } = element.attributes;
  if (element.tag === 'a' && href && /^#./.test(href) && page.byId(decodeFragment(href), element))
    return true;
  const isControl =
    element.tag === 'button' ||
    element.tag === 'summary' ||
    element.tag === 'a' ||
    element.role === 'button';
  return isControl && element.listens.some((event) => event === 'click');
}

function decodeFragment(href: string): string {
  try {
    return decodeURIComponent(href.slice(1));
  } catch {
    return href.slice(1);
  }
}
