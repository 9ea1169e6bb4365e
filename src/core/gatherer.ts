import type { ArtifactName, ArtifactParams, ArtifactValue } from './artifacts/artifact.ts';
import type { Gathered } from './artifacts/failure.ts';
import type { ArtifactRequest } from './check.ts';
import type { Clock } from './clock.ts';
import type { Site } from './site.ts';
import type { Trace } from './trace.ts';

/** What a gatherer may use, and the limits it keeps. */
export interface GatherContext {
  readonly site: Site;
  readonly clock: Clock;
  /** Aborted when the visit's deadline passes or the run is stopped. */
  readonly signal: AbortSignal;
  readonly trace: Trace;
  /** Asks for another artifact of the same visit, gathered at most once. */
  readonly need: <Name extends ArtifactName>(
    request: ArtifactRequest<Name>,
  ) => Promise<Gathered<ArtifactValue<Name>>>;
}

/** Brings back one kind of artifact. Never throws for anything the site does. */
export interface Gatherer<Name extends ArtifactName = ArtifactName> {
  readonly artifact: Name;
  gather(
    params: ArtifactParams<Name>,
    context: GatherContext,
  ): Promise<Gathered<ArtifactValue<Name>>>;
}
