import type { Trap } from '../../../../analysis/accessibility/keyboard-facts.ts';
import { left, pause, press, type Stage } from './stage.ts';
import type { Walk } from './walk.ts';

/** Scripts that bring the focus back often do so after a moment. */
const slowMs = 120;
const maxAdvices = 3;
/** Words of a page that advise a key: `Press Ctrl+M to leave`. */
const advised =
  /\b(?:press|use|hit|type|with|using)\b[^.\n]{0,40}?\b((?:(?:ctrl|control|alt|shift|cmd)\s{0,2}[+-]\s{0,2}){1,2}(?:[a-z0-9]|f\d{1,2}|esc(?:ape)?|tab|home|end)|f\d{1,2}|esc(?:ape)?)\b/gi;
const helpful = /\b(?:help|how|exit|leave|escape|keyboard|instructions?)\b/i;

/** Tries to get out of elements that Tab goes round in, the way a person would. */
export async function breakOut(stage: Stage, { round }: Walk): Promise<Trap | null> {
  const isOut = async () => {
    await pause(slowMs);
    const { active } = await stage.eye.ask('changes', false);
    return active === null || !round.includes(active);
  };
  const isOutFor = async (key: string, times: number) => {
    for (let at = 0; at < times; at += 1) {
      await press(stage, key, 0);
      if (await isOut()) return true;
    }
    return false;
  };
  const trap = (freedBy: Trap['freedBy'], advice: string | null = null): Trap => ({
    paths: round,
    freedBy,
    advice,
  });
  if (round.length === 0 || left(stage) < 1000) return null;
  if (await isOutFor('Shift+Tab', Math.min(round.length + 1, 4))) return trap('shift-tab');
  await press(stage, 'Escape', slowMs);
  if ((await isOut()) || (await isOutFor('Tab', 1))) return trap('escape');

  const advices = await advicesOf(stage, round);
  for (const advice of advices) {
    for (const path of round.slice(0, 3)) {
      await stage.eye.ask('focus', path);
      await press(stage, keysOf(advice), slowMs);
      if (await isOut()) return trap('advice', advice);
    }
  }
  return trap(null, advices[0] ?? null);
}

/** What the page says about leaving: in its text, or behind a help link within reach. */
async function advicesOf(stage: Stage, round: readonly string[]): Promise<readonly string[]> {
  const said = adviceIn(await stage.eye.ask('visibleText'));
  if (said.length > 0) return said;
  for (const path of round) {
    const [control] = await stage.eye.ask('controls', [path]);
    if (!control || control.submits || !helpful.test(control.label)) continue;
    await stage.eye.ask('focus', path);
    await press(stage, 'Enter', slowMs);
    const told = adviceIn(await stage.eye.ask('visibleText'));
    if (told.length > 0) return told;
  }
  return [];
}

function adviceIn(text: string): readonly string[] {
  const keys = text.matchAll(advised).map(([, key = '']) => key.replace(/\s+/g, ''));
  return [...new Set(keys.take(maxAdvices))];
}

/** `Ctrl+M` as a keyboard knows it: `Control+m`. */
function keysOf(advice: string): string {
  const names: Readonly<Record<string, string>> = {
    ctrl: 'Control',
    control: 'Control',
    alt: 'Alt',
    shift: 'Shift',
    cmd: 'Meta',
    esc: 'Escape',
    escape: 'Escape',
    tab: 'Tab',
    home: 'Home',
    end: 'End',
  };
  return advice
    .toLowerCase()
    .split(/[+-]/)
    .map((key) => names[key] ?? (/^f\d/.test(key) ? key.toUpperCase() : key))
    .join('+');
}
