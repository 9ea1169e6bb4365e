import type { Severity, Verdict } from '../finding.ts';

/** How a page is looked at: as a telephone of 412 CSS px, or as a window of 1350. */
export const devices = ['mobile', 'desktop'] as const;
export type Device = (typeof devices)[number];

/** One page on one device, looked at in one load. */
export interface PageAuditParams {
  readonly url: string;
  readonly device: Device;
}

/** A rectangle in CSS pixels, from the top left corner of the page. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** One element that somebody pointed at. Everything in it may hold text from the site. */
export interface Sighting {
  /** Child indexes from the root down, the same for all who look: `0/1/4`. Shadow trees come before the children of their host; `!` enters a frame. */
  readonly path: string;
  /** A CSS selector that leads to the element alone, for people; 256 characters at most. */
  readonly selector: string;
  /** The opening tag, 300 characters at most. */
  readonly html: string;
  /** Null where it takes no room on the page. */
  readonly box: Box | null;
  /** What was seen there; 500 characters at most. */
  readonly evidence: string;
}

/** What one rule of one engine saw on the page: the first sightings, and how many there are in all. */
export interface RuleSightings {
  /** The engine's own id. */
  readonly rule: string;
  readonly verdict: Verdict;
  readonly sightings: readonly Sighting[];
  readonly count: number;
}

/** A rule of our own, and what it saw. */
export interface OwnSightings extends RuleSightings {
  readonly severity?: Severity;
}

/** What axe-core said, run where the page cannot reach it. */
export interface AxeReport {
  readonly version: string;
  /** Rules that saw a barrier (`failed`, or `warning` for best practice), and rules that could not tell (`review`). */
  readonly rules: readonly AxeRule[];
}

/** One rule of axe-core and what it saw. */
export interface AxeRule extends RuleSightings {
  readonly impact: Severity;
  /** In the engine's words. */
  readonly help: string;
  readonly helpUrl: string;
  /** Success criteria, such as `1.4.3`. */
  readonly wcag: readonly string[];
}

/** What HTML_CodeSniffer said: errors as `failed`, its warnings as `warning`, its notices as `review`. */
export interface HtmlcsReport {
  readonly rules: readonly (RuleSightings & { readonly message: string })[];
}

/** A request of the page, as the browser saw it. */
export interface PageRequest {
  readonly url: string;
  /** Such as `document`, `script`, `image`. */
  readonly type: string;
  /** 0 where there was no answer. */
  readonly status: number;
  /** Bytes on the wire; null where they are not known. */
  readonly bytes: number | null;
  /** Why there was no answer, or why it was not asked for. */
  readonly failure?: string;
}

/** A line of the page's console, or an error nobody caught. */
export interface ConsoleLine {
  readonly level: 'error' | 'warning' | 'uncaught';
  readonly text: string;
  readonly at: string | null;
}

/** A link of the page as it stands after scripts have run. */
export interface PageLink {
  /** Absolute, without fragment. */
  readonly url: string;
  readonly text: string;
  readonly rel: readonly string[];
  readonly kind: 'link' | 'image' | 'script' | 'style' | 'frame' | 'media';
  readonly path: string;
  readonly selector: string;
}

/** What search engines and those who share a link read, as rendered. */
export interface PageHead {
  readonly title: string | null;
  readonly titles: number;
  /** Of `<html lang>`. */
  readonly language: string | null;
  readonly metas: readonly { readonly name: string; readonly content: string }[];
  readonly canonicals: readonly string[];
  readonly alternates: readonly { readonly hreflang: string; readonly href: string }[];
  /** The text of each `application/ld+json`; 64 KiB each at most. */
  readonly structuredData: readonly string[];
  /** Types named by microdata (`itemtype`). */
  readonly microdata: readonly string[];
  readonly headings: readonly { readonly level: number; readonly text: string }[];
  readonly baseUrl: string;
}

/** A picture of the page. */
export interface Picture {
  readonly mime: 'image/jpeg';
  readonly base64: string;
  /** CSS pixels that are on it, from the top left corner. */
  readonly width: number;
  readonly height: number;
}

/** One page on one device, as one load showed it. Bounded in every list. */
export interface PageAudit {
  readonly url: string;
  readonly finalUrl: string;
  readonly device: Device;
  /** Of the document that was shown at last. */
  readonly status: number;
  readonly contentType: string;
  /** Response header fields of the document, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Navigations on the way, with the status of each. */
  readonly redirects: readonly { readonly url: string; readonly status: number }[];
  readonly loadMs: number;
  readonly head: PageHead;
  /** Visible words of the page. */
  readonly words: number;
  /** A hash of the visible text, to tell pages that show the same. */
  readonly textHash: string;
  readonly links: readonly PageLink[];
  readonly requests: readonly PageRequest[];
  readonly requestCount: number;
  /** Addresses the page asked for and that are not public: nothing was sent to them. */
  readonly refused: readonly string[];
  readonly console: readonly ConsoleLine[];
  readonly consoleCount: number;
  readonly picture: Picture | null;
  /** What stands on the page beside its rules: null where nobody asked for accessibility. */
  readonly accessibility: AccessibilityReport | null;
  /** What could not be looked at, and why: an engine that failed, a page too large. */
  readonly gaps: readonly string[];
}

/** What each engine said of a page, not merged yet. */
export interface AccessibilityReport {
  readonly axe: AxeReport | null;
  readonly htmlcs: HtmlcsReport | null;
  readonly own: readonly OwnSightings[];
  /** Elements on the page. */
  readonly elements: number;
}
