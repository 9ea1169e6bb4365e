import type { Config } from '../config/load.ts';
import type { Channel } from '../core/notification.ts';
import { type BoundChannel, bindChannel } from '../notify/bound-channel.ts';

/** The channels of a config, by their id, each with its settings. */
export function boundChannels(
  config: Config,
  kinds: readonly Channel[],
): ReadonlyMap<string, BoundChannel> {
  const bound = [...config.channels].flatMap(([id, { kind, settings }]) => {
    const channel = kinds.find((each) => each.kind === kind);
    return channel ? [[id, bindChannel(channel, settings)] as const] : [];
  });
  return new Map(bound);
}
