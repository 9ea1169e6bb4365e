import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { jsonSchemas } from '../../src/config/json-schema.ts';
import { loadConfig } from '../../src/config/load.ts';
import { platforms } from '../../src/core/site.ts';
import { discoverChecks, loadFeeds, loadPlatforms } from '../../src/engine/discover.ts';
import { targetAllowed } from '../../src/gather/address-policy.ts';
import { channels, folderWith } from '../support/config-folder.ts';
import { schemaValidator } from '../support/json-schema.ts';

const root = join(import.meta.dirname, '../../config');
const modules = {
  checks: await discoverChecks(),
  channels,
  platforms: await loadPlatforms(),
  feeds: await loadFeeds(),
};
const practice = await readFile(join(root, 'caretaker.yaml'), 'utf8');
const files = (await readdir(join(root, 'examples'))).toSorted();
const schemas = jsonSchemas(modules);

describe('the config that is shipped', () => {
  it('is valid, and has no site yet, so that the demo runs', async () => {
    const ports = { cwd: join(root, '..'), ...modules, env: {}, targetAllowed };
    expect(await loadConfig('config', ports)).toMatchObject({ ok: true, config: { sites: [] } });
    expect(await readdir(join(root, 'sites'))).toEqual(['.gitkeep']);
  });

  it('shows feeds by an example that is right', async () => {
    const [, own = ''] = practice.split(/^(?=feeds: )/m);
    const [example = ''] = own
      .replace('feeds: {}', 'feeds:')
      .replace(/^# {3}/gm, '  ')
      .split('\n\n');
    const cwd = await folderWith({ 'config/caretaker.yaml': example });
    const env = { WORDFENCE_KEY: 'a-secret' };
    const loaded = await loadConfig('config', { cwd, ...modules, env, targetAllowed });
    expect(loaded).toMatchObject({ ok: true, config: { secrets: ['a-secret'] } });
  });

  it('agrees with the schema that editors use', () => {
    expect(schemaValidator(schemas['caretaker.schema.json'])(parse(practice))).toEqual([]);
  });
});

describe('examples', () => {
  it('exist for every platform', () => {
    expect(files.map((file) => basename(file, '.yaml'))).toEqual(platforms.toSorted());
  });

  it.each(files)('%s is valid beside the shipped practice', async (file) => {
    const text = await readFile(join(root, 'examples', file), 'utf8');
    const cwd = await folderWith({
      'config/caretaker.yaml': practice,
      [`config/sites/${file}`]: text,
    });
    const names = [...text.matchAll(/\$\{([A-Z_]+)\}/g)].map(([, name]) => [name, 'a-secret']);
    const env = Object.fromEntries(names);
    const loaded = await loadConfig('config', { cwd, ...modules, env, targetAllowed });
    expect(loaded).toMatchObject({
      ok: true,
      config: { sites: [{ site: { platform: basename(file, '.yaml') } }] },
    });
    expect(schemaValidator(schemas['site.schema.json'])(parse(text))).toEqual([]);
    expect(text).toMatch(/^# yaml-language-server: \$schema=\.\.\/schema\/site\.schema\.json\n/);
  });
});
