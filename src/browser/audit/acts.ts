import type { CDPSession, Page } from 'playwright';
import type { Acts } from '../../analysis/accessibility/acts.ts';
import type { PageSnapshot } from '../../analysis/accessibility/snapshot.ts';
import { actByKeyboard } from './acts/keyboard.ts';
import { watchTime } from './acts/time.ts';
import { changeViewport } from './acts/viewport.ts';

/** Who acts, in the order in which they do: each may leave the page changed. */
export const actNames = ['time', 'viewport', 'keyboard'] as const;
export type Act = (typeof actNames)[number];

/** Acts on a page that all readers are done with. What fails is left out: a rule without facts says nothing. */
export async function actOn(
  page: Page,
  session: CDPSession,
  snapshot: PageSnapshot,
  wanted: readonly Act[] | 'all',
): Promise<Acts> {
  const does = (act: Act) => wanted === 'all' || wanted.includes(act);
  return {
    ...(does('time') ? { time: await watchTime(page, session, snapshot) } : {}),
    ...(does('viewport') ? { viewport: await changeViewport(page, session, snapshot) } : {}),
    ...(does('keyboard') ? { keyboard: await actByKeyboard(page, session, snapshot) } : {}),
  };
}
