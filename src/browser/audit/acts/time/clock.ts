import type { CDPSession } from 'playwright';
import { within } from '../../bounded.ts';
import { isolatedWorld, mainFrameId } from '../../isolated-world.ts';
import { installPlaces } from '../keyboard/eye-places.ts';
import { installStills, type Stills } from './clock-still.ts';
import { installWatch, type Watch } from './clock-watch.ts';

/** What can be asked: each brings back plain data. */
type Questions = Pick<Stills, 'animations' | 'media' | 'brakes' | 'pictures' | 'prospects'> & Watch;

/** Watches a page from within, in a world that its scripts cannot reach. */
export interface Clock {
  readonly frameId: string;
  /** Rejects where the page does not answer within five seconds, or failed. */
  ask<Name extends keyof Questions>(name: Name): Promise<ReturnType<Questions[Name]>>;
}

const answerMs = 5000;

/** Begins to look at the page as it stands. */
export async function openClock(session: CDPSession): Promise<Clock> {
  const frameId = await mainFrameId(session);
  const world = await isolatedWorld(session, frameId);
  const parts = [installPlaces, installStills, installWatch];
  const installed = parts.map((part) => `(${part.toString()})(clock);`).join('\n');
  const evaluate = (script: string) =>
    within(answerMs, 'watching the page', world.evaluate(script));
  await evaluate(
    `{ const clock = {}; ${installed} clock.index(); clock.start(); globalThis.clock = clock; } 0`,
  );
  // The functions that were installed bring back what their types say.
  const ask = (name: string) => evaluate(`globalThis.clock.${name}()`) as Promise<never>;
  return { frameId, ask };
}
