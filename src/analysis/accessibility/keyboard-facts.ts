import type { Box } from '../../core/artifacts/page-audit.ts';

/** What happened when the page was used by keyboard, and here and there by mouse for comparison. */
export interface KeyboardFacts {
  /** Where the focus stopped, in the order of the presses of Tab. */
  readonly stops: readonly FocusStop[];
  /** How the walk ended: the focus left the page, it was held, or there was no more time or patience. */
  readonly ended: 'left' | 'held' | 'cut';
  readonly traps: readonly Trap[];
  readonly activations: readonly Activation[];
  readonly overlays: readonly Overlay[];
  readonly toggles: readonly Toggle[];
  readonly messages: readonly Message[];
  readonly choices: readonly Choice[];
  readonly hovers: readonly Hover[];
  /** Printable keys that did something while nothing had the focus. */
  readonly shortcuts: readonly Shortcut[];
  /** Events of the moving device that changed the page, such as `deviceorientation`. */
  readonly motions: readonly string[];
}

/** Where the focus was after a press of Tab. Elements are named by Sighting.path everywhere here. */
export interface FocusStop {
  readonly path: string;
  readonly box: Box | null;
  /** Whether the eye can see the element, or the label that stands for it, while it has the focus. */
  readonly seen: Unseen | 'seen';
  /** The element of fixed or sticky position that lies over all of it. */
  readonly coveredBy: string | null;
  /** What it looks like with the focus and without; null where it could not be asked. */
  readonly look: FocusLook | null;
  /** Whether pictures with and without the focus differ; null where none were needed or the page moves by itself. */
  readonly pictured: 'same' | 'different' | null;
  /** What the page did as soon as the element had the focus. */
  readonly consequence: Consequence | null;
}

/** Why the eye cannot see an element: put out of the window, made transparent, cut to nothing, without size. */
export type Unseen = 'off-page' | 'transparent' | 'clipped' | 'empty';

/** Computed style by property name, with the focus and without. */
export interface FocusLook {
  readonly focused: Readonly<Record<string, string>>;
  readonly blurred: Readonly<Record<string, string>>;
  /** Whether generated content, a label, or elements close by changed with it. */
  readonly around: boolean;
  /** The colour behind the element. */
  readonly behind: string;
}

/** What a page does beyond showing something: all of these are kept from happening. */
export interface Consequence {
  readonly kind: 'navigation' | 'popup' | 'alert' | 'focus-moved';
  /** The address, or the words of the alert, or the path of where the focus went. */
  readonly to: string;
}

/** A set of elements that Tab does not leave. */
export interface Trap {
  readonly paths: readonly string[];
  /** What freed the focus after all; null where nothing did. */
  readonly freedBy: 'shift-tab' | 'escape' | 'advice' | null;
  /** The key that the page advises, as it says it; null where it advises none. */
  readonly advice: string | null;
}

/** What the page did after a key or a click: nothing, showed a change, or something with consequences. */
export type Effect = 'none' | 'change' | Consequence['kind'];

/** A control that was operated in different ways; null for ways that were not tried. */
export interface Activation {
  readonly path: string;
  readonly enter: Effect | null;
  readonly space: Effect | null;
  readonly click: Effect | null;
  /** Where it led to; empty where it did not. */
  readonly to: string;
  /** Whether the control itself vanished and the focus fell back to the page's start. */
  readonly focusLost: boolean;
}

/** Something that came to lie over the page when a control was operated by keyboard. */
export interface Overlay {
  readonly opener: string;
  /** Its opening tag in short, for people: `div.lightbox`. */
  readonly named: string;
  readonly text: string;
  readonly box: Box;
  readonly role: string | null;
  readonly modal: boolean;
  /** Things inside that can take the focus. */
  readonly focusable: number;
  readonly focusMoved: boolean;
  /** Whether Tab went out of it while it was still open; null where the focus never was inside. */
  readonly focusKept: boolean | null;
  readonly escapes: boolean;
  /** After Escape: whether the focus was back at the opener. Null where Escape did not close it. */
  readonly returned: boolean | null;
  /** What looks as if it closes it. */
  readonly closers: readonly { readonly text: string; readonly focusable: boolean }[];
}

/** A control that showed something and hid it again. */
export interface Toggle {
  readonly path: string;
  /** Of the control: `aria-expanded`, `aria-pressed` and the like, before and after. */
  readonly told: boolean;
  readonly text: string;
}

/** Words that appeared when something was operated or got the focus. */
export interface Message {
  readonly cause: string;
  readonly by: 'focus' | 'press';
  readonly text: string;
  /** Whether assistive technology is told: in a live region, or the focus went there. */
  readonly told: boolean;
  /** Milliseconds after which it was gone by itself; null where it stayed while it was watched. */
  readonly goneAfterMs: number | null;
}

/** A choice that was changed by keyboard. */
export interface Choice {
  readonly path: string;
  readonly consequence: Consequence;
}

/** Content that came when the mouse was over an element. */
export interface Hover {
  readonly trigger: string;
  readonly text: string;
  readonly links: number;
  /** What brought the same content by keyboard; null where nothing did, `unfocusable` where nothing could be tried. */
  readonly byKeyboard: 'focus' | 'key' | 'unfocusable' | null;
  /** Whether it stayed when the mouse moved onto it, and whether Escape hid it. */
  readonly hoverable: boolean;
  readonly dismissible: boolean;
}

/** A printable key that did something. */
export interface Shortcut {
  readonly key: string;
  readonly effect: Effect;
}

/** Facts of a page on which nothing was done. */
export const noKeyboardFacts: KeyboardFacts = {
  stops: [],
  ended: 'left',
  traps: [],
  activations: [],
  overlays: [],
  toggles: [],
  messages: [],
  choices: [],
  hovers: [],
  shortcuts: [],
  motions: [],
};
