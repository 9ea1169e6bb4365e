import { mkdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ConfigWatch, watchConfig } from '../../src/cli/config-watch.ts';
import { folderWith } from '../support/config-folder.ts';

describe('the watch over a config folder', () => {
  let folder: string;
  let watch: ConfigWatch;
  let calls: number;
  let onChange: () => Promise<void>;

  beforeEach(async () => {
    folder = await folderWith({ 'caretaker.yaml': 'defaults: {}', 'sites/acme.yaml': 'url: x' });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    calls = 0;
    onChange = async () => {};
    watch = watchConfig(folder, async () => {
      calls += 1;
      await onChange();
    });
  });
  afterEach(() => {
    watch.stop();
    vi.useRealTimers();
  });

  const look = () => vi.advanceTimersByTimeAsync(2_000);
  const path = (name: string) => join(folder, name);

  it('is quiet while nothing changes', async () => {
    await vi.advanceTimersByTimeAsync(60_000);
    expect(calls).toBe(0);
  });

  it.each<readonly [string, () => Promise<unknown>]>([
    ['a new site', () => writeFile(path('sites/shop.yaml'), 'url: y')],
    ['a site that is gone', () => rm(path('sites/acme.yaml'))],
    ['another name', () => rename(path('sites/acme.yaml'), path('sites/acme2.yml'))],
    ['other content', () => writeFile(path('caretaker.yaml'), 'defaults: { timezone: UTC }')],
    ['a file that was touched', () => utimes(path('sites/acme.yaml'), 1, 1)],
    ['a folder that is gone', () => rm(path('sites'), { recursive: true })],
  ])('tells once of %s', async (_what, change) => {
    await change();
    await look();
    expect(calls).toBe(1);
    await look();
    expect(calls).toBe(1);
  });

  it('does not care about other files', async () => {
    await writeFile(path('sites/.acme.yaml.swp'), 'x');
    await writeFile(path('notes.txt'), 'x');
    await mkdir(path('schema'));
    await look();
    expect(calls).toBe(0);
  });

  it('tells at once where it is asked to', async () => {
    watch.force();
    await vi.advanceTimersByTimeAsync(0);
    expect(calls).toBe(1);
  });

  it('waits for one call to end before it makes the next', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    onChange = () => promise;
    watch.force();
    watch.force();
    await look();
    expect(calls).toBe(1);
    resolve();
    await vi.advanceTimersByTimeAsync(0);
    expect(calls).toBe(2);
  });

  it('is silent once it is stopped, also in the middle of a call', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    onChange = () => promise;
    watch.force();
    watch.stop();
    resolve();
    await writeFile(path('sites/shop.yaml'), 'url: y');
    await look();
    watch.force();
    expect(calls).toBe(1);
  });
});
