import { shownText } from '../../page.ts';
import { pageRules, understanding } from '../../rule.ts';
import { quoted } from '../../words.ts';

/** Rules about what is shown when the mouse is over something. */
export const hoverRules = pageRules({
  'hover-only-content': {
    title: 'Something is shown to the mouse alone',
    wcag: ['2.1.1', '1.4.13'],
    level: 'A',
    verdict: 'failed',
    severity: 'serious',
    advice:
      'Show it on focus as well, or let a button open it: `.menu:focus-within > ul { display: block }`.',
    help: understanding('keyboard'),
    find: function* (page) {
      let whole: string | null = null;
      for (const { trigger, text, links, byKeyboard } of page.acts.keyboard?.hovers ?? []) {
        const element = page.byPath(trigger);
        if (!element || byKeyboard === 'focus' || byKeyboard === 'key') continue;
        const tried =
          byKeyboard === null
            ? 'neither the focus nor a key brings it'
            : 'nothing there can have the focus';
        // Words that stand elsewhere on the page are no loss.
        whole ??= shownText(page.snapshot.root);
        const isElsewhere = links === 0 && whole.includes(text.slice(0, 60));
        yield {
          element,
          evidence: `The mouse brings ${quoted(text)}${links > 0 ? ` with ${links} links` : ''}; ${tried}.`,
          ...(isElsewhere ? { verdict: 'review' as const } : {}),
        };
      }
    },
  },
  'hover-content-flees': {
    title: 'What the mouse brings up vanishes when the mouse moves onto it',
    wcag: ['1.4.13'],
    level: 'AA',
    verdict: 'review',
    severity: 'moderate',
    advice:
      'Leave no gap between the two, and let the content itself keep it open: `.tip:hover { display: block }`.',
    help: understanding('content-on-hover-or-focus'),
    find: function* (page) {
      for (const { trigger, text, hoverable, dismissible } of page.acts.keyboard?.hovers ?? []) {
        const element = page.byPath(trigger);
        if (!element || (hoverable && dismissible)) continue;
        const evidence = hoverable
          ? `Escape does not put ${quoted(text)} away.`
          : `${quoted(text)} was gone when the mouse was over it.`;
        yield { element, evidence };
      }
    },
  },
});
