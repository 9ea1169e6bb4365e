/** What happened when the window narrowed, and when text grew or was spaced out. */
export interface ViewportFacts {
  /** Page zoom of 200 %, which halves the window: 640 by 512 CSS pixels. Missing on a telephone, where zoom works otherwise. */
  readonly zoomed?: readonly TextLoss[];
  /** Text alone at 200 %, in the window as it was. */
  readonly enlarged?: readonly TextLoss[];
  /** Text with the spacing of WCAG 1.4.12. */
  readonly spaced?: readonly TextLoss[];
  /** A window of 320 CSS pixels. */
  readonly narrow?: NarrowFacts;
  /** Words over the whole window that ask for the device to be turned, in one orientation alone. */
  readonly turn?: TurnRequest;
}

/** Text that could be read before and cannot any more. Elements are named by Sighting.path everywhere here. */
export interface TextLoss {
  readonly kind: 'cut-below' | 'cut-aside' | 'overlapped';
  /** The element that the text stands in. */
  readonly path: string;
  readonly text: string;
  /** The element that cuts it off, or whose text lies over it. */
  readonly by: string;
  /** Lines that are cut or gone, of how many; pixels that are gone where it is cut aside. */
  readonly lost: number;
  readonly of: number;
  /** How sure it is that the text is needed there: what scrolls by script, folds or lies on another layer leaves a doubt. */
  readonly sure: boolean;
  /** Whether it was so before already. */
  readonly before?: boolean;
}

/** What a window of 320 CSS pixels shows. */
export interface NarrowFacts {
  readonly width: number;
  /** How far the page can be scrolled to. */
  readonly contentWidth: number;
  readonly wide: readonly WideElement[];
  readonly losses: readonly TextLoss[];
  /** Elements that stay in place when the page is scrolled, in a window of 320 by 256. */
  readonly pinned: readonly PinnedElement[];
}

/** An element that reaches over the edge of the window. */
export interface WideElement {
  readonly path: string;
  /** What it is: things that need two dimensions may be wide. A `word` cannot break by itself, as the options of a choice. */
  readonly kind: 'box' | 'control' | 'text' | 'word' | 'picture' | 'table' | 'code' | 'embedded';
  /** Where it ends, in pixels from the left edge. */
  readonly end: number;
}

/** An element that covers the window, wherever the page is scrolled to. */
export interface PinnedElement {
  readonly path: string;
  /** The part of the window that it covers, from 0 to 1. */
  readonly share: number;
  /** Whether it is a dialog, or has something that closes it. */
  readonly closes: boolean;
}

/** An overlay that asks for the device to be turned. */
export interface TurnRequest {
  readonly path: string;
  readonly text: string;
  /** How the device is held when it is asked. */
  readonly held: 'upright' | 'lengthwise';
}
