import { detectPlatform, type PlatformDetector } from '../../src/core/platform-markers.ts';
import { type AnswerOptions, answer } from '../support/artifacts.ts';

/** What a detector makes of a page, alone: 0 where it sees nothing. */
export function scoreOf(detector: PlatformDetector, page: AnswerOptions): number {
  const exchange = answer(page);
  if (!exchange.ok) throw new Error('a recorded answer is an answer');
  return detectPlatform(exchange.value, [detector])[0]?.score ?? 0;
}
