import { coloursNamedIn } from '../../colour-words.ts';
import { type ColourName, nameOfColour, parseColour } from '../../colours.ts';
import { childElements, isOnScreen, shownText, walk } from '../../page.ts';
import { pageRules } from '../../rule.ts';
import type { SnapshotElement, SnapshotNode } from '../../snapshot.ts';
import { type TextBlock, textBlocks } from '../../text-blocks.ts';

/** Text that explains colours stands close to what it explains. */
const closeBy = 3;
const mostItems = 200;
const mostBelow = 20;
const mostExplaining = 200;
const longestItem = 100;

/** Rules about what only colour tells. */
export const colourRules = pageRules({
  'meaning-by-colour-alone': {
    title: 'Only colour tells what items mean',
    wcag: ['1.4.1'],
    level: 'A',
    verdict: 'failed',
    severity: 'serious',
    advice: 'Say it in words too, or add a sign with a text alternative: “Garden room (taken)”.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/failures/F13',
    find: function* (page) {
      const explaining = textBlocks(page).filter(({ text }) => coloursNamedIn(text).length > 0);
      const judge = judgeOnce();
      const seen = new Set<SnapshotElement>();
      for (const block of explaining.slice(0, mostExplaining)) {
        const colours = coloursNamedIn(block.text);
        for (const group of groupsNear(block)) {
          const items = seen.has(group) ? [] : judge(group);
          if (!items.some(({ colour }) => colours.includes(colour))) continue;
          seen.add(group);
          const told = items.map(({ text, colour }) => `“${text}” ${colour}`).slice(0, 6);
          yield {
            element: group,
            evidence: `“${block.text.slice(0, 120)}” explains colours that nothing else tells: ${told.join(', ')}`,
          };
        }
      }
    },
  },
});

/** The elements after a text, or around it, whose children it may explain. */
function groupsNear({ element }: TextBlock): readonly SnapshotElement[] {
  const siblings = element.parent?.children ?? [];
  const at = siblings.indexOf(element);
  const after = siblings
    .slice(at + 1, at + 1 + 2 * closeBy)
    .filter(isElement)
    .slice(0, closeBy);
  const below = after.flatMap((one) => [
    one,
    ...one.children.slice(0, mostBelow).filter(isElement),
  ]);
  return [element, ...below];
}

function isElement(node: SnapshotNode): node is SnapshotElement {
  return node.kind === 'element';
}

/** Looks at each group once, whatever refers to it. */
function judgeOnce(): (group: SnapshotElement) => readonly Item[] {
  const known = new Map<SnapshotElement, readonly Item[]>();
  return (group) => {
    const items = known.get(group) ?? colouredItems(group);
    known.set(group, items);
    return items;
  };
}

interface Item {
  readonly text: string;
  readonly colour: ColourName;
}

/** The items of a group that have different colours, and nothing else that tells them apart. */
function colouredItems(group: SnapshotElement): readonly Item[] {
  if (group.children.length < 3 || group.children.length > mostItems) return [];
  const children = childElements(group);
  const parts = children.map(paintedPart).filter((part) => part !== null);
  if (parts.length < 3 || parts.length !== children.length || children.some(hasSign)) return [];
  if (new Set(parts.map(lookBesideColour)).size > 1) return [];
  const items = parts.flatMap((part) => {
    const colour = parseColour(part.style.color);
    return colour ? [{ text: shownText(part), colour: nameOfColour(colour) }] : [];
  });
  const saysIt = items.some(({ text }) => coloursNamedIn(text).length > 0);
  const isVaried = new Set(items.map(({ colour }) => colour)).size > 1;
  return isVaried && !saysIt && items.length === parts.length ? items : [];
}

/** The element that gives all text of an item its colour; null where it has none, or is more than a few words. */
function paintedPart(item: SnapshotElement): SnapshotElement | null {
  let at = item;
  while (at.children.length === 1 && at.children[0]?.kind === 'element') at = at.children[0];
  if (!at.children.every(({ kind }) => kind === 'text') || !isOnScreen(at)) return null;
  const text = shownText(at);
  return text === '' || text.length > longestItem ? null : at;
}

function lookBesideColour({ style, tag }: SnapshotElement): string {
  return [
    tag,
    style['font-weight'],
    style['font-style'],
    style['font-size'],
    style['text-decoration-line'],
    style['background-color'],
    style['background-image'],
    style['border-bottom-style'],
  ].join(' ');
}

/** A sign beside the text: generated content, a picture, a name for assistive technology. */
function hasSign(item: SnapshotElement): boolean {
  return walk(item).some(
    ({ before, after, attributes }) =>
      (before?.text ?? '') !== '' ||
      (after?.text ?? '') !== '' ||
      (attributes['aria-label'] ?? attributes.title ?? '') !== '',
  );
}
