import { describe, expect, it, onTestFinished } from 'vitest';
import { serveWeb, type WebService } from '../../src/agent/serve-web.ts';
import { durationMs } from '../../src/core/duration.ts';
import { agentStore, storeFile } from '../store/support/temp-store.ts';
import { configWith, siteWith } from '../support/agent-config.ts';
import { pingCheck } from '../support/config-folder.ts';

const clock = { now: () => Date.now(), monotonic: () => performance.now() };

async function served(file: string, rest: Partial<WebService> = {}) {
  const { store, stop } = agentStore(file, clock);
  const web = await serveWeb('127.0.0.1:0', {
    clock,
    store,
    checks: [pingCheck],
    after: (ms, act) => {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
    config: () => configWith([], new Map(), []),
    status: () => null,
    web: {},
    readersAreHere: false,
    onFault: () => {},
    ...rest,
  });
  if ('refused' in web) throw new Error(web.refused);
  let open = true;
  const close = async () => {
    if (!open) return;
    open = false;
    await web.close();
    await stop();
  };
  onTestFinished(close);
  return { ...web, close, get: (path: string) => fetch(new URL(path, web.url)) };
}

describe('the pages of an agent', () => {
  it('are at a URL that signs in whoever opens it, the same after a restart', async () => {
    const file = storeFile();
    const first = await served(file);
    const { searchParams } = new URL(first.signInUrl);
    const token = searchParams.get('token') ?? '';
    expect(token).toMatch(/^[\w-]{43}$/);
    const answer = await fetch(first.signInUrl, { redirect: 'manual' });
    expect(answer.status).toBe(303);
    await first.close();
    const second = await served(file);
    expect(new URL(second.signInUrl).searchParams.get('token')).toBe(token);
  });

  it('print no token that comes from config', async () => {
    const token = 'a-token-of-thirty-two-characters';
    const web = await served(storeFile(), { web: { token } });
    expect(web.signInUrl).toBe(web.url);
    expect((await fetch(`${web.url}?token=${token}`, { redirect: 'manual' })).status).toBe(303);
  });

  it('are linked in messages only where their readers can open them', async () => {
    const incident = { id: 'I-7K3M', openings: 1 };
    const nowhere = await served(storeFile());
    expect(nowhere.links.incident('I-7K3M')).toBeNull();
    expect(nowhere.links.acknowledge(incident, 'jo')).toBeNull();
    const here = await served(storeFile(), { readersAreHere: true });
    expect(here.links.incident('I-7K3M')).toBe(`${here.url}incidents/I-7K3M`);
    const publicUrl = 'https://caretaker.practice.example';
    const everywhere = await served(storeFile(), { web: { publicUrl } });
    expect(everywhere.links.acknowledge(incident, 'jo')).toMatch(
      /^https:\/\/caretaker\.practice\.example\/ack\/[\w-]+\.[\w-]+$/,
    );
  });

  it('show the sites of the config in force, with planned work that holds now', async () => {
    const checks = new Map([['ping', { schedule: '60s', options: {} }]]);
    const window = { at: clock.now() - 60_000, durationMs: durationMs('1h') };
    let config = configWith([siteWith('before', checks)], new Map(), []);
    const web = await served(storeFile(), { config: () => config });
    expect(await (await web.get('/')).text()).toContain('before');
    const maintenanceWindows = [
      {
        start: { kind: 'once' as const, at: window.at },
        durationMs: window.durationMs,
        reason: 'Moving house',
        check: null,
      },
    ];
    config = configWith([siteWith('after', checks, { maintenanceWindows })], new Map(), []);
    const text = await (await web.get('/')).text();
    expect(text).toContain('after');
    expect(text).not.toContain('before');
    expect(text).toContain('Planned work');
    expect(await (await web.get('/sites/after')).text()).toContain('Moving house');
  });

  it('say in one line why they are not served', async () => {
    const web = await served(storeFile());
    const { store } = agentStore();
    const { host } = new URL(web.url);
    const service = { clock, store, checks: [], after: () => () => {}, status: () => null };
    const config = () => configWith([], new Map(), []);
    const rest = { config, web: {}, readersAreHere: true, onFault: () => {} };
    const second = await serveWeb(host, { ...service, ...rest });
    expect(second).toMatchObject({ refused: expect.stringContaining('EADDRINUSE') });
    expect(second.links.incident('I-7K3M')).toBeNull();
  });
});
