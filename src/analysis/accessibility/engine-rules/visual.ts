import type { Box } from '../../../core/artifacts/page-audit.ts';
import { barrier, engineRules, practice } from '../engine-rule.ts';

const critical = { severity: 'critical' } as const;

/** What is hard to see, to hit, or to stop; and what the keyboard cannot reach. */
export const visualRules = engineRules({
  'text-contrast-low': barrier(
    'Text is hard to tell from its background',
    ['1.4.3'],
    'contrast-minimum',
    'Darken the text or lighten its background until the contrast is 4.5:1; 3:1 for large text.',
    ['color-contrast'],
    { htmlcs: ['G18.Fail', 'G145.Fail', 'F24.F24.FGColour'] },
  ),
  'text-contrast-not-enhanced': barrier(
    'Text does not have the higher contrast of level AAA',
    ['1.4.6'],
    'contrast-enhanced',
    'For this level the contrast has to be 7:1; 4.5:1 for large text.',
    ['color-contrast-enhanced'],
    { verdict: 'warning', severity: 'minor', htmlcs: ['G17.Fail', 'G18.Fail.AAA'] },
  ),
  'link-told-by-colour': barrier(
    'A link within text differs from it by colour alone',
    ['1.4.1'],
    'use-of-color',
    'Underline links within text.',
    ['link-in-text-block'],
  ),
  'target-too-small': barrier(
    'Something to press is too small, or too close to the next',
    ['2.5.8'],
    'target-size-minimum',
    'Make it 24 by 24 CSS pixels, or leave as much room around it.',
    ['target-size'],
    { severity: 'moderate', isDoubtful: isExempt },
  ),
  'zoom-forbidden': barrier(
    'The page forbids to zoom',
    ['1.4.4'],
    'resize-text',
    'Take `user-scalable=no` and `maximum-scale` out of the viewport.',
    ['meta-viewport'],
    { htmlcs: ['C32,C31,C33,C38,SCR34,G206.Zoom'] },
  ),
  'zoom-limited': practice(
    'The page limits how far one can zoom',
    'https://www.w3.org/WAI/WCAG22/Understanding/resize-text.html',
    'Take `maximum-scale` out of the viewport.',
    ['meta-viewport-large'],
    { verdict: 'review', severity: 'minor' },
  ),
  'orientation-locked': barrier(
    'The page works in one orientation only',
    ['1.3.4'],
    'orientation',
    'Do not rotate the page by CSS for one orientation.',
    ['css-orientation-lock'],
  ),
  'text-spacing-fixed': barrier(
    'The spacing of text cannot be changed',
    ['1.4.12'],
    'text-spacing',
    'Take `!important` off spacing in `style` attributes.',
    ['avoid-inline-spacing'],
  ),
  'page-refreshes': barrier(
    'The page reloads or leaves by itself',
    ['2.2.1'],
    'timing-adjustable',
    'Take the `<meta http-equiv="refresh">` away; redirect on the server.',
    ['meta-refresh'],
    { ...critical, htmlcs: ['F40.2', 'F41.2'] },
  ),
  'page-refreshes-at-all': barrier(
    'The page reloads or leaves by itself, however late',
    ['2.2.4', '3.2.5'],
    'interruptions',
    'Let people reload it themselves.',
    ['meta-refresh-no-exceptions'],
    { verdict: 'warning', severity: 'minor' },
  ),
  'text-blinks': barrier(
    'Text blinks',
    ['2.2.2'],
    'pause-stop-hide',
    'Take the `<blink>` away.',
    ['blink'],
    { htmlcs: ['F47', 'F4'] },
  ),
  'text-scrolls': barrier(
    'Text scrolls by itself',
    ['2.2.2'],
    'pause-stop-hide',
    'Take the `<marquee>` away.',
    ['marquee'],
  ),
  'scroll-area-without-keyboard': barrier(
    'A scrolling area cannot be reached with the keyboard',
    ['2.1.1', '2.1.3'],
    'keyboard',
    'Give it `tabindex="0"` and a name.',
    ['scrollable-region-focusable'],
  ),
  'frame-without-keyboard': barrier(
    'A frame with controls is kept from the keyboard',
    ['2.1.1'],
    'keyboard',
    'Take `tabindex="-1"` off the frame.',
    ['frame-focusable-content'],
  ),
  'image-map-on-server': barrier(
    'An image map works by coordinates only',
    ['2.1.1'],
    'keyboard',
    'Use `<map>` with `<area>`.',
    ['server-side-image-map'],
  ),
  'tabindex-positive': practice(
    'The order of the Tab key is forced',
    'https://www.w3.org/WAI/WCAG22/Understanding/focus-order.html',
    'Use `tabindex="0"`, and put elements into the order in which they are read.',
    ['tabindex'],
    { severity: 'serious' },
  ),
  'access-keys-equal': practice(
    'Two elements share an access key',
    'https://www.w3.org/WAI/WCAG22/Understanding/character-key-shortcuts.html',
    'Take access keys away.',
    ['accesskeys'],
    { severity: 'serious' },
  ),
});

/**
 * A target as wide as it needs to be and as high as a line of text, or of the size that browsers give
 * it: criterion 2.5.8 exempts what the text around or the browser determines.
 */
function isExempt({ width, height }: Box, html: string): boolean {
  const isNative = /^<input\b[^>]*type="?(checkbox|radio)/i.test(html);
  return isNative || (width >= 24 && height >= 16);
}
