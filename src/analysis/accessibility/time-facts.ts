/** What happened on the page while nobody did anything. Elements are named by Sighting.path everywhere here. */
export interface TimeFacts {
  /** How long the page was watched; short where nothing could move. */
  readonly watchedMs: number;
  readonly animations: readonly RunningAnimation[];
  readonly pictures: readonly AnimatedPicture[];
  readonly media: readonly PlayingMedia[];
  /** What scripts changed again and again. */
  readonly changes: readonly RepeatedChange[];
  /** Text that was there and went by itself. */
  readonly vanished: readonly VanishedText[];
  /** Where the page went by itself; null where it stayed. */
  readonly leftFor: string | null;
  /** Things that can be pressed and whose words speak of pausing, stopping, hiding, muting. */
  readonly brakes: readonly Brake[];
}

/** An animation of CSS, of SVG or by script that runs by itself. */
export interface RunningAnimation {
  readonly path: string;
  readonly by: 'css' | 'script' | 'svg';
  readonly name: string;
  /** What changes: `transform`, `opacity` and the like; nothing where the values stay the same. */
  readonly properties: readonly string[];
  /** How long one round takes, and all of it; null for ever. */
  readonly roundMs: number;
  readonly wholeMs: number | null;
  /** Changes from one extreme to the other and back, in a second, of what makes light and dark. */
  readonly flashesPerSecond: number;
  /** Of what moves, as it is shown. */
  readonly width: number;
  readonly height: number;
  readonly text: string;
  /** Whether it stands for something that is being done: a progress bar, a spinner. */
  readonly isProgress: boolean;
  /** Whether it still runs when the visitor prefers less motion; null where that was not asked. */
  readonly ignoresPreference: boolean | null;
}

/** A picture whose file has several frames. */
export interface AnimatedPicture {
  readonly path: string;
  readonly format: 'gif' | 'png' | 'webp';
  readonly frames: number;
  readonly roundMs: number;
  /** How often it plays; null for ever. */
  readonly rounds: number | null;
  readonly width: number;
  readonly height: number;
}

/** A film or sound that plays, or would if the browser let it. */
export interface PlayingMedia {
  readonly path: string;
  readonly autoplay: boolean;
  readonly muted: boolean;
  readonly loop: boolean;
  readonly controls: boolean;
  readonly playing: boolean;
  /** What there is to play, from its `#t=` to the end; null where it is not known. */
  readonly seconds: number | null;
  /** Null where it is not known. */
  readonly hasSound: boolean | null;
  readonly width: number;
  readonly height: number;
  /** Whether a script of the page speaks of pausing: it may have done so. */
  readonly mayBePaused: boolean;
}

/** Something that a script changes again and again. */
export interface RepeatedChange {
  readonly path: string;
  readonly kind: 'text' | 'place' | 'look';
  readonly times: number;
  /** From the first to the last time that it was seen to change. */
  readonly spanMs: number;
  /** Of `look`: changes between light and dark in a second. */
  readonly flashesPerSecond: number;
  readonly width: number;
  readonly height: number;
  readonly text: string;
  readonly isProgress: boolean;
  /** Whether it stands in a row of slides, where one change is a change for ever. */
  readonly isCarousel: boolean;
  /** Whether it was still changing when the watch ended. */
  readonly goesOn: boolean;
  /** Whether there is other text on the page that it draws the eye from. */
  readonly hasCompany: boolean;
}

/** Text that could be read and went by itself. */
export interface VanishedText {
  readonly path: string;
  readonly text: string;
  readonly afterMs: number;
  /** Whether it is told as a message: role `alert` or `status`, or a box that is fixed to the window. */
  readonly isMessage: boolean;
}

/** Something to press that stops what moves, by its words. */
export interface Brake {
  readonly path: string;
  readonly text: string;
}

/** Facts of a page on which nothing moves. */
export const noTimeFacts: TimeFacts = {
  watchedMs: 0,
  animations: [],
  pictures: [],
  media: [],
  changes: [],
  vanished: [],
  leftFor: null,
  brakes: [],
};
