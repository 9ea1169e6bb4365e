import { closest } from '../../page.ts';
import { pageRules, understanding } from '../../rule.ts';

/** Rules about getting out again. */
export const trapRules = pageRules({
  'keyboard-trap': {
    title: 'The keyboard focus cannot leave a part of the page',
    wcag: ['2.1.2'],
    level: 'A',
    verdict: 'failed',
    severity: 'critical',
    advice:
      'Let Tab and Shift+Tab go on: do not call `preventDefault()` on them, and do not put the focus back when something loses it.',
    help: understanding('no-keyboard-trap'),
    find: function* (page) {
      for (const { paths, freedBy, advice } of page.acts.keyboard?.traps ?? []) {
        const [element] = paths.flatMap((path) => page.byPath(path) ?? []);
        if (!element || freedBy === 'escape' || freedBy === 'advice') continue;
        const inDialog = closest(
          element,
          ({ role }) => role === 'dialog' || role === 'alertdialog',
        );
        const tried = 'Tab, Shift+Tab and Escape do not leave';
        const advised = advice === null ? '' : `; the page advises ${advice}, which does not help`;
        yield {
          element,
          evidence:
            freedBy === 'shift-tab'
              ? 'Tab does not leave it, Shift+Tab does.'
              : `${tried} ${paths.length === 1 ? 'it' : `a round of ${paths.length} elements`}${advised}.`,
          // A dialog may hold the focus as long as a button of it closes it.
          verdict: inDialog || freedBy === 'shift-tab' ? 'review' : 'failed',
        };
      }
    },
  },
});
