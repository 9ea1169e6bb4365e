import type { FocusStop } from '../../../../analysis/accessibility/keyboard-facts.ts';
import type { FocusNow, StopSeen } from './eye-looks.ts';
import { watchMessages } from './messages.ts';
import { left, type Stage, tap } from './stage.ts';

const maxStops = 120;
/** Presses of Tab on one element that has several stops of its own. */
const maxInner = 12;
/** Presses of Tab without anything new, after which the focus counts as held. */
const maxRepeats = 6;

/** What a walk came back with. */
export interface Walk {
  readonly ended: 'left' | 'held' | 'cut';
  /** Elements that the focus went round in, where it was held. */
  readonly round: readonly string[];
}

/** Presses Tab from the top of the page until the focus leaves it, and notes each stop. */
export async function walk(stage: Stage, untilMs: number): Promise<Walk> {
  const { facts, eye } = stage;
  const started = (await eye.ask('changes', false)).active;
  await eye.ask('release');
  await eye.ask('mark');
  const seen = new Map<string, number>();
  const repeats: string[] = [];
  let before: StopSeen | null = null;
  let inner = 0;
  // What had the focus at first may not let go of it: a page that begins in the middle goes round once more.
  let rounds = started === null ? 1 : 2;
  while (facts.stops.length < maxStops && performance.now() < untilMs) {
    stage.guard.wanted();
    await tap(stage, 'Tab');
    const now: FocusNow = await eye.ask('focusNow', before?.path ?? null, stage.patience);
    const { stop } = now;
    noteLook(facts.stops, before, now);
    if (stop === null) {
      rounds -= 1;
      before = null;
      if (rounds === 0 || (facts.stops.length === 0 && rounds < 1))
        return { ended: 'left', round: [] };
      continue;
    }
    if (seen.has(stop.path)) {
      const within = before?.path === stop.path && stop.manyStops;
      inner = within ? inner + 1 : 0;
      if (within && inner < maxInner) continue;
      repeats.push(stop.path);
      if (repeats.length > maxRepeats + new Set(repeats).size) {
        return stop.manyStops
          ? { ended: 'cut', round: [] }
          : { ended: 'held', round: [...new Set(repeats.slice(-maxRepeats))] };
      }
    } else {
      repeats.length = 0;
      inner = 0;
      seen.set(stop.path, facts.stops.length);
      facts.stops.push(await noted(stage, stop, now.mutated));
    }
    before = stop;
  }
  return { ended: 'cut', round: [] };
}

/** The stop before is without the focus now, so its two looks are known. */
function noteLook(stops: FocusStop[], before: StopSeen | null, now: FocusNow): void {
  if (before === null || now.before === null) return;
  const at = stops.findIndex(({ path }) => path === before.path);
  const stop = stops[at];
  if (stop && stop.look === null) stops[at] = { ...stop, look: now.before };
}

async function noted(
  stage: Stage,
  { manyStops, ...stop }: StopSeen,
  mutated: boolean,
): Promise<FocusStop> {
  const consequence = stage.guard.wanted();
  if (mutated) {
    const changes = await stage.eye.ask('changes', false);
    if (left(stage) > 3000) await watchMessages(stage, stop.path, 'focus', changes);
    await stage.eye.ask('mark');
  }
  return { ...stop, look: null, pictured: manyStops ? 'different' : null, consequence };
}
