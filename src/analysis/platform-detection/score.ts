import type { HttpExchange } from '../../core/artifacts/http-exchange.ts';
import type {
  PlatformCandidate,
  PlatformEvidence,
} from '../../core/artifacts/platform-detection.ts';
import type { Marker } from '../../core/platform-module.ts';
import type { Platform } from '../../core/site.ts';

/** From this confidence on a platform is taken as likely, and written into config. */
export const likelyConfidence = 50;

/** From this confidence on a platform is taken as certain, and nothing more is asked. */
export const certainConfidence = 80;

/** A trace with the version that it names. */
export interface Trace extends PlatformEvidence {
  readonly version: string | null;
}

/** Traces that markers find in an answer. */
export function tracesIn(exchange: HttpExchange, markers: readonly Marker[]): readonly Trace[] {
  return markers.flatMap((marker) => {
    const find = marker.find(exchange);
    if (!find) return [];
    const { seen, version = null } = find;
    const { name, weight } = marker;
    return [{ marker: name, seen, url: exchange.finalUrl, weight, version }];
  });
}

/** What traces amount to, platform by platform: the surest first, those without a trace left out. */
export function candidatesOf(
  traces: ReadonlyMap<Platform, readonly Trace[]>,
): readonly PlatformCandidate[] {
  const scored = [...traces].map(([platform, found]) => candidateOf(platform, found));
  const umbraco = scored.find(({ platform }) => platform === 'umbraco')?.confidence ?? 0;
  return scored
    .map((one) => (one.platform === 'dotnet' ? besideUmbraco(one, umbraco) : one))
    .filter(({ confidence }) => confidence > 0)
    .sort((a, b) => b.confidence - a.confidence || standing(b) - standing(a));
}

/** The surest platform, where one is at least likely. */
export function likelyPlatform(candidates: readonly PlatformCandidate[]): PlatformCandidate | null {
  const [first] = candidates;
  return first && first.confidence >= likelyConfidence ? first : null;
}

function candidateOf(platform: Platform, traces: readonly Trace[]): PlatformCandidate {
  // The same trace on a second page says nothing new.
  const distinct = [...Map.groupBy(traces, ({ marker }) => marker).values()].flatMap(
    ([first]) => first ?? [],
  );
  const sum = distinct.reduce((total, { weight }) => total + weight, 0);
  return {
    platform,
    version: agreedVersion(traces.flatMap(({ version }) => version ?? [])),
    confidence: Math.min(100, sum),
    evidence: distinct
      .map(({ version: _, ...evidence }) => evidence)
      .sort((a, b) => b.weight - a.weight),
  };
}

/**
 * The version that all traces agree on, the most exact spelling of it. Where two contradict each
 * other, as a cached page and a fresh one do after an update, none is taken.
 */
function agreedVersion(versions: readonly string[]): string | null {
  const [longest = null] = [...versions].sort((a, b) => b.length - a.length);
  const agrees = (version: string) => `${longest}.`.startsWith(`${version}.`);
  return versions.every(agrees) ? longest : null;
}

/** Umbraco runs on .NET, so traces of .NET speak for a site of its own only as far as Umbraco does not explain them. */
function besideUmbraco(dotnet: PlatformCandidate, umbraco: number): PlatformCandidate {
  return { ...dotnet, confidence: Math.min(dotnet.confidence, 100 - umbraco) };
}

/** Decides between platforms of one confidence: how much was found in all, and Umbraco before what it runs on. */
function standing({ platform, evidence }: PlatformCandidate): number {
  if (platform === 'dotnet') return 0;
  return evidence.reduce((sum, { weight }) => sum + weight, 0);
}
