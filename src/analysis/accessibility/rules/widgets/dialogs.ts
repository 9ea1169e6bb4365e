import type { Overlay } from '../../keyboard-facts.ts';
import type { Page } from '../../page.ts';
import { pageRules, type Sight, understanding } from '../../rule.ts';
import { quoted } from '../../words.ts';

const pattern = 'https://www.w3.org/WAI/ARIA/apg/patterns/dialog-modal/';

/** Rules about what opens over the page. */
export const dialogRules = pageRules({
  'dialog-without-focus': {
    title: 'A dialog opens and the keyboard stays behind it',
    wcag: ['2.4.3'],
    level: 'A',
    verdict: 'failed',
    severity: 'serious',
    advice:
      'Put the focus into the dialog when it opens: `<dialog>` with `showModal()` does so by itself.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/scripts/SCR26',
    find: (page) =>
      overlays(page, ({ focusMoved, focusable }) =>
        focusMoved || focusable === 0 ? null : 'has opened, and the focus stays outside.',
      ),
  },
  'dialog-leaks-focus': {
    title: 'Tab leaves a dialog that is still open',
    wcag: ['2.4.3'],
    level: 'A',
    verdict: 'warning',
    severity: 'moderate',
    advice:
      'Keep the focus inside until the dialog is closed: `showModal()` does so, or make the rest of the page `inert`.',
    help: pattern,
    find: (page) =>
      overlays(page, ({ focusKept, focusMoved, focusable }) => {
        if (focusKept === true || focusable === 0) return null;
        if (focusKept === null && focusMoved) return null;
        return focusKept === null
          ? 'is open, and Tab goes through the page behind it.'
          : 'is open, and Tab goes out of it into the page behind.';
      }),
  },
  'dialog-ignores-escape': {
    title: 'Escape does not close a dialog',
    wcag: [],
    level: 'best-practice',
    verdict: 'warning',
    severity: 'moderate',
    advice: 'Close the dialog on Escape: `<dialog>` with `showModal()` does so by itself.',
    help: pattern,
    find: (page) => overlays(page, ({ escapes }) => (escapes ? null : 'stays open after Escape.')),
  },
  'dialog-close-by-mouse': {
    title: 'What closes a dialog cannot be reached by keyboard',
    wcag: ['2.1.1'],
    level: 'A',
    verdict: 'failed',
    severity: 'critical',
    advice: 'Make it a button: `<button type="button" aria-label="Close">×</button>`.',
    help: understanding('keyboard'),
    find: (page) =>
      overlays(page, ({ closers }) => {
        const [closer] = closers;
        if (!closer || closers.some(({ focusable }) => focusable)) return null;
        return `is closed by ${quoted(closer.text)}, which cannot have the focus.`;
      }),
  },
  'dialog-forgets-opener': {
    title: 'After a dialog is closed, the keyboard is not where it was',
    wcag: ['2.4.3'],
    level: 'A',
    verdict: 'warning',
    severity: 'moderate',
    advice: 'Give the focus back to the control that opened the dialog: `opener.focus()`.',
    help: pattern,
    find: (page) =>
      overlays(page, ({ returned, focusMoved }) =>
        focusMoved && returned === false
          ? 'was closed by Escape, and the focus did not go back here.'
          : null,
      ),
  },
  'dialog-untold': {
    title: 'What opens over the page is not called a dialog',
    wcag: ['4.1.2'],
    level: 'A',
    verdict: 'review',
    severity: 'moderate',
    advice: 'Use `<dialog>`, or `role="dialog"` with `aria-modal="true"` and a name.',
    help: pattern,
    find: (page) =>
      overlays(page, ({ role, focusable }) =>
        role === 'dialog' || role === 'alertdialog' || focusable === 0
          ? null
          : `opens over the page, and its role is ${role ?? 'none'}.`,
      ),
  },
});

function* overlays(page: Page, told: (overlay: Overlay) => string | null): Generator<Sight> {
  for (const overlay of page.acts.keyboard?.overlays ?? []) {
    const element = page.byPath(overlay.opener);
    const words = isDialogLike(page, overlay) ? told(overlay) : null;
    if (!element || words === null) continue;
    yield { element, evidence: `${overlay.named} with ${quoted(overlay.text, 60)} ${words}` };
  }
}

/** A dialog by name, or a box in the middle of the window; bars at its edges and menus are none. */
function isDialogLike({ snapshot }: Page, { role, modal, box }: Overlay): boolean {
  if (modal || role === 'dialog' || role === 'alertdialog') return true;
  if (role !== null) return false;
  const middle = snapshot.viewport.width / 2;
  return box.x < middle && box.x + box.width > middle && box.height >= 60 && !isBar(snapshot, box);
}

function isBar({ viewport }: Page['snapshot'], { width, height }: Overlay['box']): boolean {
  return width > viewport.width * 0.95 && height < viewport.height * 0.3;
}
