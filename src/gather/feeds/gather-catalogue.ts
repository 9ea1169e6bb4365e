import type { Catalogue } from '../../core/artifacts/catalogue.ts';
import { type Gathered, gathered, notGathered } from '../../core/artifacts/failure.ts';
import { request } from '../../core/check.ts';
import type { Feed } from '../../core/feed.ts';
import type { GatherContext } from '../../core/gatherer.ts';
import type { FeedAccess } from '../../core/site-access.ts';
import { type Asked, askFeed } from './ask.ts';
import type { FeedLimits } from './limits.ts';
import { offReason } from './state.ts';

/**
 * Asks every feed that covers something of the site's inventory, all at once: each service has a
 * pace of its own, and the failure of one is no trouble of another.
 */
export async function gatherCatalogue(
  context: GatherContext,
  limits: FeedLimits,
): Promise<Gathered<Catalogue>> {
  const inventory = await context.need(request('inventory', {}));
  if (!inventory.ok) return notGathered(inventory.failure);
  const { components } = inventory.value;
  const feeds = await context.feeds();
  try {
    const asked = await Promise.all(
      withoutTwins(feeds, context.access.feeds)
        .toSorted(byId)
        .flatMap((feed) => {
          const covered = components.filter((component) => feed.covers(component));
          return covered.length === 0 ? [] : askFeed(feed, covered, context, limits);
        }),
    );
    return gathered(joined(asked));
  } catch (error) {
    if (!context.signal.aborted) throw error;
    const message = 'the run ended before every feed had answered';
    return notGathered({ code: 'cancelled', message });
  }
}

/** Of two feeds that know the same, the one that may be asked; its twin would only be noise. */
function withoutTwins(feeds: readonly Feed[], access: FeedAccess): readonly Feed[] {
  const askable = new Set(
    feeds.filter((feed) => offReason(feed, access) === null).map(({ id }) => id),
  );
  const spared = new Set(
    feeds.flatMap(({ id, instead }) => {
      if (instead === undefined || !askable.has(instead)) return [];
      return askable.has(id) ? instead : id;
    }),
  );
  return feeds.filter(({ id }) => !spared.has(id));
}

function byId(a: Feed, b: Feed): number {
  return a.id < b.id ? -1 : 1;
}

function joined(asked: readonly Asked[]): Catalogue {
  const unanswered = asked.flatMap(({ answer }) => answer.unanswered ?? []);
  const byComponent = Map.groupBy(unanswered, ({ component }) => component);
  return {
    packages: asked.flatMap(({ answer }) => answer.packages ?? []),
    advisories: asked.flatMap(({ answer }) => answer.advisories ?? []),
    lifecycles: asked.flatMap(({ answer }) => answer.lifecycles ?? []),
    exploited: [...new Set(asked.flatMap(({ answer }) => answer.exploited ?? []))],
    feeds: asked.map(({ state }) => state),
    unanswered: Object.fromEntries(
      [...byComponent].map(([component, all]) => [
        component,
        [...new Set(all.map(({ reason }) => reason))],
      ]),
    ),
  };
}
