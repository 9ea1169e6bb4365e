import type { Hover } from '../../../../analysis/accessibility/keyboard-facts.ts';
import { isFocusable } from '../../../../analysis/accessibility/mouse-targets.ts';
import { closest } from '../../../../analysis/accessibility/page.ts';
import { fewOfEachKind, isHarmless } from './controls.ts';
import type { Appeared } from './eye-changes.ts';
import { left, outcomeOf, press, type Stage, settle } from './stage.ts';

const maxTriggers = 8;
const maxAsked = 200;
const hovering = ['mouseenter', 'mouseover', 'pointerenter', 'pointerover'];

/** Points at what answers the mouse by showing something, and tries to get the same by keyboard. */
export async function pointAtTriggers(stage: Stage): Promise<void> {
  const { page, eye, before, facts } = stage;
  const styled = await eye.ask('hoverTriggers');
  const listening = before.elements
    .filter(({ tag, listens, attributes }) => {
      const named = hovering.some(
        (name) => listens.includes(name) || attributes[`on${name}`] !== undefined,
      );
      return named && tag !== 'body' && tag !== 'html';
    })
    .map(({ path }) => path);
  const paths = [...new Set([...styled, ...listening])];
  if (paths.length === 0) return;
  const controls = await eye.ask('controls', paths.slice(0, maxAsked));
  for (const { path } of fewOfEachKind(controls).slice(0, maxTriggers)) {
    if (left(stage) < 1200) break;
    const hover = await pointAt(stage, path);
    if (hover) facts.hovers.push(hover);
  }
  await page.mouse.move(0, 0);
}

async function pointAt(stage: Stage, path: string): Promise<Hover | null> {
  const { page, eye } = stage;
  await page.mouse.move(0, 0);
  await eye.ask('release');
  const point = await eye.ask('pointOf', path);
  if (!point) return null;
  const { changes } = await outcomeOf(stage, () => page.mouse.move(point.x, point.y), true);
  const [shown] = changes.appeared.filter(({ text }) => /\p{L}{2}/u.test(text));
  if (!shown) return null;
  const onto = await eye.ask('pointOf', shown.path);
  if (onto) await page.mouse.move(onto.x, onto.y, { steps: 4 });
  await settle(stage, 30);
  const hoverable = await eye.ask('stillShown', shown.path);
  await page.mouse.move(point.x, point.y);
  await press(stage, 'Escape', 30);
  const dismissible = !(await eye.ask('stillShown', shown.path));
  await page.mouse.move(0, 0);
  await settle(stage, 30);
  // What stays when the mouse has gone was not shown by pointing alone.
  if (await eye.ask('stillShown', shown.path)) return null;
  const { text, links } = shown;
  return {
    trigger: path,
    text,
    links,
    hoverable,
    dismissible,
    byKeyboard: await byKeyboard(stage, path, shown),
  };
}

/** Tries the trigger itself, what can have the focus in it, and what holds it. */
async function byKeyboard(
  stage: Stage,
  trigger: string,
  shown: Appeared,
): Promise<Hover['byKeyboard']> {
  const { eye, before } = stage;
  const element = before.byPath(trigger);
  const holder = element && closest(element.parent ?? element, (one) => isFocusable(one));
  const inside = await eye.ask('focusablesOf', trigger);
  const around = await focusablesAround(stage, trigger);
  const paths = [...new Set([...inside, ...(holder ? [holder.path] : []), ...around])];
  let tried = false;
  for (const path of paths.slice(0, 3)) {
    if (await eye.ask('isWithin', path, shown.path)) continue;
    if (!(await eye.ask('focus', path))) continue;
    tried = true;
    await settle(stage, 30);
    if (await eye.ask('stillShown', shown.path)) return 'focus';
    const [control] = await eye.ask('controls', [path]);
    if (!control || !isHarmless(control) || left(stage) < 600) continue;
    const isField =
      control.tag === 'input' || control.tag === 'textarea' || control.tag === 'select';
    for (const key of isField ? [] : ['Enter', 'Space', 'ArrowDown']) {
      await press(stage, key, 40);
      if (await eye.ask('stillShown', shown.path)) return 'key';
    }
  }
  stage.guard.wanted();
  return tried ? null : 'unfocusable';
}

/** Controls beside the trigger: a button after the link that opens the same menu. */
async function focusablesAround(
  { before, eye }: Stage,
  trigger: string,
): Promise<readonly string[]> {
  const parent = before.byPath(trigger)?.parent;
  if (!parent || ['body', 'html', 'main'].includes(parent.tag)) return [];
  const around = await eye.ask('focusablesOf', parent.path);
  return around.length > 4 ? [] : around;
}
