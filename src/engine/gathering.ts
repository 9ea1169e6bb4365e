import type { ArtifactName, ArtifactValue } from '../core/artifacts/artifact.ts';
import { type Gathered, notGathered } from '../core/artifacts/failure.ts';
import type { ArtifactRequest } from '../core/check.ts';
import type { Clock } from '../core/clock.ts';
import type { Gatherer, GatherServices } from '../core/gatherer.ts';
import { canonicalJson } from '../core/json.ts';
import type { Site } from '../core/site.ts';
import { oneLine } from '../core/text.ts';
import type { Trace } from '../core/trace.ts';

/** What gathering needs that is not pure. */
export interface GatherPorts {
  readonly clock: Clock;
  readonly trace: Trace;
  readonly loadGatherer: <Name extends ArtifactName>(name: Name) => Promise<Gatherer<Name>>;
  readonly services: GatherServices;
  /** What the checks of the visit ask for. */
  readonly asked: readonly ArtifactRequest[];
}

/** Brings back an artifact for somebody who waits until the signal fires. Never rejects. */
export type Gather = <Name extends ArtifactName>(
  request: ArtifactRequest<Name>,
  signal: AbortSignal,
) => Promise<Gathered<ArtifactValue<Name>>>;

/** One artifact on its way, and how many still wait for it. */
interface Gathering {
  readonly artifact: Promise<unknown>;
  readonly controller: AbortController;
  waiting: number;
}

/**
 * Gathers each artifact at most once, by name and parameters in any order. A gathering ends early
 * when the last who waits for it has given up, so that one's deadline never spoils another's answer.
 */
export function gatherOnce(site: Site, ports: GatherPorts): Gather {
  const gatherings = new Map<string, Gathering>();

  const gather: Gather = <Name extends ArtifactName>(
    request: ArtifactRequest<Name>,
    signal: AbortSignal,
  ) => {
    const key = `${request.artifact} ${canonicalJson(request.params)}`;
    const gathering = gatherings.get(key) ?? start(request);
    gatherings.set(key, gathering);
    gathering.waiting += 1;
    const giveUp = () => {
      gathering.waiting -= 1;
      if (gathering.waiting > 0) return;
      gatherings.delete(key);
      gathering.controller.abort(signal.reason);
    };
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
    gathering.artifact.finally(() => signal.removeEventListener('abort', giveUp));
    // The key holds the artifact's name, so what is found under it is that artifact.
    return gathering.artifact as Promise<Gathered<ArtifactValue<Name>>>;
  };

  const start = (request: ArtifactRequest): Gathering => {
    const controller = new AbortController();
    const artifact = gatherSafely(request, site, ports, gather, controller.signal);
    return { artifact, controller, waiting: 0 };
  };

  return gather;
}

/** Whatever a gatherer throws is a failure of ours, and nobody else's trouble. */
async function gatherSafely<Name extends ArtifactName>(
  { artifact, params }: ArtifactRequest<Name>,
  site: Site,
  { clock, trace, loadGatherer, services, asked }: GatherPorts,
  gather: Gather,
  signal: AbortSignal,
): Promise<Gathered<ArtifactValue<Name>>> {
  try {
    const gatherer = await loadGatherer(artifact);
    const need = <Other extends ArtifactName>(other: ArtifactRequest<Other>) =>
      gather(other, signal);
    return await gatherer.gather(params, { site, clock, signal, trace, asked, need, ...services });
  } catch (error) {
    trace('error', `${artifact}: ${stackOf(error)}`);
    return notGathered({ code: 'internal', message: messageOf(error) });
  }
}

/** What was thrown, in one line, whatever it was. */
export function messageOf(error: unknown): string {
  return oneLine(error instanceof Error ? error.message : String(error), 500);
}

/** Where it was thrown, for the trace of a run; never for a reader of results. */
export function stackOf(error: unknown): string {
  return (error instanceof Error ? error.stack : null) ?? messageOf(error);
}
