import type { Gatherer } from '../core/gatherer.ts';
import { gatherCatalogue } from './feeds/gather-catalogue.ts';
import { feedLimits } from './feeds/limits.ts';

/** Asks the services that know what exists about everything that is installed at a site. */
export default {
  artifact: 'catalogue',
  gather: (_params, context) => gatherCatalogue(context, feedLimits),
} satisfies Gatherer<'catalogue'>;
