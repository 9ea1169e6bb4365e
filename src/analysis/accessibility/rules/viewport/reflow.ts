import type { Page } from '../../page.ts';
import { pageRules, type Sight, understanding } from '../../rule.ts';
import type { WideElement } from '../../viewport-facts.ts';
import { quoted } from '../../words.ts';
import { sightsOfLosses } from './text-size.ts';

/** A few pixels too many are a rounding or a shadow, not a page that must be scrolled. */
const leastExcess = 20;
/** Something that covers more of a small window leaves no room to read. */
const mostCovered = 0.6;
/** What may be wider than the window, for it means something by its two dimensions. */
const twoDimensional: readonly WideElement['kind'][] = ['table', 'code', 'embedded'];
const doubtful: readonly WideElement['kind'][] = ['picture', 'word'];

/** Rules about small windows, which are large letters. */
export const reflowRules = pageRules({
  'reflow-sideways': {
    title: 'The page must be scrolled sideways in a small window',
    wcag: ['1.4.10'],
    level: 'AA',
    verdict: 'failed',
    severity: 'serious',
    advice:
      'Let boxes shrink and lines break at 320 CSS pixels: `max-width: 100%` instead of `width: 600px`, `flex-wrap: wrap`, no `white-space: nowrap` on long text.',
    help: understanding('reflow'),
    find: wideElements,
  },
  'reflow-text-cut': {
    title: 'Text is cut off or covered in a small window',
    wcag: ['1.4.10'],
    level: 'AA',
    verdict: 'failed',
    severity: 'serious',
    advice: 'Let boxes grow with their text, and let long lines break, at 320 CSS pixels.',
    help: understanding('reflow'),
    *find(page) {
      const zoomed = (page.acts.viewport?.zoomed ?? []).filter(
        ({ sure, before }) => sure || before,
      );
      const known = new Set(zoomed.flatMap(({ by, path }) => [by, path]));
      for (const sight of sightsOfLosses(page, page.acts.viewport?.narrow?.losses)) {
        if (known.has(sight.element.path)) continue;
        // A line that must not break may be a title that is told in full elsewhere.
        const isAside = sight.evidence.includes('at the side');
        yield isAside ? { ...sight, verdict: 'review' } : sight;
      }
    },
  },
  'reflow-covered': {
    title: 'A box that stays in place covers most of a small window',
    wcag: ['1.4.10'],
    level: 'AA',
    verdict: 'warning',
    severity: 'moderate',
    advice:
      'Let it scroll with the page in low windows: `@media (max-height: 400px) { header { position: static } }`.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/css/C34',
    *find(page) {
      for (const { path, share, closes } of page.acts.viewport?.narrow?.pinned ?? []) {
        const element = page.byPath(path);
        if (!element || share < mostCovered) continue;
        yield {
          element,
          evidence: `It covers ${Math.round(share * 100)} % of a window of 320 by 256px wherever the page is scrolled to.`,
          ...(closes ? { verdict: 'review' as const } : {}),
        };
      }
    },
  },
  'orientation-demanded': {
    title: 'The page asks for the device to be turned',
    wcag: ['1.3.4'],
    level: 'AA',
    verdict: 'failed',
    severity: 'serious',
    advice:
      'Show the content whichever way the device is held: some devices are mounted on a wheelchair and cannot be turned.',
    help: understanding('orientation'),
    *find(page) {
      const { turn } = page.acts.viewport ?? {};
      const element = turn && page.byPath(turn.path);
      if (!turn || !element) return;
      yield { element, evidence: `Held ${turn.held}, ${quoted(turn.text)} covers the page.` };
    },
  },
});

function* wideElements(page: Page): Generator<Sight> {
  const narrow = page.acts.viewport?.narrow;
  if (!narrow || narrow.contentWidth < narrow.width + leastExcess) return;
  for (const { path, kind, end } of narrow.wide) {
    const element = page.byPath(path);
    const excess = end - narrow.width;
    if (!element || twoDimensional.includes(kind) || excess < leastExcess) continue;
    yield {
      element,
      evidence: `It reaches ${excess}px over the edge of a window of ${narrow.width}px.`,
      ...(doubtful.includes(kind) ? { verdict: 'review' as const } : {}),
    };
  }
}
