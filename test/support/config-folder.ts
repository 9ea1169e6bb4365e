import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Check, defineCheck } from '../../src/core/check.ts';
import type { Feed } from '../../src/core/feed.ts';
import type { InventoryRoute, PlatformModule } from '../../src/core/platform-module.ts';
import { discoverChannels } from '../../src/notify/discover.ts';

/** A temporary folder with these files, gone after the test. */
export async function folderWith(
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'caretaker-config-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
}

/** Every kind of channel, as commands find them. */
export const channels = await discoverChannels();

/** A platform that is told apart by what config may say about it. */
function platform(
  id: PlatformModule['id'],
  routes: readonly string[],
  words: Pick<PlatformModule, 'credentials' | 'commands'>,
): PlatformModule {
  const route = (route: string): InventoryRoute => ({
    id: route,
    title: route,
    missing: () => null,
    take: () => Promise.resolve({ ok: false, reason: 'it is a sample' }),
  });
  const kinds = ['core'] as const;
  return { id, title: id, markers: [], probes: [], kinds, routes: routes.map(route), ...words };
}

function feed(id: string, key: Feed['key']): Feed {
  return {
    id,
    title: `The service ${id}`,
    about: 'A sample.',
    docs: `https://${id}.example/docs`,
    discloses: 'nothing',
    key,
    base: `https://${id}.example/`,
    maxAgeMs: 3_600_000,
    covers: () => false,
    ask: () => Promise.resolve({}),
  };
}

/** Samples of everything that config is judged by, apart from checks. */
export const modules = {
  channels,
  platforms: [
    platform('wordpress', ['rest', 'command', 'folder', 'files'], {
      credentials: { user: 'Who signs in.', token: 'What signs in.' },
      commands: { wp: 'WP-CLI.' },
    }),
    platform('drupal', ['command', 'folder', 'files'], {
      credentials: {},
      commands: { drush: 'Drush.', composer: 'Composer.' },
    }),
    platform('shopify', ['admin-api'], { credentials: { adminToken: 'A token.' }, commands: {} }),
  ],
  feeds: [feed('open', 'none'), feed('better', 'optional'), feed('paid', 'required')],
};

/** A small check with one option of each kind. */
export const pingCheck: Check = defineCheck({
  meta: {
    id: 'ping',
    title: 'Ping',
    why: 'A sample.',
    category: 'availability',
    lane: 'http',
    schedule: '60s',
    timeout: '30s',
    platforms: 'any',
    incidentPer: 'check',
    confirm: 0,
    metrics: {},
    labels: {},
  },
  rules: {},
  options: {
    defaults: {
      timeout: '10s',
      retries: 2,
      method: 'GET',
      words: [] as string[],
      headers: {},
      low: 1,
      high: 9,
    },
    schema: ({ z }) =>
      z
        .object({
          timeout: z.string().refine((text) => /^\d+s$/.test(text), 'is no duration; write 10s'),
          retries: z.int().min(0).max(5),
          method: z.enum(['GET', 'HEAD']),
          words: z.array(z.string().min(2)),
          headers: z.record(z.string(), z.string()),
          low: z.number(),
          high: z.number(),
        })
        .refine(({ low, high }) => low < high, { error: 'must be above low', path: ['high'] }),
  },
  requires: () => ({}),
  evaluate: () => ({ findings: [] }),
});

/** A check that makes sense on one platform only. */
export const pluginsCheck: Check = defineCheck({
  ...pingCheck,
  meta: {
    ...pingCheck.meta,
    id: 'plugins',
    title: 'Plugins',
    schedule: '0 3 * * *',
    platforms: ['wordpress'],
  },
  options: { defaults: {}, schema: ({ z }) => z.object({}) },
});
