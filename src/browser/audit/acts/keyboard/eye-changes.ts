/// <reference lib="dom" />
// Runs in pages: what is in here stands on its own.
import type { Box } from '../../../../core/artifacts/page-audit.ts';
import type { Places } from './eye-places.ts';

/** Something that was not shown before, with all that is in it. */
export interface Appeared {
  readonly path: string;
  readonly named: string;
  readonly text: string;
  readonly box: Box;
  readonly role: string | null;
  readonly modal: boolean;
  /** Whether it lies over the page: taken out of the flow, or in the top layer. */
  readonly over: boolean;
  readonly fixed: boolean;
  readonly focusable: number;
  readonly links: number;
  /** In a live region, or one itself. */
  readonly live: boolean;
}

/** What has changed since it was last marked. */
export interface Changes {
  readonly appeared: readonly Appeared[];
  /** Words that changed in elements that were shown all the time. */
  readonly rewritten: readonly {
    readonly path: string;
    readonly text: string;
    readonly live: boolean;
  }[];
  readonly gone: number;
  readonly mutated: boolean;
  readonly active: string | null;
  readonly address: string;
}

/** Telling what has changed for the eye. */
export interface Watching {
  /** From here on changes count; brings back the page's address. */
  mark(): string;
  /** The changes, after so many milliseconds. */
  changesAfter(ms: number, forced: boolean): Promise<Changes>;
  /** Looks at the whole page where the document has changed, or where it is forced: style alone can show things. */
  changes(forced: boolean): Changes;
  /** Whether the thing that appeared is still shown. */
  stillShown(path: string): boolean;
}

/** Installs {@link Watching}. */
export function installWatching(eye: Places & Watching): void {
  const longest = 300;
  let before = new Set<Element>();
  let mutated = false;
  const rewritten = new Set<Element>();
  const appearedNow = new Map<string, Element>();
  const take = (records: MutationRecord[]): void => {
    for (const { type, target, addedNodes } of records) {
      const element = target.nodeType === 1 ? (target as Element) : target.parentElement;
      // Libraries that tell mouse from keyboard write so on the root with every key.
      if (!element || (type === 'attributes' && /^(HTML|BODY)$/.test(element.tagName))) continue;
      if (element.closest('head')) continue;
      mutated = true;
      const words = [...addedNodes].some(({ nodeType }) => nodeType === 3);
      if (type === 'characterData' || words) rewritten.add(element);
    }
  };
  const observer = new MutationObserver(take);
  observer.observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    characterData: true,
  });

  const textOf = (element: Element): string => {
    // biome-ignore lint/performance/useDomNodeTextContent: words that are not shown do not count.
    const text = (element as HTMLElement).innerText ?? element.textContent ?? '';
    return text.replace(/\s+/g, ' ').trim().slice(0, longest);
  };
  const shown = (): Set<Element> => new Set(eye.all().filter((element) => eye.shows(element)));
  const isLive = (element: Element): boolean =>
    element.closest(
      '[aria-live=polite],[aria-live=assertive],[role=status],[role=alert],[role=log],[role=alertdialog],output',
    ) !== null;
  const describe = (element: Element): Appeared => {
    const outside: Element[] = [element, ...element.querySelectorAll(':scope > *')];
    const positions = outside.map((one) => getComputedStyle(one).position);
    const dialog =
      outside.find((one) => one.matches('dialog,[role=dialog],[role=alertdialog]')) ?? element;
    const path = eye.pathOf(element);
    appearedNow.set(path, element);
    return {
      path,
      named: eye.named(dialog),
      text: textOf(element),
      box: eye.boxOf(element),
      role: dialog.getAttribute('role') ?? (dialog.tagName === 'DIALOG' ? 'dialog' : null),
      modal: dialog.getAttribute('aria-modal') === 'true' || dialog.matches(':modal'),
      over:
        positions.some((position) => position === 'fixed' || position === 'absolute') ||
        dialog.matches(':modal,:popover-open'),
      fixed: positions.includes('fixed') || dialog.matches(':modal'),
      focusable: eye.focusablesIn(element).length,
      links: element.querySelectorAll('a[href]').length,
      live: isLive(element) || outside.some(isLive),
    };
  };

  eye.mark = () => {
    observer.takeRecords();
    before = shown();
    mutated = false;
    rewritten.clear();
    appearedNow.clear();
    return location.href;
  };
  eye.changesAfter = async (ms, forced) => {
    await eye.drawn(ms);
    return eye.changes(forced);
  };
  eye.changes = (forced) => {
    take(observer.takeRecords());
    const active = eye.active();
    const rest = { mutated, active: active && eye.pathOf(active), address: location.href };
    if (!mutated && !forced) return { appeared: [], rewritten: [], gone: 0, ...rest };
    const now = shown();
    const fresh = [...now].filter((element) => !before.has(element));
    const roots = fresh.filter((element) => {
      const parent = eye.parentOf(element);
      return !parent || before.has(parent) || !now.has(parent);
    });
    const words = [...rewritten].filter((one) => before.has(one) && now.has(one));
    return {
      appeared: roots.slice(0, 8).map(describe),
      rewritten: words.slice(0, 8).map((one) => {
        const path = eye.pathOf(one);
        appearedNow.set(path, one);
        return { path, text: textOf(one), live: isLive(one) };
      }),
      gone: [...before].filter((element) => !now.has(element)).length,
      ...rest,
    };
  };
  eye.stillShown = (path) => {
    const element = appearedNow.get(path) ?? eye.find(path);
    return element?.isConnected === true && eye.shows(element) && textOf(element) !== '';
  };
}
