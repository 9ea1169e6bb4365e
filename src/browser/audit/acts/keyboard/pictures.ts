import { canHideFocus } from '../../../../analysis/accessibility/focus-look.ts';
import type { FocusStop } from '../../../../analysis/accessibility/keyboard-facts.ts';
import { inTime } from './eye.ts';
import { changedPixels } from './picture-difference.ts';
import { left, type Stage } from './stage.ts';

const maxPictures = 6;
const pictureMs = 3000;
/** Pixels that may differ without being seen. */
const maxUnseen = 8;

/** Where style says that nothing is seen of the focus, pictures of the window say whether that is so. */
export async function pictureDoubtful(stage: Stage): Promise<void> {
  const { facts } = stage;
  const known = new Map<string, FocusStop['pictured']>();
  for (const [at, stop] of facts.stops.entries()) {
    if (stop.pictured !== null || stop.seen !== 'seen' || !canHideFocus(stop.look)) continue;
    const kind = JSON.stringify([stop.look, stage.before.byPath(stop.path)?.attributes.class]);
    if (!known.has(kind)) {
      if (known.size >= maxPictures || left(stage) < pictureMs) return;
      known.set(kind, await pictured(stage, stop.path));
    }
    facts.stops[at] = { ...stop, pictured: known.get(kind) ?? null };
  }
}

async function pictured(stage: Stage, path: string): Promise<FocusStop['pictured']> {
  const { eye } = stage;
  if (!(await eye.ask('focus', path))) return null;
  await eye.ask('drawn', 30);
  const focused = await picture(stage);
  await eye.ask('release');
  // Letting go scrolls to the top: the element has to be where it was on the first picture.
  await eye.ask('pointOf', path);
  await eye.ask('drawn', 30);
  const blurred = await picture(stage);
  if (isSame(focused, blurred)) return 'same';
  await eye.ask('drawn', 30);
  return isSame(await picture(stage), blurred) ? 'different' : null;
}

/** The edge of a letter below an invisible line may change a little. */
function isSame(one: string, other: string): boolean {
  if (one === other) return true;
  const changed = changedPixels(Buffer.from(one, 'base64'), Buffer.from(other, 'base64'));
  return changed !== null && changed <= maxUnseen;
}

/** The window as it is drawn; equal pictures are equal strings. */
async function picture({ session }: Stage): Promise<string> {
  const shot = session.send('Page.captureScreenshot', { format: 'png', optimizeForSpeed: true });
  return (await inTime(shot, pictureMs)).data;
}
