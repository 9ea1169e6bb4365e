/// <reference lib="dom" />
// Runs in pages: what is in here stands on its own.
import type {
  PinnedElement,
  WideElement,
} from '../../../../analysis/accessibility/viewport-facts.ts';
import type { Places } from '../keyboard/eye-places.ts';
import type { Texts } from './ruler-texts.ts';

/** Measuring boxes against the window. */
export interface Boxes {
  /** How wide the page is, and what makes it so. */
  width(): { readonly width: number; readonly contentWidth: number; readonly wide: WideElement[] };
  /** What stays where it is when the page is scrolled, and takes more than a quarter of the window. */
  pinned(): PinnedElement[];
  /** What lies over the whole window and asks for the device to be turned. */
  turnRequest(): { readonly path: string; readonly text: string } | null;
}

/** Installs {@link Boxes}. */
export function installBoxes(ruler: Boxes & Texts & Places): void {
  const maxWide = 10;
  const kindOf = (element: Element): WideElement['kind'] => {
    if (element.closest('table,[role=table],[role=grid],[role=treegrid]')) return 'table';
    if (element.closest('pre,code,textarea,[contenteditable]')) return 'code';
    if (element.closest('iframe,object,embed,video,audio,canvas,map,[role=toolbar]'))
      return 'embedded';
    if (element.closest('img,picture,svg,math,figure')) return 'picture';
    // The browser makes a choice as wide as its longest option.
    if (element.matches('select')) return 'word';
    if (element.matches('input,button')) return 'control';
    // A box without words is there for its looks.
    return element.textContent?.trim() ? 'box' : 'picture';
  };
  const textEnd = (element: Element): { end: number; words: number } | null => {
    let end = -Infinity;
    let text = '';
    for (const node of element.childNodes) {
      if (node.nodeType !== 3 || (node as Text).data.trim() === '') continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      end = Math.max(end, range.getBoundingClientRect().right + scrollX);
      text += (node as Text).data;
    }
    return end === -Infinity ? null : { end, words: text.trim().split(/\s+/).length };
  };
  ruler.width = () => {
    const { clientWidth: width } = document.documentElement;
    const contentWidth = (document.scrollingElement ?? document.documentElement).scrollWidth;
    const wide: { element: Element; fact: WideElement }[] = [];
    if (contentWidth <= width + 3) return { width, contentWidth, wide: [] };
    for (const element of ruler.all()) {
      if (element === document.body || !ruler.shows(element)) continue;
      if (getComputedStyle(element).position === 'fixed') continue;
      const clip = ruler.clipOf(element);
      const around = ruler.parentOf(element);
      if ((around ? ruler.clipOf(around) : clip).byX !== null) continue;
      if (isScrolledInside(element)) continue;
      const box = element.getBoundingClientRect();
      const boxEnd = box.right + scrollX;
      const text = textEnd(element);
      const path = ruler.pathOf(element);
      if (text && text.end > width + 3 && clip.byX === null && text.end >= boxEnd) {
        const { whiteSpace } = getComputedStyle(element);
        const isWord = text.words < 2 && !/nowrap|pre$/.test(whiteSpace);
        const kind = kindOf(element);
        wide.push({
          element,
          fact: { path, kind: kind === 'box' ? (isWord ? 'word' : 'text') : kind, end: text.end },
        });
      } else if (boxEnd > width + 3) {
        wide.push({ element, fact: { path, kind: kindOf(element), end: boxEnd } });
      }
    }
    // The innermost is to blame: what stands around it is only stretched.
    const innermost = wide.filter(
      ({ element, fact }) =>
        !wide.some(
          (other) =>
            other.element !== element &&
            element.contains(other.element) &&
            other.fact.end >= fact.end - 40,
        ),
    );
    const facts = innermost.map(({ fact }) => ({ ...fact, end: Math.round(fact.end) }));
    return { width, contentWidth, wide: facts.slice(0, maxWide) };
  };
  const isScrolledInside = (element: Element): boolean => {
    for (let at = ruler.parentOf(element); at && at !== document.body; at = ruler.parentOf(at)) {
      if (/auto|scroll/.test(getComputedStyle(at).overflowX)) return true;
    }
    return false;
  };
  ruler.pinned = () => {
    const at = scrollY;
    scrollTo({ top: 400, behavior: 'instant' });
    const found: PinnedElement[] = [];
    for (const element of ruler.all()) {
      const { position, pointerEvents } = getComputedStyle(element);
      if (position !== 'fixed' && position !== 'sticky') continue;
      if (pointerEvents === 'none' || !ruler.shows(element)) continue;
      const { left, right, top, bottom } = element.getBoundingClientRect();
      const wide = Math.min(right, innerWidth) - Math.max(left, 0);
      const high = Math.min(bottom, innerHeight) - Math.max(top, 0);
      const share = (Math.max(wide, 0) * Math.max(high, 0)) / (innerWidth * innerHeight);
      // A sticky element that is not stuck is an ordinary one.
      const stays =
        position === 'fixed' || (scrollY > 0 && (top <= 1 || bottom >= innerHeight - 1));
      if (share < 0.25 || !stays) continue;
      const closes =
        element.closest('dialog,[role=dialog],[role=alertdialog],[aria-modal=true]') !== null ||
        element.querySelector('button,[role=button],input[type=button],input[type=submit]') !==
          null;
      found.push({ path: ruler.pathOf(element), share: Math.round(share * 100) / 100, closes });
    }
    scrollTo({ top: at, behavior: 'instant' });
    return found.slice(0, 5);
  };
  ruler.turnRequest = () => {
    const asks =
      /\b(?:rotate|turn|flip|tilt|hold)\b.{0,20}\b(?:device|phone|tablet|screen)\b|\b(?:landscape|portrait)\b.{0,20}\b(?:mode|orientation|only)\b|(?:gerät|handy|bildschirm|telefon).{0,20}\b(?:drehen|dreh)|(?:tournez|pivotez).{0,20}(?:appareil|téléphone|écran)|gire.{0,20}(?:dispositivo|teléfono|pantalla)/i;
    for (const x of [0.5, 0.1, 0.9]) {
      for (
        let at = document.elementFromPoint(innerWidth * x, innerHeight / 2);
        at && at !== document.body;
        at = ruler.parentOf(at)
      ) {
        const { width, height } = at.getBoundingClientRect();
        const { position } = getComputedStyle(at);
        const covers = width >= innerWidth * 0.9 && height >= innerHeight * 0.9;
        if (!covers || !/fixed|absolute/.test(position)) continue;
        // biome-ignore lint/performance/useDomNodeTextContent: words that are not shown do not count.
        const text = ((at as HTMLElement).innerText ?? '').replace(/\s+/g, ' ').trim();
        if (text.length < 200 && asks.test(text)) return { path: ruler.pathOf(at), text };
      }
    }
    return null;
  };
}
