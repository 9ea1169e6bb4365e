import { describe, expect, it } from 'vitest';
import { jsonSchemas } from '../../src/config/json-schema.ts';
import { modules, pingCheck, pluginsCheck } from '../support/config-folder.ts';
import { schemaValidator } from '../support/json-schema.ts';

const schemas = jsonSchemas({ checks: [pingCheck, pluginsCheck], ...modules });
const site = schemaValidator(schemas['site.schema.json']);
const practice = schemaValidator(schemas['caretaker.schema.json']);
const url = 'https://acme.example/';

describe('the schemas for editors', () => {
  it('accept what validation accepts: options may be left out, a check may be switched off', () => {
    expect(site({ url, checks: { ping: { retries: 1 }, plugins: false } })).toEqual([]);
    expect(practice({ defaults: { checks: { ping: { schedule: '5m' } } } })).toEqual([]);
  });

  it('refuse unknown keys, checks and options, and wrong words', () => {
    expect(site({ url, platfrom: 'drupal' })).not.toEqual([]);
    expect(site({ url, platform: 'joomla' })).not.toEqual([]);
    expect(site({ url, checks: { pong: false } })).not.toEqual([]);
    expect(site({ url, checks: { ping: { retrys: 1 } } })).not.toEqual([]);
    expect(site({})).not.toEqual([]);
    expect(practice({ defaults: { checks: { ping: { retrys: 1 } } } })).not.toEqual([]);
  });

  it('want secrets of channels as references, whatever they stand for', () => {
    const hook = { kind: 'webhook', url: 'https://x.example/', secret: '${HOOK}' };
    expect(practice({ channels: { hook } })).toEqual([]);
    expect(practice({ channels: { hook: { ...hook, secret: 'file:/run/hook' } } })).toEqual([]);
    const written = { ...hook, secret: 'a-secret-of-many-letters' };
    expect(practice({ channels: { hook: written } })).not.toEqual([]);
    expect(practice({ channels: { hook: { ...hook, kind: 'pigeon' } } })).not.toEqual([]);
  });

  it('want secrets of platforms and feeds as references, and names of accounts as they are', () => {
    const signing = (token: string) => ({ url, credentials: { wordpress: { user: 'jo', token } } });
    expect(site(signing('${TOKEN}'))).toEqual([]);
    expect(site(signing('a-secret'))).not.toEqual([]);
    expect(practice({ feeds: { paid: { key: 'file:/run/key' } } })).toEqual([]);
    expect(practice({ feeds: { paid: { key: 'a-secret' } } })).not.toEqual([]);
  });

  it('know the routes and programs of every platform, and every feed', () => {
    const inventory = { routes: ['rest', 'admin-api'], commands: { wp: ['wp'] }, files: ['x'] };
    expect(site({ url, inventory })).toEqual([]);
    expect(site({ url, inventory: { routes: ['rset'] } })).not.toEqual([]);
    expect(site({ url, inventory: { commands: { wp: 'wp plugin list' } } })).not.toEqual([]);
    expect(practice({ feeds: { opne: {} } })).not.toEqual([]);
  });

  it('tell the built-in defaults of options', () => {
    const drawn = JSON.parse(JSON.stringify(schemas['site.schema.json']));
    const [, options] = drawn.properties.checks.properties.ping.anyOf;
    expect(options.properties.schedule.default).toBe('60s');
    expect(options.properties.retries.default).toBe(2);
  });

  it.each(Object.entries(schemas))('%s explains every key', (_, schema) => {
    expect(keysWithoutDescription(schema)).toEqual([]);
  });
});

/** Options of checks are explained by the checks; their own tests see to it. */
function keysWithoutDescription(schema: object, path = ''): string[] {
  return Object.entries(schema).flatMap(([key, value]: [string, unknown]) => {
    if (typeof value !== 'object' || value === null || path.endsWith('/ping')) return [];
    const below = keysWithoutDescription(value, `${path}/${key}`);
    const isKey = path.endsWith('/properties');
    return isKey && !('description' in value) ? [`${path}/${key}`, ...below] : below;
  });
}
