/// <reference lib="dom" />
// Runs in pages: what is in here stands on its own.
import type { Box } from '../../../../core/artifacts/page-audit.ts';

/** Finding elements: by path, by focus, by what lies where. */
export interface Places {
  /** Names every element by the path that it has now, so that it keeps its name when others come and go. */
  index(): void;
  /** The name of an element; of one that came later, where it is now. */
  pathOf(element: Element): string;
  find(path: string): HTMLElement | null;
  /** The element with the focus, within frames and shadow trees; null where the page itself has it. */
  active(): HTMLElement | null;
  /** Relative to the page's top left corner. */
  boxOf(element: Element): Box;
  /** Every element, open shadow trees included, frames left out. */
  all(): Element[];
  parentOf(element: Element): Element | null;
  contains(outer: Element, inner: Element | null): boolean;
  focusablesIn(element: Element): HTMLElement[];
  /** Whether the element takes room within the page and is neither hidden nor transparent. */
  shows(element: Element): boolean;
  /** In words: `div.lightbox`. */
  named(element: Element): string;
  /** What a control is called, roughly: label, text, value, title. */
  labelOf(element: Element): string;
  /** Until the page has been drawn, and so many milliseconds later. */
  drawn(ms: number): Promise<void>;
}

/** Installs {@link Places}. */
export function installPlaces(eye: Places): void {
  const maxElements = 20_000;
  const paths = new Map<Element, string>();
  const elements = new Map<string, Element>();
  const frameDocument = (element: Element): Document | null => {
    try {
      return 'contentDocument' in element ? (element as HTMLIFrameElement).contentDocument : null;
    } catch {
      return null;
    }
  };
  const childrenOf = (element: Element): Element[] => [
    ...(element.shadowRoot?.children ?? []),
    ...element.children,
  ];

  eye.index = () => {
    paths.clear();
    elements.clear();
    const open: [Element, string][] = [[document.documentElement, '0']];
    for (let next = open.pop(); next && paths.size < maxElements; next = open.pop()) {
      const [element, path] = next;
      paths.set(element, path);
      elements.set(path, element);
      for (const [at, child] of childrenOf(element).entries()) open.push([child, `${path}/${at}`]);
      const inner = frameDocument(element)?.documentElement;
      if (inner) open.push([inner, `${path}/!/0`]);
    }
  };
  eye.parentOf = (element) => {
    if (element.parentElement) return element.parentElement;
    const { parentNode } = element;
    if (parentNode?.nodeType === 11) return (parentNode as ShadowRoot).host ?? null;
    return element.ownerDocument.defaultView?.frameElement ?? null;
  };
  eye.pathOf = (element) => {
    const known = paths.get(element);
    if (known !== undefined) return known;
    const parent = eye.parentOf(element);
    return parent ? `${eye.pathOf(parent)}/${childrenOf(parent).indexOf(element)}` : '0';
  };
  eye.find = (path) => (elements.get(path) ?? null) as HTMLElement | null;
  eye.active = () => {
    let at = document.activeElement;
    for (;;) {
      const inner = at?.shadowRoot?.activeElement ?? (at && frameDocument(at)?.activeElement);
      if (!inner || inner === at?.ownerDocument.body) break;
      at = inner;
    }
    const nobody = !at || at.tagName === 'BODY' || at.tagName === 'HTML';
    return nobody ? null : (at as HTMLElement);
  };
  eye.boxOf = (element) => {
    let { x, y } = element.getBoundingClientRect();
    const { width, height } = element.getBoundingClientRect();
    let view = element.ownerDocument.defaultView;
    for (let frame = view?.frameElement; frame; frame = view?.frameElement) {
      const outer = frame.getBoundingClientRect();
      x += outer.x + frame.clientLeft;
      y += outer.y + frame.clientTop;
      view = frame.ownerDocument.defaultView;
    }
    return { x: x + scrollX, y: y + scrollY, width, height };
  };
  eye.all = () => {
    const found: Element[] = [];
    const open: Element[] = document.body ? [document.body] : [];
    for (let next = open.pop(); next && found.length < maxElements; next = open.pop()) {
      found.push(next);
      open.push(...childrenOf(next).reverse());
    }
    return found;
  };
  eye.contains = (outer, inner) => {
    for (let at = inner; at; at = eye.parentOf(at)) if (at === outer) return true;
    return false;
  };
  eye.focusablesIn = (element) => {
    const found: HTMLElement[] = [];
    const open: Element[] = [element];
    for (let next = open.pop(); next; next = open.pop()) {
      open.push(...childrenOf(next).reverse());
      const { tabIndex } = next as HTMLElement;
      const native = next.matches(
        'a[href],area[href],button,input,select,textarea,summary,iframe,[contenteditable]',
      );
      const wanted = tabIndex >= 0 && (native || next.hasAttribute('tabindex'));
      if (wanted && !next.matches(':disabled') && eye.shows(next)) found.push(next as HTMLElement);
    }
    return found;
  };
  eye.shows = (element) => {
    const { left, right, bottom, width, height } = element.getBoundingClientRect();
    if (width < 1 || height < 1 || right <= 0 || left >= innerWidth || bottom + scrollY <= 0) {
      return false;
    }
    return element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  };
  eye.named = ({ tagName, classList, id }) => {
    const name = classList.length > 0 ? `.${classList.item(0)}` : id ? `#${id}` : '';
    return `${tagName.toLowerCase()}${name}`.slice(0, 60);
  };
  eye.labelOf = (element) => {
    const { value, labels } = element as HTMLInputElement;
    // biome-ignore lint/performance/useDomNodeTextContent: words that are not shown do not count.
    const { innerText = '' } = element as HTMLElement;
    const label = labels ? [...labels].map((one) => one.textContent).join(' ') : '';
    const pieces = [
      element.getAttribute('aria-label'),
      label,
      innerText,
      element.getAttribute('title'),
      value,
    ];
    const picture = element.querySelector('img[alt], svg title');
    const found = pieces.find((piece) => typeof piece === 'string' && piece.trim() !== '');
    const text = found ?? picture?.getAttribute('alt') ?? picture?.textContent ?? '';
    return text.replace(/\s+/g, ' ').trim().slice(0, 120);
  };
  eye.drawn = async (ms) => {
    await new Promise((resolve) => {
      requestAnimationFrame(resolve);
      // Windows that are not shown are not drawn.
      setTimeout(resolve, 100);
    });
    if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
  };
}
