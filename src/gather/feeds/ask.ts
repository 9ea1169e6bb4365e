import { type Component, componentKey } from '../../core/component.ts';
import type { Feed, FeedAnswer, FeedState } from '../../core/feed.ts';
import type { GatherContext } from '../../core/gatherer.ts';
import { oneLine } from '../../core/text.ts';
import type { FeedLimits } from './limits.ts';
import { feedReader } from './reader.ts';
import { maySendList, offReason, settingsOf, stateOf } from './state.ts';

/** What one feed brought for a site, and how it stands. */
export interface Asked {
  readonly state: FeedState;
  readonly answer: FeedAnswer;
}

/** Asks a feed about the components that it covers. Rejects only where the run was stopped. */
export async function askFeed(
  feed: Feed,
  components: readonly Component[],
  context: GatherContext,
  limits: FeedLimits,
): Promise<Asked> {
  const access = context.access.feeds;
  const { id, title } = feed;
  const reason = offReason(feed, access);
  if (reason !== null) {
    return { state: { feed: id, title, state: 'off', asOf: null, reason }, answer: {} };
  }
  const { clock, signal, trace, feedCache: cache } = context;
  const reader = feedReader({
    feed,
    settings: settingsOf(feed, access),
    disclose: maySendList(feed, access),
    cache,
    clock,
    signal,
    trace,
    limits,
  });
  try {
    const answer = await feed.ask(components, reader.context);
    const state = stateOf(feed, reader.notes, reader.context.now);
    return { state, answer: admitted(answer, state, components) };
  } catch (error) {
    signal.throwIfAborted();
    // A bug of one feed, or a store that refuses: the other feeds stand.
    const why = oneLine(error instanceof Error ? error.message : String(error), 300);
    trace('error', `feed ${id}: ${error instanceof Error ? error.stack : why}`);
    const state: FeedState = { feed: id, title, state: 'unreadable', asOf: null, reason: why };
    return { state, answer: admitted({}, state, components) };
  }
}

/** A feed that cannot be read and says nothing about what it could not answer has answered nothing. */
function admitted(
  answer: FeedAnswer,
  { state, title }: FeedState,
  components: readonly Component[],
): FeedAnswer {
  if (state !== 'unreadable' || answer.unanswered !== undefined) return answer;
  const reason = `${title} cannot be read`;
  return {
    ...answer,
    unanswered: components.map((component) => ({ component: componentKey(component), reason })),
  };
}
