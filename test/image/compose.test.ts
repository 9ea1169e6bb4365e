import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadConfig } from '../../src/config/load.ts';
import { discoverChecks } from '../../src/engine/discover.ts';
import { targetAllowed } from '../../src/gather/address-policy.ts';
import { folderWith, modules } from '../support/config-folder.ts';

interface Service {
  readonly image: string;
  readonly build?: string;
  readonly privileged?: boolean;
  readonly network_mode?: string;
  readonly user?: string;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly read_only?: boolean;
  readonly tmpfs?: readonly string[];
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly mem_limit?: string;
  readonly pids_limit?: number;
  readonly restart?: string;
  readonly init?: boolean;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const compose: {
  readonly services: Readonly<Record<'agent' | 'site', Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
} = parse(read('docker-compose.yml'));
const { agent } = compose.services;

describe('docker-compose.yml', () => {
  it.each(Object.entries(compose.services))('gives %s no privilege that it can lack', (_, one) => {
    expect(one).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      mem_limit: expect.any(String),
      pids_limit: expect.any(Number),
    });
    expect(one.privileged ?? one.network_mode ?? one.user).toBeUndefined();
  });

  it('lets the agent write in a named volume and in memory, and nowhere else', () => {
    expect(agent.volumes?.filter((volume) => !volume.endsWith(':ro'))).toEqual(['data:/data']);
    expect(compose.volumes).toHaveProperty('data');
    expect(agent.tmpfs).toEqual([expect.stringMatching(/^\/tmp:/)]);
  });

  it('shows the page to this machine only', () => {
    expect(agent.ports).toEqual(['127.0.0.1:8080:8080']);
  });

  it('starts the agent again, with the init of the image and its health check', () => {
    expect(agent.restart).toBe('unless-stopped');
    expect(agent).not.toHaveProperty('init');
    expect(agent).not.toHaveProperty('healthcheck');
  });

  it('needs no other image than the one it builds, and only folders that exist', () => {
    expect(Object.values(compose.services).map(({ image }) => image)).toEqual([
      'caretaker',
      'caretaker',
    ]);
    const folders = (agent.volumes ?? []).map((volume) => volume.split(':')[0] ?? '');
    const local = folders.filter((folder) => folder.startsWith('.'));
    expect(local.filter((folder) => !existsSync(join(root, folder)))).toEqual([]);
  });
});

describe('the config in the container', () => {
  it('is the shipped one, open to a port mapping, for whoever signs in', async () => {
    expect(await load({})).toMatchObject({
      ok: true,
      config: {
        practice: { web: { listen: '0.0.0.0:8080', publicUrl: 'http://localhost:8080' } },
        sites: [],
      },
    });
  });

  it('takes the URL of the pages from the environment, and makes no secret of it', async () => {
    const publicUrl = 'https://care.practice.example';
    expect(await load({ CARETAKER_PUBLIC_URL: publicUrl })).toMatchObject({
      ok: true,
      config: { practice: { web: { publicUrl } }, secrets: [] },
    });
    expect(Object.keys(agent.environment ?? {})).toEqual(['CARETAKER_PUBLIC_URL']);
  });

  it('watches the site of docker-compose.yml beside it', async () => {
    const site = { 'config/sites/example.yaml': read('docker/sites/example.yaml') };
    expect(await load({}, site)).toMatchObject({
      ok: true,
      config: { sites: [{ site: { url: 'http://site:8000' } }] },
    });
  });
});

/** As the Dockerfile puts it together. */
async function load(
  env: Readonly<Record<string, string>>,
  sites: Readonly<Record<string, string>> = {},
) {
  const practice = read('config/caretaker.yaml') + read('docker/web.yaml');
  const cwd = await folderWith({
    'config/caretaker.yaml': practice,
    'config/sites/.keep': '',
    ...sites,
  });
  return loadConfig('config', {
    cwd,
    env,
    checks: await discoverChecks(),
    ...modules,
    targetAllowed,
  });
}

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}
