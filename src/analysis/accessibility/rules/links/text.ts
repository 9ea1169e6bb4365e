import { holdsBlock } from '../../blocks.ts';
import { vaguenessOf } from '../../link-words.ts';
import { contextOf, type Link, shownLinksOf } from '../../links.ts';
import { closest, texts } from '../../page.ts';
import { type PageRule, pageRules, type Sight, understanding } from '../../rule.ts';
import { tableCellOf } from '../../tables.ts';
import { countWords, hasWords, plain, quoted } from '../../words.ts';

/** Words of a link text that a listener can still keep in mind. */
const longestText = 40;

/** Rules about what links say. */
export const linkTextRules = pageRules({
  'link-text-vague': {
    title: 'A link does not say where it leads',
    wcag: ['2.4.4'],
    level: 'A',
    verdict: 'failed',
    severity: 'serious',
    advice:
      'Name the target in the link itself: not “Read more” but “Read more about polar bears”. Words for screen readers alone can be hidden visually.',
    help: understanding('link-purpose-in-context'),
    *find(page) {
      for (const link of shownLinksOf(page)) {
        if (hiddenWordsOf(link) === null) yield* vagueLink(link);
      }
    },
  },
  'link-words-hidden': {
    title: 'The words that explain a link are hidden from everybody',
    wcag: ['2.4.4'],
    level: 'A',
    verdict: 'failed',
    severity: 'serious',
    advice:
      'Hide words for screen readers by clipping, not by “display: none” or “visibility: hidden”, which hide them from screen readers too.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/css/C7',
    *find(page) {
      for (const link of shownLinksOf(page)) {
        const hidden = hiddenWordsOf(link);
        if (hidden === null) continue;
        yield {
          element: link.element,
          evidence: `The link is read as ${quoted(link.name)}; ${quoted(hidden)} is hidden also from screen readers.`,
        };
      }
    },
  },
  'link-text-signs': {
    title: 'A link consists of a sign only',
    wcag: ['2.4.4'],
    level: 'A',
    verdict: 'failed',
    severity: 'serious',
    advice:
      'Put words into the link: `<a href="/contact">Contact</a>` instead of `<a href="/contact">.</a>`.',
    help: understanding('link-purpose-in-context'),
    *find(page) {
      for (const { element, name } of shownLinksOf(page)) {
        if (!/^[\s.,;:!?…·•|/\\_*~=+<>«»‹›→←➔-]{1,12}$/u.test(name) || element.description)
          continue;
        yield { element, evidence: `The link is read as ${quoted(name)} and nothing else.` };
      }
    },
  },
  'link-text-address': {
    title: 'A link shows a long address instead of words',
    wcag: [],
    level: 'best-practice',
    verdict: 'warning',
    severity: 'minor',
    advice: 'Write what is behind the link. A screen reader spells the address sign by sign.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/general/G91',
    *find(page) {
      for (const { element, name } of shownLinksOf(page)) {
        if (name.length < 40 || !/^(?:https?:\/\/|www\.)\S{1,2000}$/i.test(name)) continue;
        yield { element, evidence: `${quoted(name)} has ${name.length} characters.` };
      }
    },
  },
  'link-text-overlong': {
    title: 'A link has very many words',
    wcag: [],
    level: 'best-practice',
    verdict: 'warning',
    severity: 'minor',
    advice: 'Link only the words that name the target; leave the rest of the sentence outside.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/general/G91',
    *find(page) {
      for (const { element, name } of shownLinksOf(page)) {
        const words = countWords(name);
        if (words <= longestText) continue;
        const evidence = `${words} words are read as one link: ${quoted(name)}.`;
        // A card that is one link is common; whether it is read in one breath depends on its parts.
        yield { element, evidence, ...(holdsBlock(element) ? { verdict: 'review' as const } : {}) };
      }
    },
  },
  'link-text-redundant': {
    title: 'A link says that it is a link',
    wcag: [],
    level: 'best-practice',
    verdict: 'warning',
    severity: 'minor',
    advice: 'Leave out “link to”: screen readers say “link” before every link.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/html/H30',
    *find(page) {
      for (const { element, name } of shownLinksOf(page)) {
        if (
          !/^(?:hyper)?(?:link (?:to|for|zu[mr]?)|lien vers|enlace a|link naar|link para)\s/i.test(
            name,
          )
        )
          continue;
        yield { element, evidence: `A screen reader says “link, ${name.slice(0, 80)}”.` };
      }
    },
  },
  'link-title-repeated': titleRule(),
});

function* vagueLink(link: Link): Generator<Sight> {
  const vagueness = vaguenessOf(link.name);
  if (vagueness === null) return;
  const { element, name } = link;
  const context = contextOf(link);
  const header = headerWordsOf(link);
  if (context === '' && header === '') {
    const cell = tableCellOf(element);
    const where = cell ? 'its table cell and the headers of the cell' : 'the text around it';
    yield {
      element,
      evidence: `${quoted(name)} leads to ${placeOf(link)}; ${where} say nothing more.`,
      ...(vagueness === 'step' ? { verdict: 'review' as const } : {}),
    };
  } else if (vagueness === 'empty') {
    yield {
      element,
      verdict: 'warning',
      evidence: `${quoted(name)} leads to ${placeOf(link)}; only the sentence around it tells more (2.4.9).`,
    };
  } else if (vagueness === 'continuing' || vagueness === 'step') {
    yield {
      element,
      verdict: 'review',
      evidence: `${quoted(name)} is explained only by what stands around it: ${quoted(context || header)}.`,
    };
  }
}

/**
 * What the headers of the link's table cell add. A header over the whole width is a title of the
 * table: where the row also has plain cells, it does not tell one row from another.
 */
function headerWordsOf({ element }: Link): string {
  const found = tableCellOf(element);
  if (!found) return '';
  const { table, cell, headers } = found;
  const row = table.rows[cell.row] ?? [];
  const isPlain = row.some((one) => one !== cell && one.kind === 'data' && !holdsLink(one.element));
  return headers
    .filter(({ columnSpan }) => columnSpan < table.width || table.width === 1 || !isPlain)
    .map(({ text }) => text)
    .filter((text) => hasWords(text) && vaguenessOf(text) === null)
    .join(' ');
}

function holdsLink(element: Link['element']): boolean {
  return [...texts(element)].every(({ parent }) => closest(parent, ({ role }) => role === 'link'));
}

/** Hidden words without which the name of a link is vague; null where there are none. */
function hiddenWordsOf({ element, name }: Link): string | null {
  if (vaguenessOf(name) === null) return null;
  const hidden = [...texts(element)]
    .filter(({ text, lines, parent }) => {
      const isHidden = lines.length === 0 || parent.style.visibility === 'hidden';
      return isHidden && hasWords(text) && !plain(name).includes(plain(text));
    })
    .map(({ text }) => text.trim());
  return hidden.length === 0 ? null : hidden.join(' ');
}

function placeOf({ element, target }: Link): string {
  return target?.pathname ?? element.attributes.href ?? 'somewhere';
}

function titleRule(): PageRule {
  return {
    title: 'The tooltip of a link repeats its text',
    wcag: [],
    level: 'best-practice',
    verdict: 'warning',
    severity: 'minor',
    advice: 'Remove the title attribute: some screen readers say the same words twice.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/html/H33',
    *find(page) {
      for (const { element, shown, name } of shownLinksOf(page)) {
        const title = plain(element.attributes.title ?? '');
        if (title === '' || title !== plain(shown || name) || shown === '') continue;
        yield { element, evidence: `Text and title are both ${quoted(shown)}.` };
      }
    },
  };
}
