import { type Heading, headingsOf } from '../../headings.ts';
import { type Page, walk } from '../../page.ts';
import { type PageRule, pageRules, understanding } from '../../rule.ts';
import type { SnapshotElement } from '../../snapshot.ts';
import { countWords, phrasesOf, plain, quoted } from '../../words.ts';

/** Words of a heading beyond which it is a paragraph. */
const longestHeading = 35;

/** Rules about headings that are marked up as such. */
export const headingRules = pageRules({
  'heading-meaningless': {
    title: 'A heading says nothing about what follows',
    wcag: ['2.4.6'],
    level: 'AA',
    verdict: 'failed',
    severity: 'moderate',
    advice:
      'Write what the section is about. Remove text that only held the place, error messages and bare signs.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/general/G130',
    *find(page) {
      for (const { element, level, text } of headingsOf(page)) {
        const why = meaninglessness(text, level);
        if (why === null) continue;
        const evidence = `${quoted(text)} is ${why}.`;
        // A section may well be about titles, or about what is to be done.
        const isTopic = level > 1 && topics.has(plain(text));
        yield { element, evidence, ...(isTopic ? { verdict: 'review' as const } : {}) };
      }
    },
  },
  'heading-overlong': {
    title: 'A whole paragraph is marked up as a heading',
    wcag: ['1.3.1'],
    level: 'A',
    verdict: 'warning',
    severity: 'minor',
    advice: 'Use `<p>` for the text and style it by CSS; keep headings to a few words.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/failures/F43',
    *find(page) {
      for (const { element, text } of headingsOf(page)) {
        const words = countWords(text);
        if (words <= longestHeading) continue;
        yield { element, evidence: `The heading has ${words} words: ${quoted(text)}.` };
      }
    },
  },
  'heading-without-content': {
    title: 'Nothing stands between a heading and the next of the same rank',
    wcag: [],
    level: 'best-practice',
    verdict: 'warning',
    severity: 'minor',
    advice:
      'Add the content, remove the heading, or give the second line a lower rank or no heading at all.',
    help: understanding('headings-and-labels'),
    *find(page) {
      for (const [heading, next] of barePairs(page)) {
        yield {
          element: heading.element,
          evidence: `${quoted(heading.text)} (h${heading.level}) is followed at once by ${quoted(next.text)} (h${next.level}).`,
        };
      }
    },
  },
  'heading-repeated': repeatedRule(),
});

const placeholders = phrasesOf(
  'untitled, no title, title, title here, your title, your title here, heading, heading here, your heading, your heading here, headline, headline here, your headline, subtitle here, section title, page title, new page, new section, placeholder, lorem ipsum, lorem ipsum dolor, lorem ipsum dolor sit amet, tbd, todo, to do, xxx, asdf, test test, undefined, null, nan, object object',
  'überschrift, ihre überschrift, titel, titel hier, platzhalter, ohne titel, sans titre, titre, votre titre, titre ici, sin título, título, título aquí, senza titolo, titolo, bez tytułu, zonder titel, sem título',
);

/** Placeholders that are the subject of a section elsewhere. */
const topics = phrasesOf(
  'title, heading, headline, subtitle, section title, page title, new page, new section, placeholder, todo, to do, undefined, null, nan',
  'überschrift, titel, platzhalter, titre, título, titolo',
);

/** Why a heading is no description; null where it may be one. */
function meaninglessness(text: string, level: number): string | null {
  const words = plain(text);
  if (/^[\s.,;:·•*_=~|/\\–—-]{1,80}$/.test(text)) return 'made of signs only';
  if (placeholders.has(words) || /^lorem ipsum\b/.test(words))
    return 'text that only holds the place';
  if (
    /^[[(<{]?\s?(?:insert|enter|type|add|put|write|replace|change|edit)\b.{0,40}\b(?:heading|headline|title|text|name) ?(?:\d|here|with|right|goes|\]|\)|$)/i.test(
      text,
    )
  ) {
    return 'an instruction to its author';
  }
  if (
    /^(?:uncaught |fatal |parse |syntax |runtime |php )?\w{0,30}(?:error|exception|warning)\b.{0,300}(?:\bon line \d|\bat line \d|\.(?:php|js|ts|py|rb|java|cs|aspx?)\b)/i.test(
      text,
    )
  ) {
    return 'an error message of a program';
  }
  if (
    /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)? ?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/.test(
      text,
    )
  ) {
    return 'the time of a machine';
  }
  if (
    level === 1 &&
    /^(?:hi|hello|hey|hello world|hi there|hallo|bonjour|hola|ciao)$/.test(words)
  ) {
    return 'no topic of a page';
  }
  return null;
}

/** Headings and the next of the same or a higher rank where nothing stands between the two. */
function* barePairs(page: Page): Generator<[Heading, Heading]> {
  const headings = headingsOf(page);
  const byElement = new Map(headings.map((heading) => [heading.element, heading]));
  let last: Heading | null = null;
  for (const node of nodesIn(page.snapshot.root)) {
    const heading = node.kind === 'element' ? byElement.get(node) : undefined;
    if (heading) {
      if (last && heading.level <= last.level && isPlain(last) && isPlain(heading)) {
        yield [last, heading];
      }
      last = heading;
    } else if (last && node.kind === 'element') {
      if (isContent(node)) last = null;
    } else if (last && node.kind === 'text' && !isIn(node.parent, last.element)) last = null;
  }
}

/** Elements and texts in document order. */
function* nodesIn(root: SnapshotElement): Generator<SnapshotElement['children'][number]> {
  for (const element of walk(root)) {
    yield element;
    for (const child of element.children) if (child.kind === 'text') yield child;
  }
}

function isIn(inner: SnapshotElement, outer: SnapshotElement): boolean {
  for (let at: SnapshotElement | null = inner; at; at = at.parent) if (at === outer) return true;
  return false;
}

const filling = [
  'img',
  'svg',
  'picture',
  'video',
  'audio',
  'iframe',
  'canvas',
  'object',
  'embed',
  'input',
  'select',
  'textarea',
  'button',
  'hr',
  'math',
];

/** Whether an element fills a section without having text; what scripts may fill later counts too. */
function isContent({ tag, attributes, style, before, after }: SnapshotElement): boolean {
  return (
    filling.includes(tag) ||
    attributes['aria-live'] !== undefined ||
    attributes['aria-busy'] !== undefined ||
    (style['background-image'] ?? 'none') !== 'none' ||
    Boolean(before?.text || after?.text) ||
    (attributes.id !== undefined && tag === 'div')
  );
}

/** Whether a heading is words only: one that is a link, a button or a term of a list is content itself. */
function isPlain({ element }: Heading): boolean {
  const holds = [...walk(element)].some(
    ({ role }) => role === 'link' || role === 'button' || role === 'image',
  );
  for (let at = element.parent; at; at = at.parent) {
    if (
      ['link', 'button', 'listitem', 'cell', 'hgroup', 'banner'].includes(at.role ?? '') ||
      ['hgroup', 'header', 'a', 'summary'].includes(at.tag)
    )
      return false;
  }
  return !holds;
}

function repeatedRule(): PageRule {
  return {
    title: 'Two headings in a row have the same words',
    wcag: [],
    level: 'best-practice',
    verdict: 'review',
    severity: 'minor',
    advice: 'Tell the sections apart: “Opening hours: library” and “Opening hours: café”.',
    help: understanding('headings-and-labels'),
    *find(page) {
      const headings = headingsOf(page);
      for (const [at, heading] of headings.entries()) {
        const before = headings[at - 1];
        if (
          !before ||
          before.level !== heading.level ||
          heading.element.parent !== before.element.parent
        )
          continue;
        if (plain(before.text) === '' || plain(before.text) !== plain(heading.text)) continue;
        yield {
          element: heading.element,
          evidence: `${quoted(heading.text)} (h${heading.level}) stands twice in a row.`,
        };
      }
    },
  };
}
