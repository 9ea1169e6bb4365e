import type { HttpExchange } from './artifacts/http-exchange.ts';
import type { Platform } from './site.ts';

/** One trace of a platform on a page. */
export interface Marker {
  /** Where it was found, for a person to check. */
  readonly name: string;
  /** 0-100: how surely it means the platform when it is the only one. */
  readonly weight: number;
  readonly found: (exchange: HttpExchange) => boolean;
}

/** What is known about recognising one platform from outside. */
export interface PlatformDetector {
  readonly id: Platform;
  readonly title: string;
  readonly markers: readonly Marker[];
}

/** How sure a detection is, and by what. */
export interface Detection {
  readonly platform: Platform;
  /** 0-100; from 80 on it is taken as certain, from 50 as likely. */
  readonly score: number;
  readonly markers: readonly string[];
}

/** Scores every platform by the markers on one page; the surest first, those without a trace left out. */
export function detectPlatform(
  exchange: HttpExchange,
  detectors: readonly PlatformDetector[],
): readonly Detection[] {
  return detectors
    .map(({ id, markers }) => {
      const found = markers.filter((marker) => marker.found(exchange));
      const score = Math.min(
        100,
        found.reduce((sum, { weight }) => sum + weight, 0),
      );
      return { platform: id, score, markers: found.map(({ name }) => name) };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
}

/** From this score on a platform is written into config. */
export const likelyScore = 50;
