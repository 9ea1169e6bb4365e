import type { Check } from '../core/check.ts';
import type { Feed } from '../core/feed.ts';
import type { Channel } from '../core/notification.ts';
import type { PlatformModule } from '../core/platform-module.ts';

/** The modules whose options, names and secrets stand in config: it is judged by what they say of themselves. */
export interface Modules {
  /** Every check there is. */
  readonly checks: readonly Check[];
  /** Every kind of channel there is. */
  readonly channels: readonly Channel[];
  /** Every platform of which something is known. */
  readonly platforms: readonly PlatformModule[];
  /** Every feed there is. */
  readonly feeds: readonly Feed[];
}
