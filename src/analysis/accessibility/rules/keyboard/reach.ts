import type { Activation, Consequence, Effect } from '../../keyboard-facts.ts';
import { mouseTargets, saysSomething } from '../../mouse-targets.ts';
import { type Page, shownText } from '../../page.ts';
import { pageRules, type Sight, understanding } from '../../rule.ts';
import type { SnapshotElement } from '../../snapshot.ts';
import { quoted } from '../../words.ts';

/** Rules about what works with the mouse alone. */
export const reachRules = pageRules({
  'mouse-only-control': {
    title: 'Something can be clicked that the keyboard cannot reach',
    wcag: ['2.1.1'],
    level: 'A',
    verdict: 'failed',
    severity: 'critical',
    advice:
      'Use a real control instead of an element with a click handler: `<button type="button">Show answer</button>`.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/failures/F59',
    find: function* (page) {
      const clicked = new Map(page.acts.keyboard?.activations.map((one) => [one.path, one]));
      const shown = hoverTriggers(page);
      for (const { element, events, hasPointer } of mouseTargets(page)) {
        if (!saysSomething(element) || shown.has(element)) continue;
        const tried = clicked.get(element.path);
        const effect = tried?.click ?? null;
        const waits =
          events.length > 0 ? `waits for ${events.join(', ')}` : 'shows a hand for a pointer';
        const evidence = `${named(element)} ${waits} and cannot have the focus`;
        if (tried && effect !== null && effect !== 'none') {
          const verdict = leadsWhereALinkLeads(page, tried) ? 'review' : 'failed';
          yield { element, evidence: `${evidence}; a click ${effectWords[effect]}.`, verdict };
        } else if (events.length > 0 && hasPointer) {
          yield {
            element,
            evidence: `${evidence}.`,
            verdict: effect === 'none' ? 'review' : 'failed',
          };
        } else if (events.length > 0) {
          yield { element, evidence: `${evidence}.`, verdict: 'review' };
        }
      }
    },
  },
  'keys-ignored': {
    title: 'A control can be reached by keyboard and does not answer it',
    wcag: ['2.1.1'],
    level: 'A',
    verdict: 'failed',
    severity: 'critical',
    advice:
      'Use a `<button>` or a link, which the browser itself operates by keyboard, or handle Enter and Space as you handle the click.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/failures/F54',
    find: (page) =>
      activations(page, ({ enter, space, click }) => {
        if (enter !== 'none' || (space ?? 'none') !== 'none') return null;
        if (click === null || click === 'none') return null;
        return `Enter and Space do nothing; a click ${effectWords[click]}.`;
      }),
  },
  'button-without-space': {
    title: 'A button does not answer the space bar',
    wcag: ['2.1.1', '4.1.2'],
    level: 'A',
    verdict: 'failed',
    severity: 'moderate',
    advice:
      'What is called a button is pressed with Space: use `<button>`, or handle Space as well, or leave out `role="button"` where it is a link.',
    help: 'https://www.w3.org/WAI/ARIA/apg/patterns/button/',
    find: (page) =>
      activations(page, ({ enter, space }, element) => {
        if (element.attributes.role !== 'button') return null;
        if (enter === null || enter === 'none' || space !== 'none') return null;
        return `role="button": Enter ${effectWords[enter]}, Space does nothing.`;
      }),
  },
  'single-key-shortcut': {
    title: 'A single letter or sign triggers something anywhere on the page',
    wcag: ['2.1.4'],
    level: 'A',
    verdict: 'failed',
    severity: 'serious',
    advice:
      'Let shortcuts be turned off or changed, or have them work with Ctrl or Alt, or only while the control they belong to has the focus.',
    help: understanding('character-key-shortcuts'),
    find: function* (page) {
      const shortcuts = page.acts.keyboard?.shortcuts ?? [];
      const element = page.tagged('body')[0] ?? page.snapshot.root;
      if (shortcuts.length === 0) return;
      const told = shortcuts.map(({ key, effect }) => `“${key}” ${effectWords[effect]}`).join('; ');
      yield {
        element,
        evidence: `With nothing in focus: ${told}.`,
        verdict: hasShortcutSetting(page) ? 'review' : 'failed',
      };
    },
  },
  'change-on-focus': {
    title: 'The page goes elsewhere as soon as something has the keyboard focus',
    wcag: ['3.2.1'],
    level: 'A',
    verdict: 'failed',
    severity: 'serious',
    advice:
      'Act when something is pressed, not when it has the focus: take the `onfocus` handler away.',
    help: understanding('on-focus'),
    find: function* (page) {
      for (const { path, consequence } of page.acts.keyboard?.stops ?? []) {
        const element = page.byPath(path);
        if (element && consequence) {
          yield {
            element,
            evidence: `When Tab reaches it, the page ${consequenceWords(consequence)}.`,
          };
        }
      }
    },
  },
  'change-on-input': {
    title: 'The page goes elsewhere as soon as a choice is changed',
    wcag: ['3.2.2'],
    level: 'A',
    verdict: 'failed',
    severity: 'serious',
    advice:
      'Put a button beside the choice that does it, or say before the choice what will happen: with a keyboard, every option on the way is chosen.',
    help: understanding('on-input'),
    find: function* (page) {
      for (const { path, consequence } of page.acts.keyboard?.choices ?? []) {
        const element = page.byPath(path);
        if (!element) continue;
        const isAnnounced = announcing.test(`${element.name} ${element.description}`);
        yield {
          element,
          evidence: `After a press of an arrow key or Space the page ${consequenceWords(consequence)}.`,
          ...(isAnnounced ? { verdict: 'review' as const } : {}),
        };
      }
    },
  },
});

const announcing =
  /\b(?:reload|refresh|update|immediately|automatically|at once|jump|takes you|opens|will open|leads)/i;

const effectWords: Readonly<Record<Effect, string>> = {
  none: 'does nothing',
  change: 'changes the page',
  navigation: 'leads to another page',
  popup: 'opens a window',
  alert: 'brings up an alert',
  'focus-moved': 'moves the focus',
};

function consequenceWords({ kind, to }: Consequence): string {
  const what: Readonly<Record<Consequence['kind'], string>> = {
    navigation: 'goes to',
    popup: 'opens a window of',
    alert: 'brings up the alert',
    'focus-moved': 'moves the focus to',
  };
  return `${what[kind]} ${quoted(to, 120)}`;
}

function* activations(
  page: Page,
  evidence: (activation: Activation, element: SnapshotElement) => string | null,
): Generator<Sight> {
  for (const activation of page.acts.keyboard?.activations ?? []) {
    const element = page.byPath(activation.path);
    const words = element && evidence(activation, element);
    if (element && words) yield { element, evidence: words };
  }
}

/** What only shows something to the mouse is another rule’s. */
function hoverTriggers(page: Page): ReadonlySet<SnapshotElement | null> {
  return new Set(page.acts.keyboard?.hovers.map(({ trigger }) => page.byPath(trigger)));
}

function named(element: SnapshotElement): string {
  const text = shownText(element);
  return text === '' ? `<${element.tag}>` : quoted(text, 60);
}

/** Whether a link on the page goes where the click went. */
function leadsWhereALinkLeads(page: Page, { click, to }: Activation): boolean {
  if (click !== 'navigation') return false;
  return page.tagged('a').some(({ attributes }) => {
    const href = attributes.href;
    return href !== undefined && URL.parse(href, page.snapshot.url)?.href === to;
  });
}

/** A control that is seen and says that it is about shortcuts. */
function hasShortcutSetting(page: Page): boolean {
  const setting =
    /short-?\s?cuts?\b|hot-?\s?keys?\b|single[- ](?:key|character)|\b(?:ctrl|alt|control)\b[^.]{0,30}\bkeys?\b/i;
  return page.elements.some(
    ({ tag, role, name, box }) =>
      box !== null &&
      (['button', 'checkbox', 'switch', 'link', 'combobox', 'radio'].includes(role ?? '') ||
        tag === 'input') &&
      setting.test(name),
  );
}
