import { coloursNamedIn } from '../../colour-words.ts';
import { childElements, closest, isOnScreen, type Page, shownText } from '../../page.ts';
import { pageRules } from '../../rule.ts';
import type { SnapshotElement } from '../../snapshot.ts';
import { type TextBlock, textBlocks } from '../../text-blocks.ts';

/** Something that a text points to by where it stands: “the menu on the right”. */
const byPlace =
  /\b(?:the|this|that|these|those|find|see|use|our)\s+((?:\p{L}{2,20}\s+){0,2}?\p{L}{3,20})\s+(?:(?:shown|listed|located|displayed|found|placed)\s+)?(?:(?:on|at|to)\s+(?:the\s+)?(?:far\s+)?(?:right|left)|in\s+the\s+(?:right|left)[ -]hand\s+(?:column|side))\b/iu;
const side = /\b(right|left)\b/i;
/** A control that a text points to by its shape or colour: “press the round button”. */
const byLook =
  /\b(?:click|press|tap|push|use|select|choose|hit|activate)(?:\s+on)?\s+the\s+((?:\p{L}{2,20}[ -]){1,3}?)(?:button|icon|link|arrow|box|tab|control)s?\b/iu;
const shapes =
  /\b(?:round|circular|square|triangular|triangle|oval|rectangular|rounded|star-shaped|diamond|big|large|small)\b/i;
/** Something that is to be found near a shape: “underneath the star”. */
const nearShape =
  /\b(?:underneath|under|beneath|below|above|beside|next to|behind|inside|within)\s+the\s+(circle|square|triangle|star|oval|rectangle|diamond)(?=\s*(?:[.,;:!?)]|$|or\b|and\b|to\b|you\b))/i;
/** Words that say what something is called. */
const called = /["“”„«»‘]|\b(?:labell?ed|called|named|titled|marked|heading|headed|says)\b/i;
const controls = ['a', 'button', 'input', 'select', 'summary', 'img', 'iframe'] as const;
const commonWords = new Set(
  'the this that and for with from your you are our all more here about'.split(' '),
);

/** Rules about instructions that only those can follow who see the page. */
export const referenceRules = pageRules({
  'reference-by-place': {
    title: 'Something is pointed to only by where it stands',
    wcag: ['1.3.3'],
    level: 'A',
    verdict: 'warning',
    severity: 'moderate',
    advice: 'Name it as well: “the menu ‘Services’, on the right”.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/failures/F14',
    find: function* (page) {
      for (const block of textBlocks(page)) {
        const found = byPlace.exec(block.text.slice(0, 5_000));
        const what = found?.[1];
        if (!found || !what || called.test(block.text)) continue;
        const where = side.exec(found[0].slice(found[0].indexOf(what) + what.length))?.[1];
        const [meant] = asideOf(page, block, where === 'left' ? 'left' : 'right');
        if (!meant || isNamed(page, what, block, meant)) continue;
        yield {
          element: block.element,
          evidence: `“${found[0]}” is ${nameOf(meant)}, which nothing else in the text names`,
        };
      }
    },
  },
  'reference-by-look': {
    title: 'A control is pointed to only by its shape or colour',
    wcag: ['1.3.3'],
    level: 'A',
    verdict: 'failed',
    severity: 'serious',
    advice: 'Say what the control is called: “press ‘Send’, the round button”.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/failures/F14',
    find: function* (page) {
      for (const { element, text } of textBlocks(page)) {
        const beginning = text.slice(0, 5_000);
        if (called.test(beginning)) continue;
        const control = byLook.exec(beginning);
        const words = control?.[1]?.trim() ?? nearShape.exec(beginning)?.[1];
        if (!words) continue;
        const isLook = control === null || shapes.test(words) || coloursNamedIn(words).length > 0;
        if (!isLook || namesOnPage(page).some((name) => sharesWord(name, words))) continue;
        yield {
          element,
          evidence: `“${(control ?? nearShape.exec(beginning))?.[0]}” names no control of the page`,
        };
      }
    },
  },
});

/** Elements with text that stand beside a text at that side: floats, columns, cells of a grid. */
function asideOf(page: Page, { element, lines }: TextBlock, where: 'left' | 'right') {
  const middle = page.snapshot.viewport.width / 2;
  const found: SnapshotElement[] = [];
  for (let at = element, steps = 0; at.parent && steps < 4; at = at.parent, steps += 1) {
    const siblings = childElements(at.parent).slice(0, 100);
    for (const one of siblings) {
      if (one === at || !one.box || !isOnScreen(one) || shownText(one) === '') continue;
      const isNear = Math.abs(one.box.y - (lines[0]?.box.y ?? 0)) < 400;
      const isThere =
        where === 'right'
          ? one.box.x >= middle * 0.9
          : one.box.x + one.box.width <= middle * 1.1 && one.style.float === 'left';
      const isMoved = one.style.float === where || one.style.position === 'absolute';
      const isColumn = isBeside(one, at);
      if (isNear && isThere && (isMoved || isColumn)) found.push(one);
    }
    if (found.length > 0) break;
  }
  return found;
}

function isBeside({ box: one }: SnapshotElement, { box: other }: SnapshotElement): boolean {
  if (!one || !other) return false;
  const overlap = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  return overlap > 0 && (one.x >= other.x + other.width - 1 || other.x >= one.x + one.width - 1);
}

/** Whether the words of the text lead to the thing without sight: by its heading, its name, its own words or its landmark. */
function isNamed(page: Page, what: string, { text, element }: TextBlock, meant: SnapshotElement) {
  const noun = what.split(/\s+/).at(-1) ?? what;
  const own = shownText(meant).slice(0, 2_000);
  const lead = own.split(/[.:!?\n]/, 1)[0] ?? '';
  if (sharesWord(own.slice(0, 200), what) || (lead.length < 60 && sharesWord(lead, text)))
    return true;
  if (
    /^(?:picture|image|photo|photograph|figure|map|chart|graph|diagram|table|form)s?$/i.test(noun)
  )
    return true;
  const landmarks = page.elements.filter(
    ({ role, name }) =>
      landmarkWords[role ?? '']?.includes(noun.toLowerCase()) ||
      (role !== null && role in landmarkWords && sharesWord(name, what)),
  );
  if (landmarks.length === 1 && closest(element, (one) => one === landmarks[0]) === null)
    return true;
  return page.tagged('h1', 'h2', 'h3', 'h4', 'h5', 'h6').some((heading) => {
    return (
      sharesWord(shownText(heading), what) && shownText(heading).length < 80 && heading.tag !== 'h1'
    );
  });
}

const landmarkWords: Readonly<Record<string, readonly string[]>> = {
  navigation: ['navigation', 'nav', 'menu'],
  search: ['search', 'box'],
  form: ['form'],
  complementary: ['sidebar', 'column', 'panel'],
};

function namesOnPage(page: Page): readonly string[] {
  const headings = page.tagged('h1', 'h2', 'h3', 'h4', 'h5', 'h6').map(shownText);
  return [...page.tagged(...controls).map(nameOf), ...headings];
}

function nameOf(element: SnapshotElement): string {
  const { attributes, name } = element;
  return name || shownText(element) || attributes.alt || attributes.title || '';
}

/** Whether two texts have a word of three letters or more in common that says something. */
function sharesWord(one: string, other: string): boolean {
  const words = new Set(wordsOf(one));
  return wordsOf(other).some((word) => words.has(word));
}

function wordsOf(text: string): readonly string[] {
  return (
    text
      .slice(0, 2_000)
      .toLowerCase()
      .match(/[\p{L}\p{N}]{3,40}/gu) ?? []
  ).filter((word) => !commonWords.has(word));
}
