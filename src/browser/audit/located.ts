import type { Box } from '../../core/artifacts/page-audit.ts';
import type { IsolatedWorld } from './isolated-world.ts';

/** An element that an engine named by selectors. */
export interface Located {
  /** See Sighting.path; null where the selectors lead nowhere. */
  readonly path: string | null;
  readonly box: Box | null;
}

/** Selectors through frames, and in each frame through shadow trees. */
export type Target = readonly (string | readonly string[])[];

/** Finds what engines named; in the order of the targets. */
export function locate(
  world: IsolatedWorld,
  targets: readonly Target[],
): Promise<readonly Located[]> {
  return world.call(locateInPage, targets);
}

/** Runs in the page's isolated world, so it may use nothing from outside. */
function locateInPage(targets: readonly Target[]): Located[] {
  const children = (parent: Element | ShadowRoot): Element[] => [...parent.children];
  const pathOf = (element: Element): string => {
    const steps: (string | number)[] = [];
    for (let at: Element = element; ; ) {
      // By number and not by class: what is in a frame is of other classes.
      const { parentNode, parentElement } = at;
      if (parentNode?.nodeType === 11) {
        const shadow = parentNode as ShadowRoot;
        steps.unshift(children(shadow).indexOf(at));
        at = shadow.host;
      } else if (parentElement) {
        // The tree of a snapshot has the shadow tree's children before the host's own.
        const before = parentElement.shadowRoot?.children.length ?? 0;
        steps.unshift(before + children(parentElement).indexOf(at));
        at = parentElement;
      } else {
        steps.unshift(0);
        const frame = at.ownerDocument.defaultView?.frameElement;
        if (!frame) return steps.join('/');
        steps.unshift('!');
        at = frame;
      }
    }
  };
  return targets.map((target) => {
    try {
      let scope: Document | ShadowRoot | null = document;
      let element: Element | null = null;
      let x = window.scrollX;
      let y = window.scrollY;
      for (const [depth, step] of target.entries()) {
        if (depth > 0) {
          const frame = element as HTMLIFrameElement;
          const rect = frame.getBoundingClientRect();
          x += rect.x + frame.clientLeft;
          y += rect.y + frame.clientTop;
          scope = frame.contentDocument;
        }
        for (const [level, selector] of [step].flat().entries()) {
          if (level > 0) scope = (element as Element).shadowRoot;
          element = scope?.querySelector(selector) ?? null;
        }
      }
      if (element === null) return { path: null, box: null };
      const { x: left, y: top, width, height } = element.getBoundingClientRect();
      const shown = width > 0 && height > 0;
      return {
        path: pathOf(element),
        box: shown ? { x: left + x, y: top + y, width, height } : null,
      };
    } catch {
      return { path: null, box: null };
    }
  });
}
