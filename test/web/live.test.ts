import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createLive } from '../../src/web/live.ts';
import { FastClock } from '../support/fast-clock.ts';
import { webOfTest } from '../support/web.ts';

const second = 1000;

/** Something that changes when the test says so, and a page that listens. */
async function listening() {
  const clock = new FastClock('2026-11-23T12:00:00Z');
  const things = { state: 'one', looks: 0 };
  const live = createLive({
    pulse: async () => {
      things.looks += 1;
      return things.state;
    },
    after: clock.timer,
    monotonic: () => clock.monotonic(),
  });
  onTestFinished(live.close);
  const heard: string[] = [];
  let over = false;
  const stream = live.listen();
  const reader = stream?.getReader();
  const reading = (async () => {
    for (;;) {
      const next = await reader?.read();
      if (!next || next.done) break;
      heard.push(new TextDecoder().decode(next.value));
    }
    over = true;
  })();
  await clock.pass(0);
  return { clock, live, things, heard, reader, reading, isOver: () => over };
}

describe('open pages', () => {
  it('hear the present state at once, and again only when it has changed', async () => {
    const { clock, heard, things, live } = await listening();
    expect(heard).toEqual([`data: ${await live.revision()}\n\n`]);
    await clock.pass(5 * second);
    const before = heard.length;
    things.state = 'two';
    await clock.pass(second);
    expect(heard.slice(before)).toEqual([`data: ${await live.revision()}\n\n`]);
    await clock.pass(5 * second);
    expect(heard).toHaveLength(before + 1);
  });

  it('hear at most once a second, however much changes', async () => {
    const { clock, heard, things } = await listening();
    await clock.pass(2 * second);
    const before = heard.length;
    for (let nth = 0; nth < 100; nth++) {
      things.state = `change ${nth}`;
      await clock.pass(50);
    }
    expect(heard.length - before).toBeLessThanOrEqual(6);
    expect(heard.length - before).toBeGreaterThanOrEqual(4);
  });

  it('hear at once of what was changed on a page', async () => {
    const { clock, heard, things, live } = await listening();
    await clock.pass(5 * second);
    const before = heard.length;
    await clock.pass(100);
    things.state = 'acknowledged';
    live.changed();
    await clock.pass(1);
    expect(heard).toHaveLength(before + 1);
  });

  it('hear something every ten seconds, so that silence means something', async () => {
    const { clock, heard } = await listening();
    await clock.pass(2 * second);
    const before = heard.length;
    await clock.pass(60 * second);
    expect(heard.length - before).toBeGreaterThanOrEqual(5);
    expect(heard.length - before).toBeLessThanOrEqual(7);
  });

  it('are let go at once when the agent stops', async () => {
    const { live, reading, isOver } = await listening();
    live.close();
    await reading;
    expect(isOver()).toBe(true);
    expect(live.listen()).toBeNull();
  });

  it('that went away cost nothing: nobody looks any more', async () => {
    const { clock, things, reader } = await listening();
    await reader?.cancel();
    await clock.pass(5 * second);
    const { looks } = things;
    await clock.pass(60 * second);
    expect(things.looks).toBe(looks);
  });

  it('are a hundred at most', async () => {
    const { live } = await listening();
    const others = Array.from({ length: 120 }, () => live.listen());
    expect(others.filter((each) => each === null)).toHaveLength(21);
  });

  it('that do not read are let go, and others go on', async () => {
    const { clock, live, heard, things } = await listening();
    const lazy = live.listen();
    await clock.pass(second);
    for (let nth = 0; nth < 30; nth++) {
      things.state = `change ${nth}`;
      await clock.pass(second);
    }
    expect(heard.length).toBeGreaterThan(30);
    let kept = 0;
    for await (const _ of lazy ?? []) kept += 1;
    expect(kept).toBeLessThan(15);
  });
});

describe('over HTTP', () => {
  it('a change by another process is heard within two seconds, and closing ends the stream', async () => {
    const { serve, beside, live } = await webOfTest({ now: () => Date.now() });
    const server = await serve();
    const answer = await fetch(new URL('/events', server.url));
    expect(answer.headers.get('content-type')).toBe('text/event-stream');
    const heard: string[] = [];
    const reading = (async () => {
      try {
        for await (const piece of answer.body ?? []) heard.push(new TextDecoder().decode(piece));
      } catch {
        // The connection was closed with the server.
      }
    })();
    await wait(1200);
    const before = heard.length;
    await beside((store) => store.facts.put('something', Date.now()));
    await wait(2000);
    expect(heard.length).toBeGreaterThan(before);
    live.close();
    await Promise.all([reading, server.close()]);
  });
});
