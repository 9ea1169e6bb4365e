import { blockAround } from '../../blocks.ts';
import { fileKindOf, isSaid } from '../../file-kinds.ts';
import { newWindowWords, transcriptWords } from '../../link-words.ts';
import { type Link, shownLinksOf } from '../../links.ts';
import { allText, type Page, shownText, walk } from '../../page.ts';
import { pageRules } from '../../rule.ts';
import { mentions, offers, quoted } from '../../words.ts';

/** Rules about what links should announce. */
export const linkAnnouncementRules = pageRules({
  'link-new-window-unannounced': {
    title: 'A link opens a new window without a warning',
    wcag: ['3.2.5'],
    level: 'AAA',
    verdict: 'warning',
    severity: 'minor',
    advice:
      'Say it in the link, such as “Timetable (opens in a new tab)”, or let it open in the same window: with a new window the way back is lost.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/general/G201',
    *find(page) {
      const announced = mentions(pageNotice(page), newWindowWords);
      const frames = new Set(
        page.tagged('iframe', 'frame').map(({ attributes }) => attributes.name),
      );
      for (const link of shownLinksOf(page)) {
        const { target } = link.element.attributes;
        if (!target || /^_(?:self|parent|top)$/i.test(target.trim()) || frames.has(target))
          continue;
        if (announced || mentions(saidBy(link), newWindowWords)) continue;
        yield {
          element: link.element,
          evidence: `${quoted(link.name)} has target="${target}"; nothing tells that a window opens.`,
        };
      }
    },
  },
  'link-file-unannounced': {
    title: 'A link leads to a file without saying so',
    wcag: [],
    level: 'best-practice',
    verdict: 'warning',
    severity: 'minor',
    advice: 'Name format and size in the link: “Annual report (PDF, 1.2 MB)”.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/general/G91',
    *find(page) {
      for (const link of shownLinksOf(page)) {
        const kind = fileKindOf(link.target?.pathname ?? '');
        if (kind === null || isSaid(kind, saidBy(link)) || saysByPicture(link, kind.extension))
          continue;
        yield {
          element: link.element,
          evidence: `${quoted(link.name)} leads to a ${kind.extension.toUpperCase()} file.`,
        };
      }
    },
  },
  'link-media-without-transcript': {
    title: 'A link leads to a recording, and no text is offered',
    wcag: ['1.2.1'],
    level: 'A',
    verdict: 'warning',
    severity: 'serious',
    advice:
      'Offer a transcript beside the recording: `<a href="interview.html">Transcript of the interview</a>`.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/general/G158',
    *find(page) {
      const recordings = shownLinksOf(page).filter(
        ({ target }) => fileKindOf(target?.pathname ?? '')?.isMedia,
      );
      if (recordings.length === 0) return;
      // The title of the page is no offer.
      if (page.tagged('body').some((body) => offers(allText(body), transcriptWords))) return;
      for (const { element, name, target } of recordings) {
        yield {
          element,
          evidence: `${quoted(name)} leads to ${target?.pathname.split('/').at(-1) ?? ''}; the page nowhere speaks of a transcript or of captions.`,
        };
      }
    },
  },
});

/** What a link and its nearest text say, pictures and what is written by CSS included. */
function saidBy({ element, name, shown }: Link): string {
  const block = blockAround(element);
  const around = block ? shownText(block) : '';
  const inside = [...walk(element)].flatMap(({ attributes, before, after }) => [
    attributes.alt ?? '',
    attributes.title ?? '',
    attributes['aria-label'] ?? '',
    before?.text ?? '',
    after?.text ?? '',
  ]);
  return [name, shown, element.description, element.attributes.title ?? '', ...inside]
    .concat(around.length < 600 ? [around] : [])
    .join(' | ');
}

/** Whether a class or a file name in the link shows that there is an icon for the format. */
function saysByPicture({ element }: Link, extension: string): boolean {
  return [...walk(element)].some(
    ({ tag, role, name }) =>
      (tag === 'img' || role === 'image') && name.toLowerCase().includes(extension),
  );
}

/** A sentence that holds for all links of the page: “Links open in a new window”. */
function pageNotice(page: Page): string {
  return page
    .tagged('p', 'li', 'small', 'div')
    .map(({ children }) =>
      children.map((child) => (child.kind === 'text' ? child.text.slice(0, 300) : ' ')).join(''),
    )
    .filter((text) => /\b(?:all|external|the|outside) (?:\w{1,12} )?links\b/i.test(text))
    .join(' | ');
}
