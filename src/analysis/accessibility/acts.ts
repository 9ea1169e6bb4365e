import type { KeyboardFacts } from './keyboard-facts.ts';
import type { TimeFacts } from './time-facts.ts';
import type { ViewportFacts } from './viewport-facts.ts';

/** What was learnt by acting on the page, by who acted. A part is missing where nobody did. */
export interface Acts {
  readonly keyboard?: KeyboardFacts;
  readonly viewport?: ViewportFacts;
  readonly time?: TimeFacts;
}
