import type { CDPSession } from 'playwright';
import { isolatedWorld, mainFrameId } from '../../isolated-world.ts';
import { installWatching, type Watching } from './eye-changes.ts';
import { type Hands, installHands } from './eye-hands.ts';
import { installLooks, type Looks } from './eye-looks.ts';
import { installPlaces, type Places } from './eye-places.ts';

/** Everything that is asked of a page from within, in a world that its scripts cannot reach. */
type Inside = Places & Looks & Watching & Hands;
/** Functions that take and bring back plain data alone. */
type Question = Exclude<
  {
    [Name in keyof Inside]: Inside[Name] extends (...args: infer Args) => unknown
      ? Args extends readonly (string | number | boolean | null | readonly string[])[]
        ? Name
        : never
      : never;
  }[keyof Inside],
  'active' | 'all' | 'find'
>;
type Answer<Name extends Question> = Awaited<ReturnType<Inside[Name]>>;

/** Asks the page from outside. */
export interface Eye {
  /** Rejects where the page has gone, does not answer within three seconds, or failed. */
  ask<Name extends Question>(name: Name, ...args: Parameters<Inside[Name]>): Promise<Answer<Name>>;
}

const answerMs = 3000;

/** Looks at the page as it stands; after a navigation another is needed. */
export async function openEye(session: CDPSession): Promise<Eye> {
  const world = await isolatedWorld(session, await mainFrameId(session));
  const parts = [installPlaces, installLooks, installWatching, installHands];
  const installed = parts.map((part) => `(${part.toString()})(eye);`).join('\n');
  await inTime(
    world.evaluate(`{ const eye = {}; ${installed} eye.index(); globalThis.eye = eye; } 0`),
  );
  return {
    ask: <Name extends Question>(name: Name, ...args: Parameters<Inside[Name]>) => {
      const list = args.map((value) => JSON.stringify(value)).join(',');
      return inTime(world.evaluate(`globalThis.eye.${name}(${list})`)) as Promise<Answer<Name>>;
    },
  };
}

/** Rejects where it takes longer than three seconds; what it was waiting for is left to itself. */
export async function inTime<Value>(work: Promise<Value>, ms = answerMs): Promise<Value> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`no answer within ${ms} ms`)), ms);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
    work.catch(() => {});
  }
}
