import { actsOf, testTwins, twinPages } from '../../support/twins.ts';

// Keys are pressed, windows narrowed, time passes: the first pair of each rule, by whoever it needs.
// twins.long.test.ts has all of them.
const first = new Set(['bad.html', 'good.html']);
testTwins(
  twinPages().filter(({ rule, name }) => actsOf(rule).length > 0 && first.has(name)),
  ({ rule }) => actsOf(rule),
);
