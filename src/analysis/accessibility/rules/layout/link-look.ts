import { backdropOf } from '../../backdrop.ts';
import { contrast, hexOf, over, parseColour } from '../../colours.ts';
import { closest, isOnScreen, type Page, px, shownText, walk } from '../../page.ts';
import { pageRules, type Sight, understanding } from '../../rule.ts';
import type { SnapshotElement, SnapshotText } from '../../snapshot.ts';
import { isInside, textBlocks } from '../../text-blocks.ts';

/** Links that stand by themselves are known by where they stand. */
const rowsOfLinks = new Set(
  'nav navigation menu menubar tablist toolbar h1 h2 h3 h4 h5 h6 heading table figure address'.split(
    ' ',
  ),
);
/** G183: colours that differ so much are told apart without colour vision. */
const leastContrast = 3;

/** Rules about how links look in text. */
export const linkLookRules = pageRules({
  'link-by-colour-alone': {
    title: 'A link in text is told apart by its colour alone',
    wcag: ['1.4.1'],
    level: 'A',
    verdict: 'warning',
    severity: 'serious',
    advice: 'Underline links in text: `text-decoration: underline`.',
    help: understanding('use-of-color'),
    find: function* (page) {
      for (const { link, around } of plainLinks(page)) {
        const ratio = contrastWith(link, around);
        if (ratio === null || ratio <= 1.05) continue;
        yield sightOf(link, around, ratio);
      }
    },
  },
  'link-not-told-apart': {
    title: 'A link looks like the text around it',
    wcag: ['1.4.1'],
    level: 'A',
    verdict: 'warning',
    severity: 'serious',
    advice: 'Underline links in text: `text-decoration: underline`.',
    help: understanding('use-of-color'),
    find: function* (page) {
      for (const { link, around } of plainLinks(page)) {
        const ratio = contrastWith(link, around);
        if (ratio === null || ratio > 1.05) continue;
        yield {
          element: link,
          evidence: `“${shownText(link).slice(0, 60)}” has the colour, weight and line of “${around.text.trim().slice(0, 60)}”`,
        };
      }
    },
  },
});

function sightOf(link: SnapshotElement, around: SnapshotText, ratio: number): Sight {
  const colours = [link, around.parent].map(({ style }) => parseColour(style.color));
  const [one, other] = colours.map((colour) => (colour ? hexOf(colour) : ''));
  const evidence = `nothing but ${one} instead of ${other} (${ratio.toFixed(1)}:1) marks “${shownText(link).slice(0, 60)}”`;
  return { element: link, evidence, verdict: ratio < leastContrast ? 'failed' : 'warning' };
}

interface PlainLink {
  readonly link: SnapshotElement;
  readonly around: SnapshotText;
}

const known = new WeakMap<Page, readonly PlainLink[]>();

/** Links within running text that nothing but perhaps their colour marks, each with text beside it. */
function plainLinks(page: Page): readonly PlainLink[] {
  const links = known.get(page) ?? [...readLinks(page)];
  known.set(page, links);
  return links;
}

function* readLinks(page: Page): Generator<PlainLink> {
  for (const block of textBlocks(page)) {
    const linkOfText = new Map(block.texts.map((text) => [text, linkOf(text)]));
    const links = new Set(
      [...linkOfText.values()].filter((link) => link !== null && isInText(link)),
    );
    if (links.size === 0 || isInside(block.element, rowsOfLinks)) continue;
    const others = block.texts.filter((text) => linkOfText.get(text) === null);
    const words =
      others
        .map(({ text }) => text)
        .join(' ')
        .match(/\p{L}{2,}/gu) ?? [];
    const around = others.find(({ text }) => /\p{L}{2}/u.test(text));
    if (!around || words.length < 2 || words.join('').length < 6) continue;
    for (const link of links) if (link && !isMarked(link, around)) yield { link, around };
  }
}

function isInText(link: SnapshotElement): boolean {
  return link.style.display === 'inline' && isOnScreen(link);
}

function linkOf({ parent }: SnapshotText): SnapshotElement | null {
  return closest(parent, ({ tag, attributes, role }) => {
    return (tag === 'a' && attributes.href !== undefined) || role === 'link' || role === 'button';
  });
}

/** Whether more than colour marks a link: a line, weight, slant, face, size, background, border, icon. */
function isMarked(link: SnapshotElement, { parent }: SnapshotText): boolean {
  const around = parent.style;
  const inside = [...walk(link)].slice(0, 50);
  return inside.some(({ tag, style, before, after }) => {
    const differs = (['font-weight', 'font-style', 'font-family', 'font-size'] as const).some(
      (property) => style[property] !== around[property],
    );
    const hasEdge =
      ((px(style['border-bottom-width']) ?? 0) > 0 && style['border-bottom-style'] !== 'none') ||
      ((px(style['border-top-width']) ?? 0) > 0 && style['border-top-style'] !== 'none');
    const hasGround =
      (parseColour(style['background-color'])?.alpha ?? 1) > 0 ||
      style['background-image'] !== 'none';
    const hasPicture = /^(?:img|svg|i|canvas)$/.test(tag) || before !== null || after !== null;
    const hasLine = style['text-decoration-line'] !== around['text-decoration-line'];
    const hasShadow =
      style['box-shadow'] !== 'none' || style['text-shadow'] !== around['text-shadow'];
    return differs || hasEdge || hasGround || hasPicture || hasLine || hasShadow;
  });
}

function contrastWith(link: SnapshotElement, { parent }: SnapshotText): number | null {
  const [own, others] = [link, parent].map(({ style }) => parseColour(style.color));
  const ground = backdropOf(parent);
  if (!own || !others || !ground) return null;
  return contrast(over(own, ground), over(others, ground));
}
