import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Check, defineCheck } from '../../src/core/check.ts';
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
