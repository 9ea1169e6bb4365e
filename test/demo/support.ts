import { onTestFinished } from 'vitest';
import { createApp } from '../../src/app.ts';
import { type Config, loadConfig } from '../../src/config/load.ts';
import { type Demo, openDemo } from '../../src/demo/open-demo.ts';
import type { Ring } from '../../src/demo/phone.ts';
import type { StreetTimes } from '../../src/demo/scene.ts';

/** Every fault of the street shows from the first visit on. */
export const everythingAtOnce: StreetTimes = {
  downAfterMs: 0,
  downForMs: Infinity,
  repeatMs: Infinity,
  queueFullAfterMs: 0,
};

/** A demo that is closed with its test, and what reached its phone. */
export async function demoWith(times: StreetTimes): Promise<Demo & { readonly rings: Ring[] }> {
  const rings: Ring[] = [];
  const { clock } = createApp();
  const onRing = (ring: Ring) => rings.push(ring);
  const demo = await openDemo({ clock, times, timezone: 'Europe/London', onRing });
  onTestFinished(() => demo.close());
  return { ...demo, rings };
}

/** The demo's config, read as any other. */
export async function configOf({ folder }: Demo): Promise<Config> {
  const { addresses, checks, channels, platforms, feeds } = createApp();
  const loaded = await loadConfig(folder, {
    env: {},
    cwd: folder,
    checks: await checks.all(),
    channels: await channels.all(),
    platforms: await platforms(),
    feeds: await feeds(),
    targetAllowed: addresses.targetAllowed,
  });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, null, 1));
  return loaded.config;
}
