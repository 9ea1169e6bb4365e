import { effectOf } from './operate.ts';
import { globalListeners } from './shortcuts.ts';
import { outcomeOf, type Stage } from './stage.ts';

const motionEvents = ['deviceorientation', 'deviceorientationabsolute', 'devicemotion'];

/** Tilts the device where the page waits for that, to see whether it does anything. */
export async function moveDevice(stage: Stage): Promise<void> {
  const listened = await globalListeners(stage.session);
  const waiting = motionEvents.filter((name) => listened.includes(name));
  if (waiting.length === 0) return;
  const outcome = await outcomeOf(stage, () => stage.eye.ask('tilt'));
  if (outcome.changes.mutated || effectOf(outcome) !== 'none') stage.facts.motions.push(...waiting);
}
