import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { checkIds, discoverChecks, loadCheck, loadGatherer } from '../../src/engine/discover.ts';

describe('checks', () => {
  it('are found by their folder or file, sorted, and registered nowhere', async () => {
    const entries = await readdir(new URL('../../checks/', import.meta.url));
    const ids = await checkIds();
    expect(ids).toEqual(entries.map((entry) => entry.replace(/\.ts$/, '')).sort());
    expect(ids).toContain('uptime');
  });

  it('bear the id under which they are found', async () => {
    const checks = await discoverChecks();
    expect(checks.map(({ meta }) => meta.id)).toEqual(await checkIds());
  });

  it('are loaded one by one', async () => {
    expect((await loadCheck('uptime')).meta.id).toBe('uptime');
  });

  it.each(['nonsense', '', '../src/main', 'uptime/rules'])(
    'of the id %j do not exist',
    async (id) => {
      expect(await checkIds()).not.toContain(id);
    },
  );

  it('of an unknown id cannot be loaded', async () => {
    await expect(loadCheck('nonsense')).rejects.toThrow('nonsense');
  });
});

describe('gatherers', () => {
  it('are found by the name of what they bring back', async () => {
    expect((await loadGatherer('http-exchange')).artifact).toBe('http-exchange');
  });
});
