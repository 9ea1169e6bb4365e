// An agent of real parts that lives faster than the clock, and kills itself where its order says.
import uptime from '../../../checks/uptime/index.ts';
import { startAgent } from '../../../src/agent/agent.ts';
import { holdStore } from '../../../src/agent/held-store.ts';
import { type App, createApp } from '../../../src/app.ts';
import { noLinks } from '../../../src/core/notification.ts';
import { Worker } from '../../../src/engine/worker.ts';
import { acknowledge } from '../../../src/incidents/people.ts';
import { loadChannel } from '../../../src/notify/discover.ts';
import { openStore } from '../../../src/store/open.ts';
import { configWith, siteWith } from '../../support/agent-config.ts';
import { type Order, secret } from './order.ts';
import { type Trap, trappedChannel, trappedStore } from './traps.ts';

const [email, webhook] = await Promise.all([
  loadChannel('email'),
  loadChannel('webhook'),
  import('nodemailer'),
  import('got'),
  import('../../../src/gather/http-exchange.ts'),
]);
const order: Order = JSON.parse(String(process.argv[2]));
const { file, speed, secondStepMs } = order;
const startedAt = performance.now();
const lived = () => (performance.now() - startedAt) * speed;
const clock = {
  now: () => Math.round(order.now + lived()),
  monotonic: lived,
};
const after = (ms: number, act: () => void) => {
  const timer = setTimeout(act, ms / speed);
  return () => clearTimeout(timer);
};
const trap: Trap = (point) => {
  if (point === order.point) process.kill(process.pid, 'SIGKILL');
};

const asked = new Promise((resolve) => process.once('SIGTERM', resolve));

// Its time begins: starting has taken none.
console.log('started');
if (order.acknowledges) await takeOn();
else await watch();

/** As `caretaker incidents ack` does. */
async function takeOn(): Promise<void> {
  const opened = openStore(file, { clock });
  const store = trappedStore(opened, trap, clock.now);
  await store.transact('durable', async (transaction) => {
    const [incident] = await transaction.incidents.list({ unresolved: true });
    const act = incident && acknowledge(incident, 'jo', clock.now());
    if (!incident || !act?.ok) return;
    const { timeline, step } = act.change;
    const steps = step.kind === 'drop' ? [{ incident: incident.id, dueAt: null }] : [];
    await transaction.commit({ incidents: [act.change.incident], timeline, steps });
  });
  await opened.close();
}

async function watch(): Promise<void> {
  const base = createApp(clock);
  const app: App = {
    ...base,
    worker: (sites, events) =>
      new Worker(sites, {
        ...events,
        clock,
        timer: after,
        // A site on this machine answers at once or has gone.
        visit: base.visit,
      }),
  };
  const held = await holdStore(file, {
    clock,
    standby: false,
    signal: new AbortController().signal,
    onWait: () => {},
  });
  if (held === null || 'refused' in held) throw new Error(held?.refused);
  const { port } = new URL(order.site);
  const site = siteWith(
    'shop',
    new Map([['uptime', { schedule: '20s', options: uptime.options.defaults }]]),
    {
      site: { url: order.site, network: { allowPrivate: [`127.0.0.1:${port}`] } },
    },
  );
  const recipients = (person: string) =>
    ['mail', 'hook'].map((channel) => ({ person, channel, address: `${person}@practice.example` }));
  const config = configWith([site], channels(), [
    { afterMs: 0, recipients: recipients('jo') },
    { afterMs: secondStepMs, recipients: recipients('sam') },
  ]);
  const agent = await startAgent(config, {
    app,
    checks: [uptime],
    channels: [trappedChannel(email, 'mail', trap), trappedChannel(webhook, 'hook', trap)],
    store: trappedStore(held.store, trap, clock.now),
    version: '0.0.0',
    after,
    random: Math.random,
    links: noLinks,
    onResult: (_site, { outcome }) => {
      if (outcome === 'failed') trap('result judged');
    },
    onChange: ({ timeline }) => {
      for (const { kind } of timeline) trap(`${kind}: known`);
    },
    onMessage: ({ status }) => trap(`${status}: known`),
    onFault: (what, error) => {
      // At this pace a run may well be due again before it has ended.
      if (!String(error).includes('it still runs')) console.error(what, error);
    },
  });
  await asked;
  await agent.stop();
  held.release();
}

function channels() {
  const { smtpPort: port, hook: url } = order;
  const mail = { host: '127.0.0.1', port, security: 'none', from: 'care@practice.example' };
  return new Map([
    ['mail', { kind: 'email', settings: { ...mail, timeout: '20s' } }],
    ['hook', { kind: 'webhook', settings: { url, secret, timeout: '10s' } }],
  ]);
}
