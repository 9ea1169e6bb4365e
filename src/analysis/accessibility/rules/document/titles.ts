import { allText, isSeen, type Page, shownText } from '../../page.ts';
import { pageRules, type Sight } from '../../rule.ts';
import { countWords, hasWords, phrasesOf, plain, quoted } from '../../words.ts';

/** Rules about the title of the page. */
export const titleRules = pageRules({
  'title-placeholder': {
    title: 'The title of the page says nothing about it',
    wcag: ['2.4.2'],
    level: 'A',
    verdict: 'failed',
    severity: 'serious',
    advice:
      'Name the page, then the site: `<title>Opening hours – Village library</title>`. The title is the first thing a screen reader says, and the name of the tab.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/failures/F25',
    find: placeholderTitle,
  },
  'title-unrelated': {
    title: 'The title of the page has no word in common with what is on it',
    wcag: ['2.4.2'],
    level: 'A',
    verdict: 'review',
    severity: 'moderate',
    advice: 'Let the title say what the main heading says.',
    help: 'https://www.w3.org/WAI/standards-guidelines/act/rules/c4a8a4/',
    find: unrelatedTitle,
  },
});

const placeholders = phrasesOf(
  'untitled, untitled document, untitled page, untitled 1, no title, title, page title, title of the page, title of page, title of document, title goes here, title here, your title here, enter title here, enter the title of your html document here, insert title here, add title here, document title',
  'document, new document, new page, page, page 1, page 2, web page, webpage, website, web site, site, my website, my site, my page, my web page, my app, home, homepage, home page, index, main, main page, default, welcome, test, test page, sample page, demo, example, example page, coming soon, under construction, react app, vite app, vue app, angular app, next app, create next app, app, hello world',
  'startseite, unbenannt, unbenanntes dokument, neue seite, willkommen, titel, seitentitel, accueil, sans titre, document sans titre, nouvelle page, bienvenue, titre, inicio, sin título, documento sin título, bienvenidos, título, naamloos, naamloos document, nieuwe pagina, welkom, senza titolo, documento senza titolo, benvenuti',
);
const address =
  /^\s*(?:https?:\/\/\S+|www\.\S+|[\w.%-]{1,80}\.(?:html?|xhtml|php\d?|aspx?|jsp|cfm|pdf|docx?|indd))\s*$/i;

function* placeholderTitle(page: Page): Generator<Sight> {
  const { title, root } = page.snapshot;
  if (title.trim() === '') return;
  const element = page.tagged('title').find(({ parent }) => parent?.tag === 'head') ?? root;
  if (placeholders.has(plain(title))) {
    yield { element, evidence: `${quoted(title)} could be the title of any page.` };
  } else if (address.test(title)) {
    yield { element, evidence: `${quoted(title)} is an address or the name of a file.` };
  } else if (!hasWords(title) && !shownText(root).includes(title.trim())) {
    yield { element, evidence: `${quoted(title)} has no word in it.` };
  }
}

const common = phrasesOf(
  'page, site, website, web, home, welcome, official, online, your, with, from, that, this, what, when, where, which, have, more, about, into, over, than, they, them, their, there, here, and, the, for, are, our, you, not, und, der, die, das, ein, eine, von, für, mit, les, des, une, pour, avec, del, los, las, para, con, het, een, van, voor',
);

/** Words of three letters and more, by their first five, so that “harvest” and “harvesting” are one. */
function stems(text: string): readonly string[] {
  return plain(text)
    .split(' ')
    .filter((word) => word.length >= 3 && !common.has(word))
    .map((word) => word.slice(0, 5));
}

function* unrelatedTitle(page: Page): Generator<Sight> {
  const { title, root, url } = page.snapshot;
  const words = stems(title);
  const text = shownText(root);
  if (words.length === 0 || countWords(text) < 20) return;
  const pictures = page
    .tagged('img', 'svg')
    .filter(isSeen)
    .map(({ name }) => name);
  const there = new Set(stems(`${text} ${pictures.join(' ')} ${url}`));
  if (words.some((word) => there.has(word))) return;
  const heading = page.tagged('h1').map(allText).find(hasWords);
  const element = page.tagged('title').find(({ parent }) => parent?.tag === 'head') ?? root;
  yield {
    element,
    evidence: `${quoted(title)}${heading ? `, under the heading ${quoted(heading)}` : ''}.`,
  };
}
