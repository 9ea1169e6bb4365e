import { isSeen, type Page, shownText, walk } from '../../page.ts';
import { pageRules, type Sight } from '../../rule.ts';
import type { SnapshotElement } from '../../snapshot.ts';
import { countWords, hasWords, mentions, phrasesOf, plain, quoted } from '../../words.ts';

/** Rules about the titles of frames. */
export const frameRules = pageRules({
  'frame-title-placeholder': {
    title: 'The title of a frame says nothing about it',
    wcag: ['4.1.2'],
    level: 'A',
    verdict: 'failed',
    severity: 'moderate',
    advice: 'Say what is in the frame: `<iframe title="Map of the car park">`.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/html/H64',
    find: placeholderTitles,
  },
  'frame-title-misfit': {
    title: 'The title of a frame does not fit what is in it',
    wcag: ['4.1.2'],
    level: 'A',
    verdict: 'review',
    severity: 'moderate',
    advice: 'Correct the title: it must say what the frame shows.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/html/H64',
    find: misfits,
  },
});

const placeholders = phrasesOf(
  'frame, iframe, i frame, inline frame, frame 1, frame 2, frame 3, iframe 1, iframe 2, iframe 3, frame title, iframe title, title, untitled, untitled frame, content, embed, embedded content, embedded frame, page, widget, external content, rahmen, inhalt, cadre, marco, contenido',
);

function* placeholderTitles(page: Page): Generator<Sight> {
  for (const frame of framesOf(page)) {
    const { name } = frame;
    const isFile = /^(?:https?:\/\/\S+|[\w%-]{1,80}\.(?:html?|php|aspx?))$/i.test(name);
    if (!isFile && !placeholders.has(plain(name))) continue;
    yield { element: frame, evidence: `The title is ${quoted(name)}.` };
  }
}

/** Services that people embed, with the hosts that they are embedded from. */
const services: readonly (readonly [ReadonlySet<string>, RegExp])[] = [
  [phrasesOf('facebook'), /(?:^|\.)(?:facebook|fb)\.(?:com|net)$/],
  [phrasesOf('twitter'), /(?:^|\.)(?:twitter\.com|x\.com|twimg\.com)$/],
  [phrasesOf('youtube'), /(?:^|\.)(?:youtube(?:-nocookie)?\.com|youtu\.be)$/],
  [phrasesOf('vimeo'), /(?:^|\.)vimeo\.com$/],
  [phrasesOf('instagram'), /(?:^|\.)instagram\.com$/],
  [phrasesOf('linkedin'), /(?:^|\.)linkedin\.com$/],
  [phrasesOf('tiktok'), /(?:^|\.)tiktok\.com$/],
  [phrasesOf('pinterest'), /(?:^|\.)pinterest\.[a-z.]+$/],
  [phrasesOf('spotify'), /(?:^|\.)spotify\.com$/],
  [phrasesOf('soundcloud'), /(?:^|\.)soundcloud\.com$/],
  [phrasesOf('google maps'), /(?:^|\.)google\.[a-z.]+$/],
  [phrasesOf('openstreetmap'), /(?:^|\.)(?:openstreetmap|osm)\.[a-z.]+$/],
];

/**
 * Certain where the title names a service that the frame neither comes from nor speaks of; a matter
 * of opinion where the title merely shares no word with the page in the frame.
 */
function* misfits(page: Page): Generator<Sight> {
  for (const frame of framesOf(page)) {
    const host = hostOf(frame.attributes.src, page.snapshot.url);
    if (host === null) continue;
    const inside = insideOf(frame);
    const written = `${Object.entries(frame.attributes)
      .map(([name, value]) =>
        name === 'title' || name.startsWith('aria-') ? '' : value.slice(0, 1000),
      )
      .join(' ')} ${inside}`;
    const service = services.find(
      ([names, hosts]) =>
        mentions(frame.name, names) && !hosts.test(host) && !mentions(written, names),
    );
    if (service) {
      yield {
        element: frame,
        evidence: `The title ${quoted(frame.name)} names a service, but the frame comes from ${host} and does not mention it.`,
        verdict: 'failed',
      };
      continue;
    }
    if (countWords(inside) < 5) continue;
    const there = new Set(stems(inside));
    const words = stems(frame.name);
    if (words.length > 0 && !words.some((word) => there.has(word))) {
      yield {
        element: frame,
        evidence: `The title ${quoted(frame.name)} shares no word with ${quoted(inside)}.`,
      };
    }
  }
}

function framesOf(page: Page): readonly SnapshotElement[] {
  return page
    .tagged('iframe', 'frame')
    .filter((frame) => isSeen(frame) && frame.role !== null && hasWords(frame.name));
}

/** The host that a frame is loaded from; null for one that is written into the page, or not loaded yet. */
function hostOf(src: string | undefined, base: string): string | null {
  if (!src || !URL.canParse(src, base)) return null;
  const { protocol, hostname } = new URL(src, base);
  return protocol === 'http:' || protocol === 'https:' ? hostname : null;
}

/** What can be read of the page in a frame: its title and its text. */
function insideOf(frame: SnapshotElement): string {
  const titles = [...walk(frame)]
    .filter(({ tag }) => tag === 'title')
    .flatMap(({ children }) =>
      children.flatMap((child) => (child.kind === 'text' ? [child.text] : [])),
    );
  return `${titles.join(' ')} ${shownText(frame)}`.trim().slice(0, 5_000);
}

function stems(text: string): readonly string[] {
  return plain(text)
    .split(' ')
    .filter((word) => word.length >= 4)
    .map((word) => word.slice(0, 5));
}
