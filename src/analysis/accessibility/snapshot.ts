import type { Box, Device } from '../../core/artifacts/page-audit.ts';

/**
 * A page as the browser holds it: its tree with shadow trees and frames, what each element looks
 * like, and what assistive technology is told. Read from outside the page, which cannot fake it.
 */
export interface PageSnapshot {
  readonly url: string;
  readonly device: Device;
  readonly title: string;
  readonly viewport: { readonly width: number; readonly height: number };
  /** The size of what can be scrolled to. */
  readonly content: { readonly width: number; readonly height: number };
  /** The document as it came from the server; empty where it is not known. */
  readonly source: string;
  /** The `<html>` of the page; its frames hang below their `<iframe>`. */
  readonly root: SnapshotElement;
  /** True where the page was too large and the tree ends early. */
  readonly cut: boolean;
}

/** An element. `parent` crosses shadow and frame borders. */
export interface SnapshotElement {
  readonly kind: 'element';
  /** In lower case. */
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly parent: SnapshotElement | null;
  readonly children: readonly SnapshotNode[];
  /** See Sighting.path. */
  readonly path: string;
  /** Null where it is not laid out (`display: none`, or below such). */
  readonly box: Box | null;
  /** Computed style by property name; empty where it is not laid out. */
  readonly style: Style;
  /** The text that CSS adds, as it is shown; null without. */
  readonly before: Generated | null;
  readonly after: Generated | null;
  /** What assistive technology is told; role `null` where it is told nothing. */
  readonly role: string | null;
  readonly name: string;
  /** Where the name comes from: `contents`, `attribute`, `relatedElement`, `title`, `placeholder` and so on; null without a name. */
  readonly nameFrom: string | null;
  readonly description: string;
  /** States such as `expanded`, `checked`, `invalid`, `required`, `focusable`, `hidden`, as the accessibility tree holds them. */
  readonly states: Readonly<Record<string, string | number | boolean>>;
  /** Events that a script listens to on this very element, such as `click`; with handlers in attributes. */
  readonly listens: readonly string[];
  /** The value of a control as it stands, and whether it is checked or chosen. */
  readonly value: string | null;
  readonly checked: boolean;
  /** What an image really shows (`srcset` resolved), absolute. */
  readonly currentSource: string | null;
}

/** Text in the tree. */
export interface SnapshotText {
  readonly kind: 'text';
  readonly text: string;
  readonly parent: SnapshotElement;
  /** The lines it is broken into; empty where it is not shown. */
  readonly lines: readonly TextLine[];
}

/** A piece of text on one line. */
export interface TextLine {
  readonly box: Box;
  readonly text: string;
}

/** What a tree is made of. */
export type SnapshotNode = SnapshotElement | SnapshotText;

/** A `::before` or `::after`. */
export interface Generated {
  readonly text: string;
  readonly box: Box | null;
  readonly style: Style;
}

/** Computed style as the browser gives it: `rgb(0, 0, 0)`, `16px`, `none`. */
export type Style = Readonly<Partial<Record<StyleProperty, string>>>;

/** The properties that a snapshot knows. */
export const styleProperties = [
  'display',
  'visibility',
  'opacity',
  'color',
  'background-color',
  'background-image',
  'background-size',
  'background-clip',
  'background-position-x',
  'background-repeat',
  'font-size',
  'font-weight',
  'font-style',
  'font-family',
  'font-variant-caps',
  'line-height',
  'letter-spacing',
  'word-spacing',
  'text-align',
  'text-transform',
  'text-decoration-line',
  'text-indent',
  'text-overflow',
  'text-shadow',
  '-webkit-text-fill-color',
  '-webkit-line-clamp',
  'white-space-collapse',
  'text-wrap-mode',
  'overflow-wrap',
  'overflow-x',
  'overflow-y',
  'position',
  'float',
  'clear',
  'order',
  'flex-direction',
  'flex-wrap',
  'width',
  'height',
  'max-height',
  'max-width',
  'min-width',
  'direction',
  'unicode-bidi',
  'writing-mode',
  'cursor',
  'pointer-events',
  'list-style-type',
  'clip',
  'clip-path',
  'transform',
  'z-index',
  'left',
  'top',
  'padding-left',
  'border-top-width',
  'border-right-width',
  'border-bottom-width',
  'border-left-width',
  'border-top-style',
  'border-bottom-style',
  'border-bottom-color',
  'border-left-color',
  'border-right-color',
  'border-top-color',
  'outline-style',
  'outline-width',
  'outline-color',
  'box-shadow',
  'content',
  'animation-name',
  'animation-duration',
  'animation-iteration-count',
  'animation-play-state',
  'transition-duration',
  'vertical-align',
  'border-collapse',
] as const;
export type StyleProperty = (typeof styleProperties)[number];
