import { isSeen, type Page, shownText, texts } from '../../page.ts';
import { pageRules, type Sight, understanding } from '../../rule.ts';
import type { SnapshotElement } from '../../snapshot.ts';
import { hasWords, plain, quoted } from '../../words.ts';

/** Rules about the names of controls. */
export const nameRules = pageRules({
  'label-not-in-name': {
    title: 'A control is called otherwise than it reads',
    wcag: ['2.5.3'],
    level: 'A',
    verdict: 'failed',
    severity: 'serious',
    advice:
      'Let the name begin with the words that are seen: `<button aria-label="Search the archive">Search</button>`. Who speaks to the computer says what is seen.',
    help: 'https://www.w3.org/WAI/standards-guidelines/act/rules/2ee8b8/',
    find: namesApart,
  },
  'title-only-information': {
    title: 'Something is told only to who hovers over it with a mouse',
    wcag: ['1.3.1'],
    level: 'best-practice',
    verdict: 'review',
    severity: 'minor',
    advice: 'Write it into the text. Touch, keyboard and most screen readers never show a title.',
    help: understanding('content-on-hover-or-focus'),
    find: titlesOnly,
  },
});

const named =
  /^(?:button|checkbox|gridcell|link|menuitem|menuitemcheckbox|menuitemradio|option|radio|switch|tab|treeitem)$/;
const longestLabel = 120;

/** Words compared as they are written: signs between them count as spaces, letters alone are pictures (“X” to close). */
function* namesApart(page: Page): Generator<Sight> {
  for (const element of page.elements) {
    const { attributes, role, name } = element;
    if (!role || !named.test(role) || !isSeen(element)) continue;
    if (!attributes['aria-label'] && !attributes['aria-labelledby']) continue;
    if (isIconFont(element)) continue;
    const seen = shownText(element);
    const said = plain(name);
    const label = plain(seen);
    if (label.length < 2 || !/\p{L}{2}|\p{N}/u.test(label) || said === '' || !hasWords(said))
      continue;
    if (
      ` ${said} `.includes(` ${label} `) ||
      (said.replaceAll(' ', '') === label.replaceAll(' ', '') &&
        seen.trim().toLowerCase() === name.trim().toLowerCase())
    )
      continue;
    yield {
      element,
      evidence: `It reads ${quoted(seen)} and is called ${quoted(name)}.`,
      // A card that is one link reads as a whole article: whether its name is enough takes a person.
      ...(label.length > longestLabel ? { verdict: 'review' } : {}),
    };
  }
}

/** Letters that a font turns into a picture. */
function isIconFont(element: SnapshotElement): boolean {
  return [...texts(element)].some(({ parent }) =>
    /icon|symbol|awesome|glyph|material|dingbat/i.test(parent.style['font-family'] ?? ''),
  );
}

const interactive =
  /^(?:a|button|input|select|textarea|iframe|frame|img|abbr|dfn|svg|object|area|link|style|video|audio|summary|label|html|body|head|meta|th|optgroup|option)$/;

function* titlesOnly(page: Page): Generator<Sight> {
  for (const element of page.elements) {
    const { title } = element.attributes;
    if (!title || interactive.test(element.tag) || !hasWords(title) || !isSeen(element)) continue;
    if (element.attributes.role || element.attributes.tabindex !== undefined) continue;
    if (plain(shownText(element)).includes(plain(title))) continue;
    yield { element, evidence: `${quoted(title)} is in the title of <${element.tag}>.` };
  }
}
