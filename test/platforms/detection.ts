import { candidatesOf, tracesIn } from '../../src/analysis/platform-detection/score.ts';
import type { PlatformCandidate } from '../../src/core/artifacts/platform-detection.ts';
import type { PlatformModule } from '../../src/core/platform-module.ts';
import type { Platform } from '../../src/core/site.ts';
import * as dotnet from '../../src/platforms/dotnet/detection.ts';
import * as drupal from '../../src/platforms/drupal/detection.ts';
import * as shopify from '../../src/platforms/shopify/detection.ts';
import * as umbraco from '../../src/platforms/umbraco/detection.ts';
import * as wordpress from '../../src/platforms/wordpress/detection.ts';
import { type AnswerOptions, answer } from '../support/artifacts.ts';

type Detector = Pick<PlatformModule, 'id' | 'markers'>;

/** Every platform, as far as detection goes. */
export const detectors: readonly PlatformModule[] = Object.entries({
  wordpress,
  drupal,
  umbraco,
  shopify,
  dotnet,
}).map(([id, { markers, probes }]) => ({
  id: id as Platform,
  title: id,
  markers,
  probes,
  kinds: [],
  routes: [],
  credentials: {},
  commands: {},
}));

/** What platforms make of a page alone, the surest first. */
export function candidatesOn(
  page: AnswerOptions,
  asked: readonly Detector[] = detectors,
): readonly PlatformCandidate[] {
  const exchange = answer(page);
  if (!exchange.ok) throw new Error('a recorded answer is an answer');
  const { value } = exchange;
  return candidatesOf(new Map(asked.map(({ id, markers }) => [id, tracesIn(value, markers)])));
}

/** What a platform makes of a page, alone: 0 where it sees nothing. */
export function scoreOf(detector: Detector, page: AnswerOptions): number {
  return candidatesOn(page, [detector])[0]?.confidence ?? 0;
}

/** The version that a platform reads from a page; null where it reads none. */
export function versionOf(detector: Detector, page: AnswerOptions): string | null {
  return candidatesOn(page, [detector])[0]?.version ?? null;
}
