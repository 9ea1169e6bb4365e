import type { CDPSession } from 'playwright';
import { within } from '../../bounded.ts';
import { isolatedWorld, mainFrameId } from '../../isolated-world.ts';
import { installPlaces, type Places } from '../keyboard/eye-places.ts';
import { type Boxes, installBoxes } from './ruler-boxes.ts';
import { installStyles, type Styles } from './ruler-styles.ts';
import { installTexts, type Texts } from './ruler-texts.ts';

/** What can be asked: each brings back plain data. */
interface Questions {
  readonly texts: Texts['texts'];
  readonly enlarged: Styles['enlarged'];
  readonly spaced: Styles['spaced'];
  readonly width: Boxes['width'];
  readonly pinned: Boxes['pinned'];
  readonly turnRequest: Boxes['turnRequest'];
  readonly drawn: Places['drawn'];
}

/** Measures a page from within, in a world that its scripts cannot reach. */
export interface Ruler {
  /** Rejects where the page does not answer within five seconds, or failed. */
  ask<Name extends keyof Questions>(
    name: Name,
    ...args: Parameters<Questions[Name]>
  ): Promise<Awaited<ReturnType<Questions[Name]>>>;
}

const answerMs = 5000;

/** Lays the ruler to the page as it stands; after a navigation another is needed. */
export async function openRuler(session: CDPSession): Promise<Ruler> {
  const world = await isolatedWorld(session, await mainFrameId(session));
  const parts = [installPlaces, installTexts, installStyles, installBoxes];
  const installed = parts.map((part) => `(${part.toString()})(ruler);`).join('\n');
  const evaluate = (script: string) =>
    within(answerMs, 'measuring the page', world.evaluate(script));
  await evaluate(`{ const ruler = {}; ${installed} ruler.index(); globalThis.ruler = ruler; } 0`);
  return {
    ask: (name, ...args) => {
      const list = args.map((value) => JSON.stringify(value)).join(',');
      // The functions that were installed bring back what their types say.
      return evaluate(`globalThis.ruler.${name}(${list})`) as Promise<never>;
    },
  };
}
