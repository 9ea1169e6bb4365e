import type { Page } from '../../page.ts';
import { pageRules, understanding } from '../../rule.ts';
import { sightsOf } from '../../sights.ts';
import type { SnapshotElement } from '../../snapshot.ts';
import { quoted } from '../../words.ts';

/** Words of messages about what was just done. */
const tidings =
  /\b(?:added|removed|saved|copied|sent|updated|deleted|success(?:ful|fully)?|done|thank you|thanks|failed|error|invalid|not found|loading|please wait|\d{1,6} (?:results?|items?|matches|products?)|no results)\b/i;

/** Rules about what changes when something is used. */
export const changeRules = pageRules({
  'expander-untold': {
    title: 'A control unfolds something and does not tell whether it is open',
    wcag: ['4.1.2'],
    level: 'A',
    verdict: 'warning',
    severity: 'moderate',
    advice:
      'Say so with `aria-expanded="false"` on the control and change it with each press, or use `<details>` and `<summary>`.',
    help: 'https://www.w3.org/WAI/ARIA/apg/patterns/disclosure/',
    find: (page) =>
      sightsOf(
        page,
        page.acts.keyboard?.toggles ?? [],
        ({ path }) => path,
        ({ told, text }) =>
          told ? null : `It shows and hides ${quoted(text, 60)}, and no state of it changes.`,
      ),
  },
  'vanishing-message': {
    title: 'A message is gone before everybody has read it',
    wcag: ['2.2.1'],
    level: 'A',
    verdict: 'failed',
    severity: 'serious',
    advice:
      'Leave a message until it is closed, or until what it is about is done; people read at very different speeds.',
    help: understanding('timing-adjustable'),
    find: (page) =>
      sightsOf(
        page,
        page.acts.keyboard?.messages ?? [],
        ({ cause }) => cause,
        ({ text, goneAfterMs, by }) =>
          goneAfterMs === null
            ? null
            : `${quoted(text)} appeared ${by === 'focus' ? 'with the focus' : 'when it was pressed'} and was gone after ${(goneAfterMs / 1000).toFixed(1)} s.`,
      ),
  },
  'status-untold': {
    title: 'A message appears that screen readers are not told of',
    wcag: ['4.1.3'],
    level: 'AA',
    verdict: 'warning',
    severity: 'moderate',
    advice:
      'Put messages into an element that was there before and has `role="status"`, or `role="alert"` for errors.',
    help: understanding('status-messages'),
    find: (page) =>
      sightsOf(
        page,
        page.acts.keyboard?.messages ?? [],
        ({ cause }) => cause,
        ({ text, told, by }) =>
          told || by === 'focus' || !tidings.test(text)
            ? null
            : `${quoted(text)} appeared outside of any live region, and the focus did not go there.`,
      ),
  },
  'motion-only-control': {
    title: 'Something is operated by moving the device alone',
    wcag: ['2.5.4'],
    level: 'A',
    verdict: 'failed',
    severity: 'serious',
    advice: 'Give buttons that do the same, and a setting that turns the answer to movement off.',
    help: understanding('motion-actuation'),
    find: function* (page) {
      const motions = page.acts.keyboard?.motions ?? [];
      if (motions.length === 0) return;
      yield {
        element: page.tagged('body')[0] ?? page.snapshot.root,
        evidence: `The page changes with ${motions.join(', ')}, and no control that works is there.`,
        ...(page.elements.some((element) => isWorking(element))
          ? { verdict: 'review' as const }
          : {}),
      };
    },
  },
  'drag-only': {
    title: 'Something may be moved by dragging alone',
    wcag: ['2.5.7', '2.1.1'],
    level: 'AA',
    verdict: 'review',
    severity: 'moderate',
    advice: 'Give buttons that move it, such as “up” and “down”.',
    help: understanding('dragging-movements'),
    find: function* (page) {
      for (const element of draggables(page)) {
        yield { element, evidence: 'It can be dragged, and no control inside moves it.' };
      }
    },
  },
});

/** A control that is shown and that a script listens to. */
function isWorking({ tag, box, listens, attributes }: SnapshotElement): boolean {
  const isControl = ['button', 'input', 'select', 'a'].includes(tag);
  const events = ['click', 'change', 'input'];
  const answers = events.some(
    (name) => listens.includes(name) || attributes[`on${name}`] !== undefined,
  );
  const isBox = tag === 'input' && attributes.type === 'checkbox';
  return isControl && box !== null && attributes.disabled === undefined && (answers || isBox);
}

function draggables(page: Page): readonly SnapshotElement[] {
  return page.elements.filter(
    (element) =>
      element.attributes.draggable === 'true' &&
      element.box !== null &&
      !['a', 'img'].includes(element.tag) &&
      !element.children.some(
        (child) => child.kind === 'element' && ['button', 'select'].includes(child.tag),
      ),
  );
}
