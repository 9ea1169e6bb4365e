import { isOnScreen, isSeen, type Page, upwards } from '../../page.ts';
import { pageRules, type Sight, understanding } from '../../rule.ts';
import type { SnapshotElement } from '../../snapshot.ts';
import { countWords, quoted } from '../../words.ts';

/** Rules about what gets the focus, and by which key. */
export const focusRules = pageRules({
  'focus-on-text': {
    title: 'Plain text stops the Tab key',
    wcag: ['2.4.3'],
    level: 'best-practice',
    verdict: 'warning',
    severity: 'minor',
    advice:
      'Remove tabindex="0" from text that does nothing. Screen readers read it without; everybody else has to press Tab once more.',
    help: understanding('focus-order'),
    find: focusOnText,
  },
  'access-key': {
    title: 'An element has an access key',
    wcag: [],
    level: 'best-practice',
    verdict: 'warning',
    severity: 'minor',
    advice:
      'Remove the accesskey attribute: nobody knows of it, and it takes keys away from browsers and screen readers.',
    help: 'https://developer.mozilla.org/en-US/docs/Web/HTML/Reference/Global_attributes/accesskey#accessibility',
    find: accessKeys,
  },
  'role-without-focus': {
    title: 'Something says that it is a control, but no key reaches it',
    wcag: ['2.1.1'],
    level: 'A',
    verdict: 'review',
    severity: 'serious',
    advice: 'Use a real `<button>` or `<a href>`, or add tabindex="0" and handlers for the keys.',
    help: understanding('keyboard'),
    find: rolesWithoutFocus,
  },
});

const text =
  /^(?:p|h[1-6]|li|dt|dd|blockquote|span|div|em|strong|b|i|small|td|th|figcaption|caption|address|time|section|article|header|footer)$/;

/** Text of its own, no role, no script, nothing to scroll, nothing described and nothing to show on focus. */
function* focusOnText(page: Page): Generator<Sight> {
  for (const element of page.elements) {
    const { attributes, tag, style, listens } = element;
    if (attributes.tabindex?.trim() !== '0' || !text.test(tag) || !isOnScreen(element)) continue;
    if (attributes.role || attributes.contenteditable !== undefined || attributes.title) continue;
    if (Object.keys(attributes).some((name) => name.startsWith('aria-') || name.startsWith('on')))
      continue;
    if (listens.length > 0 || isScrollable(style) || style.cursor === 'pointer') continue;
    const own = element.children
      .flatMap((child) => (child.kind === 'text' ? [child.text] : []))
      .join(' ');
    if (
      countWords(own) < 2 ||
      element.children.some(
        (child) =>
          child.kind === 'element' &&
          child.tag !== 'br' &&
          child.box !== null &&
          isHiddenUntilFocus(child),
      )
    )
      continue;
    yield { element, evidence: `${quoted(own)} has tabindex="0", no role and no script.` };
  }
}

function isScrollable(style: SnapshotElement['style']): boolean {
  return /auto|scroll/.test(`${style['overflow-x']} ${style['overflow-y']}`);
}

/** A tip that a style sheet may show when the text has the focus. */
function isHiddenUntilFocus(element: SnapshotElement): boolean {
  return !isSeen(element);
}

function* accessKeys(page: Page): Generator<Sight> {
  for (const element of page.elements) {
    const { accesskey } = element.attributes;
    if (!accesskey?.trim() || element.box === null) continue;
    yield { element, evidence: `accesskey="${accesskey}".` };
  }
}

const controls =
  /^(?:button|link|checkbox|radio|switch|textbox|searchbox|combobox|slider|spinbutton)$/;

/** Members of a widget may get the focus from it. */
function* rolesWithoutFocus(page: Page): Generator<Sight> {
  for (const element of page.elements) {
    const { attributes, states } = element;
    if (!attributes.role || !controls.test(attributes.role.trim()) || !isOnScreen(element))
      continue;
    if (
      attributes.tabindex !== undefined ||
      states.focusable === true ||
      attributes['aria-disabled'] === 'true'
    )
      continue;
    const isMember = [...upwards(element)].some(
      (one) =>
        one.attributes['aria-activedescendant'] !== undefined ||
        (one !== element &&
          one.states.focusable === true &&
          one.tag !== 'html' &&
          one.tag !== 'body'),
    );
    if (!isMember)
      yield {
        element,
        evidence: `role="${attributes.role}" without tabindex: ${quoted(element.name)}.`,
      };
  }
}
