// Keeps a document of a feed that never ends, entry by entry, and prints the number of each that was
// handed over.
import { setImmediate as turn } from 'node:timers/promises';
import { openStore } from '../../../src/store/open.ts';

const file = String(process.argv[2]);
const store = openStore(file, { clock: { now: () => Date.now() } });
const stamp = { asOf: 2, etag: 'second', lastModified: null, failure: null, triedAt: 2 };

async function* endless(): AsyncIterable<readonly [string, { readonly of: string }]> {
  for (let number = 1; ; number++) {
    yield ['plugins/akismet', { of: 'second' }];
    if (number % 100 === 0) {
      process.stdout.write(`${number}\n`);
      await turn();
    }
  }
}

await store.feeds.keepEntries('toys', 'all.json', stamp, endless());
