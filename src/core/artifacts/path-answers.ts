import type { Platform } from '../site.ts';
import type { Gathered } from './failure.ts';
import type { HttpExchange } from './http-exchange.ts';
import type { PlatformDetection } from './platform-detection.ts';

/** Asks a site for paths, one after the other, politely. */
export interface PathAnswersParams {
  readonly url: string;
  /** From config; null where it has to be found out. */
  readonly platform: Platform | null;
  readonly probes: readonly PathProbe[];
}

/** One request. */
export interface PathProbe {
  readonly id: string;
  /** From the site's root; `{rest}` stands for WordPress's REST root, wherever the site has it. */
  readonly path: string;
  readonly method: 'GET' | 'HEAD' | 'POST';
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Where it makes sense; it is asked nowhere else. */
  readonly platforms: 'any' | readonly Platform[];
  /** Most bytes of body that are read. */
  readonly maxBodyBytes: number;
}

/** What a site answers to a set of paths. */
export interface PathAnswers {
  /** By config, or as it was found; null where neither says. */
  readonly platform: Platform | null;
  readonly detection: PlatformDetection | null;
  readonly home: Gathered<HttpExchange>;
  /** The answer to a path that cannot exist: what equals it is no exposure. */
  readonly control: Gathered<HttpExchange>;
  /** By probe; those that make no sense on the platform, and those after the site asked for rest, are missing. */
  readonly answers: Readonly<Record<string, Gathered<HttpExchange>>>;
  /** Why not everything was asked, such as a 429; null where it was. */
  readonly stoppedBy: string | null;
}
