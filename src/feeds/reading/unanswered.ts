import { type Component, componentKey } from '../../core/component.ts';
import type { FeedReading } from '../../core/feed.ts';
import { oneLine } from '../../core/text.ts';

/** That nothing could be learnt about a component, since a document could not be read. */
export function unansweredFor(
  component: Component,
  title: string,
  { failure }: Pick<FeedReading<unknown>, 'failure'>,
): { readonly component: string; readonly reason: string } {
  const why = failure === null ? '' : ` (${failure.reason})`;
  return { component: componentKey(component), reason: `${title} cannot be read${why}` };
}

/** That a service was not asked, since the component has no name that the service could know. */
export function notAskable(
  component: Component,
  title: string,
): { readonly component: string; readonly reason: string } {
  const name = oneLine(component.project ?? component.slug, 60);
  return {
    component: componentKey(component),
    reason: `${title} cannot be asked about “${name}”`,
  };
}
