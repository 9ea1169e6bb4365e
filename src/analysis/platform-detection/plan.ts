import type { PlatformCandidate } from '../../core/artifacts/platform-detection.ts';
import type { DetectionProbe, PlatformModule } from '../../core/platform-module.ts';
import type { Platform } from '../../core/site.ts';
import { certainConfidence } from './score.ts';

/** Most paths that are asked for beside the home page and the one that cannot exist. */
const mostProbes = 5;

/** A path to ask for, and whose it is. */
export interface PlannedProbe {
  readonly platform: Platform;
  readonly probe: DetectionProbe;
}

/**
 * What to ask for next; null where enough is known, or enough was asked. Platforms that left traces
 * come first. Of one that is certain only the version is still wanted, where a path may name it.
 */
export function nextProbe(
  modules: readonly Pick<PlatformModule, 'id' | 'probes'>[],
  candidates: readonly PlatformCandidate[],
  asked: readonly PlannedProbe[],
): PlannedProbe | null {
  if (asked.length >= mostProbes) return null;
  const [surest] = candidates;
  const isCertain = surest !== undefined && surest.confidence >= certainConfidence;
  if (isCertain && surest.version !== null) return null;
  const rank = ({ platform }: PlannedProbe) => {
    const index = candidates.findIndex((candidate) => candidate.platform === platform);
    return index === -1 ? candidates.length : index;
  };
  const [next = null] = modules
    .flatMap(({ id, probes }) => probes.map((probe) => ({ platform: id, probe })))
    .filter(({ probe }) => !asked.some((before) => before.probe === probe))
    .filter(
      ({ platform, probe }) =>
        !isCertain || (platform === surest.platform && probe.namesVersion === true),
    )
    .sort((a, b) => rank(a) - rank(b));
  return next;
}
