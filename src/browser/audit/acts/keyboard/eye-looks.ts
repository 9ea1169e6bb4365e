/// <reference lib="dom" />
// Runs in pages: what is in here stands on its own.
import type { FocusLook, FocusStop } from '../../../../analysis/accessibility/keyboard-facts.ts';
import type { Watching } from './eye-changes.ts';
import type { Places } from './eye-places.ts';

/** What the element with the focus looks like, before its look without the focus is known. */
export type StopSeen = Pick<FocusStop, 'path' | 'box' | 'seen' | 'coveredBy'> & {
  /** Several stops of Tab may lie within it: date fields, players, frames of other sites. */
  readonly manyStops: boolean;
};

/** Where the focus is, and what became of where it was. */
export interface FocusNow {
  readonly stop: StopSeen | null;
  /** Of the stop before, which is without the focus by now; null where it still has it. */
  readonly before: FocusLook | null;
  /** Whether the document has changed since it was marked. */
  readonly mutated: boolean;
}

/** Looking at the element that has the focus. */
export interface Looks {
  /** Waits so many milliseconds, looks at the element with the focus, and remembers its look. */
  focusNow(before: string | null, ms: number): Promise<FocusNow>;
}

/** Installs {@link Looks}. */
export function installLooks(eye: Looks & Places & Watching): void {
  const sides = ['top', 'right', 'bottom', 'left'];
  const properties = [
    ...['style', 'width', 'color', 'offset'].map((part) => `outline-${part}`),
    ...sides.flatMap((side) => ['style', 'width', 'color'].map((part) => `border-${side}-${part}`)),
    ...['line', 'color', 'style', 'thickness'].map((part) => `text-decoration-${part}`),
    ...['color', 'image', 'size', 'position-x', 'position-y'].map((part) => `background-${part}`),
    ...['color', 'box-shadow', 'text-shadow', 'font-weight', 'font-style', 'font-size'],
    ...[
      'opacity',
      'visibility',
      'display',
      'transform',
      'filter',
      'fill',
      'stroke',
      'stroke-width',
    ],
  ];
  const closeBy = ['width', 'height', 'content', 'left', 'top', 'clip-path'];
  type Style = Record<string, string>;
  interface Memory {
    readonly own: Style;
    readonly around: Map<Element | string, string>;
  }
  const memories = new Map<string, Memory>();

  const styleOf = (element: Element): Style => {
    const style = getComputedStyle(element);
    return Object.fromEntries(properties.map((name) => [name, style.getPropertyValue(name)]));
  };
  const signature = (element: Element, pseudo?: string): string => {
    const style = getComputedStyle(element, pseudo);
    const names = pseudo ? [...properties, ...closeBy] : properties;
    return names.map((name) => style.getPropertyValue(name)).join('|');
  };
  /** Elements of which a part may be the focus mark of this one: none that has a focus mark itself. */
  const neighbours = (element: HTMLElement): Element[] => {
    const { labels } = element as HTMLInputElement;
    const above: Element[] = [];
    for (let at = eye.parentOf(element); at && above.length < 3; at = eye.parentOf(at)) {
      if (at.tagName === 'BODY') break;
      above.push(at);
    }
    const beside = [element.previousElementSibling, element.nextElementSibling];
    const alone = beside.filter((one) => one !== null && eye.focusablesIn(one).length === 0);
    const below = [...element.querySelectorAll('*')].slice(0, 15);
    return [...above, ...(alone as Element[]), ...below, ...(labels ?? [])];
  };
  const remember = (element: HTMLElement): Memory => {
    const around = new Map<Element | string, string>();
    for (const pseudo of ['::before', '::after']) around.set(pseudo, signature(element, pseudo));
    for (const one of neighbours(element)) {
      const pseudos = ['::before', '::after'].map((pseudo) => signature(one, pseudo));
      around.set(one, [signature(one), ...pseudos].join(' '));
    }
    return { own: styleOf(element), around };
  };
  const behind = (element: HTMLElement): string => {
    for (let at = eye.parentOf(element); at; at = eye.parentOf(at)) {
      const { backgroundColor, backgroundImage } = getComputedStyle(at);
      if (backgroundImage !== 'none') return '';
      if (!/^rgba\(.*, 0\)$|^transparent$/.test(backgroundColor)) return backgroundColor;
    }
    return 'rgb(255, 255, 255)';
  };
  const unseen = (element: HTMLElement): FocusStop['seen'] => {
    const { width, height, right, bottom, left } = element.getBoundingClientRect();
    const { clip, clipPath } = getComputedStyle(element);
    if (width < 1 || height < 1) {
      const inside = [...element.querySelectorAll('*')].some((one) => eye.shows(one));
      return inside ? 'seen' : 'empty';
    }
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) {
      return 'transparent';
    }
    if (/^rect\(0px,? 0px,? 0px,? 0px\)$|^rect\(1px,? 1px,? 1px,? 1px\)$/.test(clip))
      return 'clipped';
    if (/^inset\((?:50|100)%/.test(clipPath)) return 'clipped';
    if (
      right <= 0 ||
      bottom + scrollY <= 0 ||
      left >= Math.max(innerWidth, document.documentElement.scrollWidth)
    ) {
      return 'off-page';
    }
    if (width <= 2 && height <= 2) return 'clipped';
    return 'seen';
  };
  /** The fixed or sticky element over all points of it that are in the window; null where one point is free. */
  const cover = (element: HTMLElement): Element | null => {
    if (element.ownerDocument !== document) return null;
    const { x, y, width, height } = element.getBoundingClientRect();
    let over: Element | null = null;
    for (const [across, down] of [
      [0.5, 0.5],
      [0.1, 0.2],
      [0.9, 0.2],
      [0.1, 0.8],
      [0.9, 0.8],
    ]) {
      const top = document.elementFromPoint(x + width * (across ?? 0), y + height * (down ?? 0));
      if (!top || eye.contains(element, top) || eye.contains(top, element)) return null;
      let at: Element | null = top;
      while (at && !/fixed|sticky/.test(getComputedStyle(at).position)) at = eye.parentOf(at);
      if (!at || eye.contains(at, element)) return null;
      over = at;
    }
    return over;
  };
  const manyStops = (element: HTMLElement): boolean =>
    element.matches(
      'iframe,frame,object,embed,audio,video,input[type=date],input[type=time],input[type=month],input[type=week],input[type=datetime-local]',
    );

  const lookAtFocus = (): StopSeen | null => {
    const element = eye.active();
    if (!element) return null;
    const path = eye.pathOf(element);
    memories.set(path, remember(element));
    const label = (element as HTMLInputElement).labels?.[0];
    const seen = unseen(element);
    const over = cover(element);
    return {
      path,
      box: eye.boxOf(element),
      seen: seen !== 'seen' && label && eye.shows(label) ? 'seen' : seen,
      coveredBy: over ? eye.pathOf(over) : null,
      manyStops: manyStops(element),
    };
  };
  const compare = (path: string): FocusLook | null => {
    const element = eye.find(path);
    const focused = memories.get(path);
    if (!element?.isConnected || !focused || element === eye.active()) return null;
    const blurred = remember(element);
    const around = [...focused.around].some(([key, look]) => {
      const now = blurred.around.get(key);
      return now !== undefined && now !== look;
    });
    return { focused: focused.own, blurred: blurred.own, around, behind: behind(element) };
  };
  eye.focusNow = async (before, ms) => {
    await eye.drawn(ms);
    const stop = lookAtFocus();
    return {
      stop,
      before: before === null ? null : compare(before),
      mutated: eye.changes(false).mutated,
    };
  };
}
