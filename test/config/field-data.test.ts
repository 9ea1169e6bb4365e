import { expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { folderWith, modules, pingCheck } from '../support/config-folder.ts';

it('the service of field data is reached as the feeds are, with a key that stays secret', async () => {
  const cwd = await folderWith({
    'config/caretaker.yaml':
      'feeds: { crux: { key: "${FIELD_KEY}", mirror: "https://mirror.example/crux" } }',
    'config/sites/acme.yaml': 'url: https://acme.example/\n',
  });
  const env = { FIELD_KEY: 'field-key-1234' };
  const ports = { ...modules, cwd, env, checks: [pingCheck], targetAllowed: () => true };
  const loaded = await loadConfig('config', ports);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  expect(loaded.config.sites[0]?.access.feeds.settings.crux).toEqual({
    key: 'field-key-1234',
    mirror: 'https://mirror.example/crux',
  });
  expect(loaded.config.secrets).toEqual(['field-key-1234']);
});
