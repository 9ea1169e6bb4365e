import { readFileSync } from 'node:fs';
import { readLastRun } from '../bench/last-run.ts';
import { jsonSchemas } from '../src/config/json-schema.ts';
import { discoverChecks, loadFeeds, loadPlatforms } from '../src/engine/discover.ts';
import { discoverChannels } from '../src/notify/discover.ts';
import { completeLockFile } from './lock-file.ts';
import { accessibilityPage } from './pages/accessibility.ts';
import { channelsPage } from './pages/channels.ts';
import { checksPage } from './pages/checks.ts';
import { failureCodesPage } from './pages/failure-codes.ts';
import { feedsPage } from './pages/feeds.ts';
import { holidayPlacesModule } from './pages/holiday-places.ts';
import { performancePage } from './pages/performance.ts';
import { platformsPage } from './pages/platforms.ts';

/** Every file that is drawn from something else, as it should be: text by path under the root. */
export async function generatedFiles(): Promise<ReadonlyMap<string, string>> {
  const checks = await discoverChecks();
  const channels = await discoverChannels();
  const platforms = await loadPlatforms();
  const feeds = await loadFeeds();
  const schemas = Object.entries(jsonSchemas({ checks, channels, platforms, feeds })).map(
    ([name, schema]) => [`config/schema/${name}`, `${JSON.stringify(schema, null, 2)}\n`] as const,
  );
  const lock = readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8');
  return new Map([
    ['docs/accessibility.md', accessibilityPage()],
    ['docs/channels.md', channelsPage(channels)],
    ['docs/checks.md', checksPage(checks)],
    ['docs/failure-codes.md', failureCodesPage()],
    ['docs/feeds.md', feedsPage(feeds)],
    ['docs/performance.md', performancePage(readLastRun())],
    ['docs/platforms.md', platformsPage(platforms)],
    ['src/config/holiday-places.ts', holidayPlacesModule()],
    ['package-lock.json', completeLockFile(lock)],
    ...schemas,
  ]);
}
