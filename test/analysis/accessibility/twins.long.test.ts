import { testTwins, twinPages } from '../../support/twins.ts';

// Everybody acts on every page, and every rule looks at it.
testTwins(twinPages(), () => 'all');
