import type { Consequence } from '../../../../analysis/accessibility/keyboard-facts.ts';
import { left, outcomeOf, pause, type Stage, tap } from './stage.ts';

const maxChoices = 6;

/** Changes selects, boxes and radio buttons by keyboard, to see whether the page goes somewhere by itself. */
export async function changeChoices(stage: Stage): Promise<void> {
  const { before, facts, eye } = stage;
  const candidates = facts.stops.flatMap(({ path }) => {
    const element = before.byPath(path);
    const type = element?.attributes.type?.toLowerCase() ?? '';
    const isBox = element?.tag === 'input' && ['checkbox', 'radio'].includes(type);
    if (element?.tag === 'select') return [{ path, keys: ['ArrowDown', 'ArrowUp'] }];
    return isBox ? [{ path, keys: ['Space'] }] : [];
  });
  for (const { path, keys } of candidates.slice(0, maxChoices)) {
    if (left(stage) < 800) return;
    if (!(await eye.ask('focus', path))) continue;
    const consequence = await consequenceOf(stage, path, keys);
    if (consequence) facts.choices.push({ path, consequence });
  }
}

async function consequenceOf(
  stage: Stage,
  path: string,
  keys: readonly string[],
): Promise<Consequence | null> {
  for (const key of keys) {
    const first = await stage.eye.ask('optionsOf', path);
    const { wanted, changes } = await outcomeOf(stage, () => tap(stage, key));
    if (wanted) return wanted;
    const moved = changes.active !== null && changes.active !== path;
    // A radio button of the same name may rightly have the focus.
    if (moved && first !== null) return { kind: 'focus-moved', to: changes.active ?? '' };
    if (first === null) return null;
    const now = await stage.eye.ask('optionsOf', path);
    if (now?.chosen !== first.chosen) return lateWish(stage);
  }
  return null;
}

/** Some pages go after a moment. */
async function lateWish(stage: Stage): Promise<Consequence | null> {
  await pause(100);
  return stage.guard.wanted();
}
