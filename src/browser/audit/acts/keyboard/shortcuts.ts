import type { Effect } from '../../../../analysis/accessibility/keyboard-facts.ts';
import { effectOf } from './operate.ts';
import { left, outcomeOf, type Stage, tap } from './stage.ts';

const keys = [
  ...'abcdefghijklmnopqrstuvwxyz0123456789',
  '+',
  '-',
  '/',
  '?',
  '.',
  ',',
  '=',
  '*',
  '#',
  '!',
  '[',
  ']',
];
const keyEvents = ['keydown', 'keyup', 'keypress'];

/** Presses letters, digits and signs while nothing has the focus, and halves them until one is found that acts. */
export async function pressPrintableKeys(stage: Stage): Promise<void> {
  if (!(await listensToKeys(stage))) return;
  let suspects: readonly string[] = keys;
  if ((await effectOfKeys(stage, suspects)) === 'none') return;
  while (suspects.length > 1) {
    if (left(stage) < 1500) return;
    const half = suspects.slice(0, Math.ceil(suspects.length / 2));
    const acts = (await effectOfKeys(stage, half)) !== 'none';
    suspects = acts ? half : suspects.slice(half.length);
  }
  const [key = ''] = suspects;
  const effect = await effectOfKeys(stage, [key]);
  if (effect !== 'none') stage.facts.shortcuts.push({ key, effect });
}

async function effectOfKeys(stage: Stage, some: readonly string[]): Promise<Effect> {
  await stage.eye.ask('release');
  const outcome = await outcomeOf(stage, async () => {
    for (const key of some) await tap(stage, key);
  });
  const effect = effectOf(outcome);
  return effect === 'none' && outcome.changes.active !== null ? 'focus-moved' : effect;
}

/** Whether the window, the document or what holds the page waits for keys. */
async function listensToKeys({ session, before }: Stage): Promise<boolean> {
  const holders = before.elements.filter(({ tag }) => tag === 'html' || tag === 'body');
  const onPage = holders.some(({ listens, attributes }) =>
    keyEvents.some((name) => listens.includes(name) || attributes[`on${name}`] !== undefined),
  );
  if (onPage) return true;
  const listened = await globalListeners(session);
  return keyEvents.some((name) => listened.includes(name));
}

/** Events that scripts wait for on the window and on the document. */
export async function globalListeners(session: Stage['session']): Promise<readonly string[]> {
  const types: string[] = [];
  for (const expression of ['window', 'document']) {
    const { result } = await session.send('Runtime.evaluate', { expression });
    if (result.objectId === undefined) continue;
    const { listeners } = await session.send('DOMDebugger.getEventListeners', {
      objectId: result.objectId,
    });
    types.push(...listeners.map(({ type }) => type));
    await session.send('Runtime.releaseObject', { objectId: result.objectId });
  }
  return types;
}
