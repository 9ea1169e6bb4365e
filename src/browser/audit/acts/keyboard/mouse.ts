import { mouseTargets } from '../../../../analysis/accessibility/mouse-targets.ts';
import { fewOfEachKind, isHarmless } from './controls.ts';
import { clickOn, closeWhatCame, effectOf } from './operate.ts';
import { left, type Stage } from './stage.ts';

const maxAsked = 200;
const maxTargets = 10;

/** Clicks on what answers the mouse alone, to see whether it does anything. */
export async function clickMouseTargets(stage: Stage): Promise<void> {
  const paths = mouseTargets(stage.before).map(({ element }) => element.path);
  if (paths.length === 0) return;
  const controls = await stage.eye.ask('controls', paths.slice(0, maxAsked));
  const harmless = controls.filter((one) => one !== null && isHarmless(one));
  for (const { path } of fewOfEachKind(harmless).slice(0, maxTargets)) {
    if (left(stage) < 1000) return;
    const outcome = await clickOn(stage, path);
    if (!outcome) continue;
    stage.facts.activations.push({
      path,
      enter: null,
      space: null,
      click: effectOf(outcome),
      to: outcome.wanted?.to ?? '',
      focusLost: false,
    });
    await closeWhatCame(stage, outcome.changes);
  }
}
