import { childElements, closest, isOnScreen, shownText, upwards } from '../../page.ts';
import { fileNameOf, sourceOf, wordsOfFile } from '../../picture-names.ts';
import { pageRules } from '../../rule.ts';
import type { SnapshotElement } from '../../snapshot.ts';

const spacers = new Set(
  'spacer space blank pixel clear clearpixel transparent trans shim dot empty leer transpixel'.split(
    ' ',
  ),
);
const spacerName = /^(?:1x1|1px|px|s|t|b|c)$/i;
const adorning =
  /^(?:background|bg|border|bullet|corner|decoration|decorative|divider|line|ornament|pattern|separator|shadow|texture|rule|gradient)/;
/** Pictures that are smaller adorn. */
const smallest = 24;

/** Rules about pictures that assistive technology is told to pass over. */
export const decorationRules = pageRules({
  'alt-on-decoration': {
    title: 'A picture has an alternative that nobody hears',
    wcag: [],
    level: 'best-practice',
    verdict: 'warning',
    severity: 'moderate',
    advice:
      'Decide: a picture that tells something loses its `role`, one that adorns gets `alt=""`.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/failures/F38',
    find: function* (page) {
      for (const image of page.tagged('img')) {
        const { alt = '', role = '', 'aria-hidden': hidden } = image.attributes;
        const isHidden = hidden === 'true';
        const words = alt.match(/[\p{L}\p{N}]+/gu) ?? [];
        if (words.length === 0 || !(isHidden || /^(?:presentation|none)$/i.test(role.trim())))
          continue;
        // One or two words may be what an editor fills in; a phrase, or the name of a logo, was written to be heard.
        const isLogo = isHidden && words.some((word) => /^logo$/i.test(word)) && isAlone(image);
        yield {
          element: image,
          evidence: `${isHidden ? 'aria-hidden' : `role="${role}"`} silences “${alt}”`,
          ...(words.length < 3 && !isLogo ? { verdict: 'review' as const } : {}),
        };
      }
    },
  },
  'picture-alone-silent': {
    title: 'The only content is a picture that nobody hears of',
    wcag: ['1.1.1'],
    level: 'A',
    verdict: 'failed',
    severity: 'serious',
    advice:
      'Where a picture is the content, say what it shows: `alt="Opening hours: Monday to Friday, 9 to 17"`.',
    help: 'https://www.w3.org/WAI/standards-guidelines/act/rules/e88epe/',
    find: function* (page) {
      const looked = new Set<SnapshotElement>();
      for (const image of page.tagged('img')) {
        if (!isSilent(image) || !isOnScreen(image)) continue;
        const { width = 0, height = 0 } = image.box ?? {};
        const words = wordsOfFile(fileNameOf(sourceOf(image)));
        if (Math.min(width, height) < smallest || words.some((word) => adorning.test(word)))
          continue;
        const around = upwards(image).find((one) => one.tag === 'main' || one.tag === 'body');
        if (!around || looked.has(around)) continue;
        looked.add(around);
        if (hasOtherContent(around)) continue;
        yield {
          element: image,
          evidence: `${fileNameOf(sourceOf(image)) || 'the picture'} of ${Math.round(width)} × ${Math.round(height)}px has nothing beside it`,
          // Without a main part nobody says that this is the content.
          ...(around.tag === 'main' ? {} : { verdict: 'review' as const }),
        };
      }
    },
  },
  'logo-silent': {
    title: 'A logo may have no name',
    wcag: ['1.1.1'],
    level: 'A',
    verdict: 'review',
    severity: 'moderate',
    advice: 'Name the logo, unless the name is written beside it: `alt="Miller & Sons"`.',
    help: 'https://www.w3.org/WAI/standards-guidelines/act/rules/e88epe/',
    find: function* (page) {
      for (const image of page.tagged('img')) {
        const words = wordsOfFile(fileNameOf(sourceOf(image)));
        if (!isSilent(image) || !isOnScreen(image)) continue;
        if (
          !words.some((word) => /^(?:logo|brand|chart|graph|diagram|infographic|map)$/.test(word))
        )
          continue;
        if (!isAlone(image)) continue;
        yield {
          element: image,
          evidence: `${fileNameOf(sourceOf(image))} has an empty alternative`,
        };
      }
    },
  },
  'spacer-image': {
    title: 'An empty picture holds the layout apart',
    wcag: [],
    level: 'best-practice',
    verdict: 'warning',
    severity: 'minor',
    advice: 'Make room by style: `margin` or `gap`.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/css/C18',
    find: function* (page) {
      for (const image of page.tagged('img')) {
        const [width, height] = sizeOf(image);
        const file = fileNameOf(sourceOf(image));
        const words = wordsOfFile(file);
        const isNamed =
          words.some((word) => spacers.has(word)) || spacerName.test(file.split('.', 1)[0] ?? '');
        const isThin = Math.min(width, height) <= 3 && Math.max(width, height) >= 5;
        const isHidden = upwards(image).some(({ style }) => style.visibility === 'hidden');
        // One pixel alone counts visits; it holds nothing apart.
        if (isHidden || !isNamed || !(isThin || words.includes('spacer'))) continue;
        yield { element: image, evidence: `${file} of ${width} × ${height}px` };
      }
    },
  },
});

/** Whether an image is kept from assistive technology, and no name around it speaks for it. */
function isSilent(image: SnapshotElement): boolean {
  if (image.role !== null && image.role !== 'none' && image.role !== 'presentation') return false;
  const isNamedAround = closest(
    image,
    (one) =>
      one !== image && one.name !== '' && /^(?:link|button|img|image|figure)$/.test(one.role ?? ''),
  );
  return isNamedAround === null;
}

/** Whether no text stands beside an image that could say the same. */
function isAlone({ parent }: SnapshotElement): boolean {
  return parent === null || shownText(parent) === '';
}

/** Whether there is anything but headings and silent images. */
function hasOtherContent(around: SnapshotElement): boolean {
  const open = [...childElements(around)];
  if (around.children.some((child) => child.kind === 'text' && child.text.trim() !== ''))
    return true;
  for (let element = open.pop(); element; element = open.pop()) {
    if (/^(?:h[1-6]|script|style|template|noscript)$/.test(element.tag)) continue;
    if (
      /^(?:input|select|textarea|button|video|audio|canvas|svg|object|embed|iframe|table)$/.test(
        element.tag,
      )
    )
      return true;
    if (element.tag === 'img' && !isSilent(element)) return true;
    if (element.children.some((child) => child.kind === 'text')) return true;
    if ((element.before?.text ?? '') !== '' || (element.after?.text ?? '') !== '') return true;
    open.push(...childElements(element));
  }
  return false;
}

/** Width and height as shown, or as they were asked for where the picture did not come. */
function sizeOf({ box, attributes }: SnapshotElement): readonly [number, number] {
  const asked = (value: string | undefined) => Number.parseFloat(value ?? '') || 0;
  if (box && box.width > 0 && box.height > 0)
    return [Math.round(box.width), Math.round(box.height)];
  return [asked(attributes.width), asked(attributes.height)];
}
