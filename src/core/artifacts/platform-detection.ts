import type { Platform } from '../site.ts';

/** Asks what a site is built with. */
export interface PlatformDetectionParams {
  readonly url: string;
}

/** What a site is built with, seen from outside. */
export interface PlatformDetection {
  /** The surest first; those without a trace left out. */
  readonly candidates: readonly PlatformCandidate[];
  /** Why it is unknown though something answered, such as a challenge of a CDN; null otherwise. */
  readonly hiddenBy: string | null;
  /** WordPress: where its REST API begins, as the site itself says; null otherwise. */
  readonly restRoot: string | null;
}

/** One platform that left traces. */
export interface PlatformCandidate {
  readonly platform: Platform;
  /** As exact as it shows, such as `6.9.1`, or `11` for a major alone; null where it does not. */
  readonly version: string | null;
  /** 0-100; from 80 on it is taken as certain, from 50 as likely, below as a hint. */
  readonly confidence: number;
  readonly evidence: readonly PlatformEvidence[];
}

/** One trace, for a person to check. */
export interface PlatformEvidence {
  /** Such as `header x-generator`. */
  readonly marker: string;
  /** What was found there, cut short. */
  readonly seen: string;
  readonly url: string;
  /** 0-100. */
  readonly weight: number;
}
