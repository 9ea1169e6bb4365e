import type { Appeared, Changes } from './eye-changes.ts';
import { pause, press, type Stage } from './stage.ts';

const smallest = { width: 120, height: 40 };
/** Dialogs that come with a fade take the focus when it is done. */
const moveMs = 250;
const maxTabs = 10;

/** The dialog among what has appeared: of that role, or fixed over the page with something to operate in it. */
export function overlayAmong({ appeared }: Changes): Appeared | null {
  const large = appeared.filter(
    ({ box }) => box.width >= smallest.width && box.height >= smallest.height,
  );
  const isDialog = ({ role, modal }: Appeared) =>
    modal || role === 'dialog' || role === 'alertdialog';
  // Content in a layer of its own is described by the layer that holds words.
  const worded = large.filter(({ text }) => text !== '');
  return worded.find(isDialog) ?? worded.find(({ fixed }) => fixed) ?? null;
}

/** Uses a dialog as somebody does who has no mouse; true where it is closed in the end. */
export async function examineOverlay(
  stage: Stage,
  opener: string,
  appeared: Appeared,
  changes: Changes,
): Promise<boolean> {
  const { eye, facts } = stage;
  const isInside = async () => {
    const { active } = await eye.ask('changes', false);
    return active !== null && (await eye.ask('isWithin', active, appeared.path));
  };
  let focusMoved = await eye.ask('isWithin', changes.active, appeared.path);
  if (!focusMoved) {
    await pause(moveMs);
    focusMoved = await isInside();
  }
  const closers = await eye.ask('closersOf', appeared.path);
  const focusKept = await keepsFocus(stage, appeared, isInside, focusMoved);
  const isOpen = await eye.ask('stillShown', appeared.path);
  if (isOpen) await press(stage, 'Escape', 120);
  const escapes = !(await eye.ask('stillShown', appeared.path));
  const { active } = await eye.ask('changes', false);
  const { named, text, box, role, modal, focusable } = appeared;
  facts.overlays.push({
    opener,
    named,
    text,
    box,
    role,
    modal,
    focusable,
    focusMoved,
    focusKept: isOpen ? focusKept : null,
    escapes: isOpen ? escapes : true,
    returned: isOpen && escapes ? active === opener : null,
    closers,
  });
  return escapes || !isOpen;
}

/** Goes round with Tab; null where the focus was never inside. */
async function keepsFocus(
  stage: Stage,
  { focusable, path }: Appeared,
  isInside: () => Promise<boolean>,
  startsInside: boolean,
): Promise<boolean | null> {
  let wasInside = startsInside;
  for (let at = 0; at < Math.min(focusable + 2, maxTabs); at += 1) {
    await press(stage, 'Tab', 0);
    if (!(await stage.eye.ask('stillShown', path))) return null;
    const inside = await isInside();
    // Past the last control the focus may go to the browser's own, and comes back from there.
    const { active } = await stage.eye.ask('changes', false);
    if (wasInside && !inside && active !== null) return false;
    wasInside ||= inside;
  }
  return wasInside ? true : null;
}
