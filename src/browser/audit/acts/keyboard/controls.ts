import type { Page } from '../../../../analysis/accessibility/page.ts';
import { closest } from '../../../../analysis/accessibility/page.ts';
import type { SnapshotElement } from '../../../../analysis/accessibility/snapshot.ts';
import type { Control } from './eye-hands.ts';
import type { Stage } from './stage.ts';

const maxControls = 12;
const maxOfKind = 2;
/** What must not be done on somebody's site, in the languages of clients. */
const dangerous =
  /\b(?:delete|remove|erase|clear|reset|buy|order|pay|purchase|checkout|check out|subscribe|unsubscribe|log ?(?:out|off|in)|sign ?(?:out|off|in|up)|register|send|submit|post|publish|save|apply|book (?:now|it|a|an|your)|reserve|confirm|agree|accept|decline|reject|allow|vote|like|share|print|download|install|upload|call|donate|bid|kaufen|bestellen|l(?:ö|oe)schen|senden|absenden|abmelden|supprimer|acheter|envoyer|borrar|comprar|enviar|pagar)\b/i;
const pressing = ['click', 'mousedown', 'mouseup', 'pointerdown', 'pointerup', 'keydown', 'keyup'];

/** Whether a control may be operated, judged by what it is called. */
export function isHarmless({ label, submits }: Pick<Control, 'label' | 'submits'>): boolean {
  return !submits && !dangerous.test(label);
}

/** Controls on the way of Tab that may open, show or switch something, the likeliest first. */
export async function controlsOf(stage: Stage): Promise<readonly Control[]> {
  const { before, facts, eye } = stage;
  const scripted = before.elements.some(({ listens, attributes }) =>
    [...listens, ...Object.keys(attributes).map((name) => name.replace(/^on/, ''))].some((name) =>
      pressing.includes(name),
    ),
  );
  const ranks = new Map<string, number>();
  for (const { path } of facts.stops) {
    const element = before.byPath(path);
    const rank = element && rankOf(before, element, scripted);
    if (rank !== null) ranks.set(path, rank);
  }
  if (ranks.size === 0) return [];
  const controls = await eye.ask('controls', [...ranks.keys()]);
  const rank = ({ path, opens }: Control) => (ranks.get(path) ?? 0) + (opens ? 0 : 1);
  return fewOfEachKind(controls.filter((one) => one !== null && isHarmless(one)))
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, maxControls);
}

/** The first two of each kind: what looks alike acts alike. */
export function fewOfEachKind(controls: readonly (Control | null)[]): readonly Control[] {
  const kinds = new Map<string, number>();
  return controls.filter((control): control is Control => {
    if (control === null) return false;
    const alike = (kinds.get(control.kind) ?? 0) + 1;
    kinds.set(control.kind, alike);
    return alike <= maxOfKind;
  });
}

/** Lower is likelier to do something; null where it is left alone. */
function rankOf(page: Page, element: SnapshotElement, scripted: boolean): number | null {
  const { tag, attributes, role } = element;
  const href = attributes.href?.trim();
  const listens = listensToPress(element);
  const isButtonByRole = attributes.role === 'button';
  if (
    ['input', 'select', 'textarea', 'iframe', 'summary', 'video', 'audio', 'option'].includes(tag)
  ) {
    const isButton = tag === 'input' && attributes.type === 'button';
    return isButton && scripted ? 2 : null;
  }
  if (tag === 'a' && href !== undefined) {
    if (isButtonByRole) return 0;
    const leadsOn = href !== '' && href !== '#' && !/^javascript:/i.test(href);
    if (leadsOn) return listens && !isPlainFragment(page, element) ? 3 : null;
    return scripted || /^javascript:/i.test(href) ? 2 : null;
  }
  if (tag === 'button')
    return scripted || attributes.popovertarget || attributes.command ? 2 : null;
  if (isButtonByRole) return 0;
  const isWidget = ['link', 'tab', 'menuitem', 'switch', 'checkbox', 'radio', 'option'].includes(
    role ?? '',
  );
  return listens || (isWidget && scripted) ? 1 : null;
}

/** Whether a script waits for it to be pressed; handlers in attributes count. */
export function listensToPress({ listens, attributes }: SnapshotElement): boolean {
  return pressing.some((name) => listens.includes(name) || attributes[`on${name}`] !== undefined);
}

/** A link within the page: its listener rolls the page to its goal. */
function isPlainFragment(page: Page, element: SnapshotElement): boolean {
  const goal = /^#(.+)$/.exec(element.attributes.href ?? '')?.[1];
  const aim = goal === undefined ? null : page.byId(goal, element);
  return (
    aim !== null && aim.box !== null && closest(element, ({ role }) => role === 'tablist') === null
  );
}
