import { isSeen, type Page, shownText } from './page.ts';
import type { SnapshotElement } from './snapshot.ts';

/** A heading as assistive technology knows it. */
export interface Heading {
  readonly element: SnapshotElement;
  /** From 1 to 6, and more where ARIA says so. */
  readonly level: number;
  readonly text: string;
}

const known = new WeakMap<Page, readonly Heading[]>();

/** The headings of a page that can be seen and have a text or a name, in document order. */
export function headingsOf(page: Page): readonly Heading[] {
  const found =
    known.get(page) ??
    page.elements
      .filter((element) => element.role === 'heading' && isSeen(element))
      .map((element) => ({
        element,
        level: typeof element.states.level === 'number' ? element.states.level : 2,
        text: shownText(element) || element.name,
      }))
      .filter(({ text }) => text !== '');
  known.set(page, found);
  return found;
}
