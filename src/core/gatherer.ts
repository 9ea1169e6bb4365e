import type { ArtifactName, ArtifactParams, ArtifactValue } from './artifacts/artifact.ts';
import type { Gathered } from './artifacts/failure.ts';
import type { BrowserService } from './browser-service.ts';
import type { ArtifactRequest } from './check.ts';
import type { Clock } from './clock.ts';
import type { Feed } from './feed.ts';
import type { FeedCache } from './feed-cache.ts';
import type { PlatformModule } from './platform-module.ts';
import type { Site } from './site.ts';
import type { SiteAccess } from './site-access.ts';
import type { Trace } from './trace.ts';

/** What gatherers know beside the site itself. */
export interface GatherServices {
  /** What config grants for this site. Holds secrets. */
  readonly access: SiteAccess;
  /** Modules are loaded when they are asked for. */
  readonly platforms: () => Promise<readonly PlatformModule[]>;
  readonly feeds: () => Promise<readonly Feed[]>;
  readonly feedCache: FeedCache;
  readonly browser: BrowserService;
  /** Told of each step of long work, for whoever waits; may hold text from the site. */
  readonly progress: (step: string) => void;
}

/** What a gatherer may use, and the limits it keeps. */
export interface GatherContext extends GatherServices {
  readonly site: Site;
  readonly clock: Clock;
  /** Aborted when the visit's deadline passes or the run is stopped. */
  readonly signal: AbortSignal;
  readonly trace: Trace;
  /** What the checks of this visit ask for, so that one load can serve them all. */
  readonly asked: readonly ArtifactRequest[];
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
