import type { Activation, Effect } from '../../../../analysis/accessibility/keyboard-facts.ts';
import { controlsOf, listensToPress } from './controls.ts';
import type { Changes } from './eye-changes.ts';
import type { Control } from './eye-hands.ts';
import { watchMessages } from './messages.ts';
import { examineOverlay, overlayAmong } from './overlays.ts';
import { left, type Outcome, outcomeOf, press, type Stage, startAnew, tap } from './stage.ts';

const neededMs = 1500;

/** Operates controls by Enter and Space, looks at what opens, and compares with what a click does. */
export async function operateControls(stage: Stage): Promise<void> {
  for (const control of await controlsOf(stage)) {
    if (left(stage) < neededMs) return;
    if (!(await stage.eye.ask('focus', control.path))) continue;
    const activation = await operate(stage, control);
    stage.facts.activations.push(activation);
  }
}

async function operate(stage: Stage, control: Control): Promise<Activation> {
  const { path } = control;
  const states = await stage.eye.ask('statesOf', path);
  const outcome = await outcomeOf(stage, () => tap(stage, 'Enter'));
  const { changes } = outcome;
  const enter = effectOf(outcome);
  const focusLost =
    enter === 'change' && changes.active === null && !(await stage.eye.ask('isThere', path));
  const overlay = overlayAmong(changes);
  const base = { path, to: outcome.wanted?.to ?? '', focusLost };
  if (overlay) {
    const closed = await examineOverlay(stage, path, overlay, changes);
    if (!closed && !(await startAnew(stage))) throw new Error('the page stays covered');
    return { ...base, enter, space: null, click: null };
  }
  if (enter === 'change') {
    const told = states !== (await stage.eye.ask('statesOf', path));
    await noteWhatCame(stage, path, told, changes);
  }
  if (isNativeButton(stage, control)) return { ...base, enter, space: null, click: null };
  if (focusLost || !(await stage.eye.ask('focus', path)))
    return { ...base, enter, space: null, click: null };

  // A link that is not called a button owes nothing to the space bar.
  const owesSpace = enter === 'none' || control.role === 'button' || control.tag !== 'a';
  const spaced = owesSpace ? await outcomeOf(stage, () => tap(stage, 'Space')) : null;
  await closeWhatCame(stage, spaced?.changes ?? null);
  const space = spaced && effectOf(spaced);
  if (enter !== 'none' || (space !== null && space !== 'none'))
    return { ...base, enter, space, click: null };
  const clicked = await clickOn(stage, path);
  await closeWhatCame(stage, clicked?.changes ?? null);
  return {
    ...base,
    to: clicked?.wanted?.to ?? '',
    enter,
    space,
    click: clicked && effectOf(clicked),
  };
}

/** What a click of the mouse on an element brings about; null where nothing of it can be hit. */
export async function clickOn(stage: Stage, path: string): Promise<Outcome | null> {
  const point = await stage.eye.ask('pointOf', path);
  if (!point) return null;
  await stage.page.mouse.move(point.x, point.y);
  return outcomeOf(stage, () => stage.page.mouse.click(point.x, point.y));
}

/** The outcome in a word. */
export function effectOf({ changes, wanted }: Outcome): Effect {
  if (wanted) return wanted.kind;
  const { appeared, rewritten, gone } = changes;
  return appeared.length > 0 || rewritten.length > 0 || gone > 0 ? 'change' : 'none';
}

/** Puts away what came over the page on the way, or loads the page anew. */
export async function closeWhatCame(stage: Stage, changes: Changes | null): Promise<void> {
  const overlay = changes && overlayAmong(changes);
  if (!overlay) return;
  await press(stage, 'Escape');
  if (!(await stage.eye.ask('stillShown', overlay.path))) return;
  if (!(await startAnew(stage))) throw new Error('the page stays covered');
}

/** Whether what appeared goes when the control is pressed again, and what it says. */
async function noteWhatCame(
  stage: Stage,
  path: string,
  told: boolean,
  changes: Changes,
): Promise<void> {
  const [first] = changes.appeared;
  if (!first || !(await stage.eye.ask('focus', path)))
    return watchMessages(stage, path, 'press', changes);
  await outcomeOf(stage, () => tap(stage, 'Enter'));
  const isToggle = !(await stage.eye.ask('stillShown', first.path));
  if (isToggle) stage.facts.toggles.push({ path, told, text: first.text });
  else await watchMessages(stage, path, 'press', changes);
}

/** The browser itself sees to it that Enter and Space do the same. */
function isNativeButton(stage: Stage, { tag, path }: Control): boolean {
  const element = stage.before.byPath(path);
  const byMouseOnly =
    element !== null && listensToPress(element) && !element.listens.includes('click');
  return (tag === 'button' || tag === 'input') && !byMouseOnly;
}
