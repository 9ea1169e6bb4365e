import type { Message } from '../../../../analysis/accessibility/keyboard-facts.ts';
import type { Changes } from './eye-changes.ts';
import { left, pause, type Stage } from './stage.ts';

/** How long a message is watched, and how many are. */
const watchedMs = 2400;
const stepMs = 150;
const maxWatched = 2;
const longest = 300;

/** Notes words that have appeared, and whether they vanish while nobody does anything. */
export async function watchMessages(
  stage: Stage,
  cause: string,
  by: Message['by'],
  changes: Changes,
): Promise<void> {
  const { facts, eye } = stage;
  const fresh = changes.appeared.filter(({ focusable, links }) => focusable === 0 && links === 0);
  for (const { path, text, live } of [...fresh, ...changes.rewritten].slice(0, 3)) {
    // A clock or a counter is no message, and neither is an article.
    if (!/\p{L}{2,}.*\s+\p{L}{2,}/u.test(text) || text.length >= longest) continue;
    const heard = live || (await eye.ask('isWithin', changes.active, path));
    const watched = facts.messages.filter(({ goneAfterMs }) => goneAfterMs === null).length;
    const goneAfterMs =
      watched < maxWatched && left(stage) > watchedMs ? await goneAfter(stage, path) : null;
    facts.messages.push({ cause, by, text, told: heard, goneAfterMs });
  }
}

async function goneAfter({ eye }: Stage, path: string): Promise<number | null> {
  for (let ms = stepMs; ms <= watchedMs; ms += stepMs) {
    await pause(stepMs);
    if (!(await eye.ask('stillShown', path))) return ms;
  }
  return null;
}
