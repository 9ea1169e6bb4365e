import { type Component, componentKey } from '../../core/component.ts';
import type { FeedReading } from '../../core/feed.ts';

/** That nothing could be learnt about a component, since a document could not be read. */
export function unansweredFor(
  component: Component,
  title: string,
  { failure }: Pick<FeedReading<unknown>, 'failure'>,
): { readonly component: string; readonly reason: string } {
  const why = failure === null ? '' : ` (${failure.reason})`;
  return { component: componentKey(component), reason: `${title} cannot be read${why}` };
}
