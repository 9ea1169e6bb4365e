import type { CDPSession, Page } from 'playwright';
import {
  type KeyboardFacts,
  noKeyboardFacts,
} from '../../../analysis/accessibility/keyboard-facts.ts';
import { isFocusable, mouseTargets } from '../../../analysis/accessibility/mouse-targets.ts';
import { pageOf } from '../../../analysis/accessibility/page.ts';
import type { PageSnapshot } from '../../../analysis/accessibility/snapshot.ts';
import { changeChoices } from './keyboard/choices.ts';
import { inTime, openEye } from './keyboard/eye.ts';
import { guard } from './keyboard/guard.ts';
import { pointAtTriggers } from './keyboard/hovers.ts';
import { moveDevice } from './keyboard/motions.ts';
import { clickMouseTargets } from './keyboard/mouse.ts';
import { operateControls } from './keyboard/operate.ts';
import { pictureDoubtful } from './keyboard/pictures.ts';
import { pressPrintableKeys } from './keyboard/shortcuts.ts';
import { left, type Stage, startAnew } from './keyboard/stage.ts';
import { breakOut } from './keyboard/traps.ts';
import { walk } from './keyboard/walk.ts';

/** For pages that stand in the way; an ordinary one takes a second or two. */
const wholeMs = 15_000;
const walkMs = 6000;
const maxLoads = 3;

/**
 * Uses the page by keyboard: walks through it with Tab, operates what may open or show something,
 * and does by mouse what is compared with that. Nothing is sent, and the page cannot leave. What a
 * page prevents is left out.
 */
export async function actByKeyboard(
  page: Page,
  session: CDPSession,
  snapshot: PageSnapshot,
): Promise<KeyboardFacts> {
  const before = pageOf(snapshot);
  const watched = await guard(page, session);
  const facts: Stage['facts'] = structuredClone(noKeyboardFacts) as Stage['facts'];
  try {
    await session.send('Emulation.setFocusEmulationEnabled', { enabled: true });
    const stage: Stage = {
      page,
      session,
      before,
      guard: watched,
      facts,
      eye: await openEye(session),
      until: performance.now() + wholeMs,
      loads: maxLoads,
      patience: returnsFocus(before.elements) ? 60 : 0,
    };
    await stage.eye.ask('hurry');
    await act(stage);
  } catch {
    // A page that breaks off, hangs or covers itself has been seen as far as it let itself be seen.
  } finally {
    await inTime(watched.stop()).catch(() => {});
  }
  return facts;
}

async function act(stage: Stage): Promise<void> {
  const { elements } = stage.before;
  if (elements.some(isFocusable)) {
    const walked = await walk(stage, performance.now() + walkMs);
    stage.facts.ended = walked.ended;
    if (walked.ended === 'held') {
      const trap = await breakOut(stage, walked);
      if (trap) stage.facts.traps.push(trap);
      if (!(await startAnew(stage))) return;
    }
    await pictureDoubtful(stage);
    await changeChoices(stage);
  }
  const acts = [pressPrintableKeys, moveDevice, pointAtTriggers, operateControls];
  for (const one of acts) {
    if (left(stage) > 1000) await one(stage);
  }
  if (mouseTargets(stage.before).length > 0 && left(stage) > 1000) await clickMouseTargets(stage);
}

/** Whether scripts may move the focus after a moment. */
function returnsFocus(
  elements: readonly { readonly listens: readonly string[]; readonly attributes: object }[],
): boolean {
  const events = ['focus', 'blur', 'focusin', 'focusout', 'keydown', 'keyup'];
  return elements.some(({ listens, attributes }) =>
    events.some((name) => listens.includes(name) || `on${name}` in attributes),
  );
}
