import type { PageHead, PageLink } from '../core/artifacts/page-audit.ts';
import { oneLine } from '../core/text.ts';
import { allText, isSeen, type Page, shownText, texts } from './accessibility/page.ts';
import type { SnapshotElement } from './accessibility/snapshot.ts';
import { selectorOf } from './accessibility/where.ts';

const maxLinks = 2000;
const maxMetas = 200;
const maxHeadings = 300;
const maxStructuredData = 20;
const maxStructuredBytes = 64 * 1024;
const longestText = 1000;

/** What search engines and those who share the page read of it, as it stands after scripts have run. */
export function headOf(page: Page): PageHead {
  const own = page.elements.filter((element) => !element.path.includes('!'));
  const tagged = (...tags: readonly string[]) => own.filter(({ tag }) => tags.includes(tag));
  const baseUrl = baseOf(page, tagged('base')[0]);
  const links = tagged('link');
  const relating = (rel: string) =>
    links.filter(({ attributes }) => words(attributes.rel).includes(rel));
  const titles = tagged('title').filter((title) => title.parent?.tag !== 'svg');
  return {
    title: titles[0] ? oneLine(allText(titles[0]), longestText) : null,
    titles: titles.length,
    language: page.snapshot.root.attributes.lang ?? null,
    metas: tagged('meta')
      .flatMap(({ attributes }) => {
        const name = attributes.name ?? attributes.property ?? attributes['http-equiv'];
        return name === undefined
          ? []
          : [{ name: name.toLowerCase(), content: oneLine(attributes.content ?? '', longestText) }];
      })
      .slice(0, maxMetas),
    canonicals: relating('canonical').map(({ attributes }) => attributes.href ?? ''),
    alternates: relating('alternate').flatMap(({ attributes: { hreflang, href } }) =>
      hreflang === undefined ? [] : [{ hreflang, href: href ?? '' }],
    ),
    structuredData: tagged('script')
      .filter(({ attributes }) => /^application\/ld\+json\b/i.test(attributes.type ?? ''))
      .map((script) => [...texts(script)].map(({ text }) => text).join(''))
      .map((text) => text.slice(0, maxStructuredBytes))
      .slice(0, maxStructuredData),
    microdata: own.flatMap(({ attributes }) => words(attributes.itemtype)).slice(0, maxMetas),
    headings: tagged('h1', 'h2', 'h3', 'h4', 'h5', 'h6')
      .map((heading) => ({
        level: Number(heading.tag[1]),
        text: oneLine(shownText(heading) || heading.name, 200),
      }))
      .slice(0, maxHeadings),
    baseUrl,
  };
}

/** Every http(s) address that the page leads to or is made of, absolute and without fragment. */
export function linksOf(page: Page, baseUrl: string): readonly PageLink[] {
  const found: PageLink[] = [];
  for (const element of page.elements) {
    if (found.length === maxLinks) break;
    const kind = kindOf(element);
    const address = kind && addressOf(element, baseUrl);
    if (!kind || !address) continue;
    found.push({
      url: address,
      text: oneLine(element.name || shownText(element), 200),
      rel: words(element.attributes.rel),
      kind,
      path: element.path,
      selector: selectorOf(page, element),
    });
  }
  return found;
}

/** How many words the page shows, and its text for comparing pages. */
export function visibleText(page: Page): string {
  const body = page.elements.find(({ tag }) => tag === 'body');
  if (!body) return '';
  return [...texts(body)]
    .filter(({ parent, lines }) => lines.length > 0 && isSeen(parent))
    .map(({ text }) => text)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}

const kinds: Readonly<Record<string, { kind: PageLink['kind']; attribute: string }>> = {
  a: { kind: 'link', attribute: 'href' },
  area: { kind: 'link', attribute: 'href' },
  img: { kind: 'image', attribute: 'src' },
  script: { kind: 'script', attribute: 'src' },
  iframe: { kind: 'frame', attribute: 'src' },
  video: { kind: 'media', attribute: 'src' },
  audio: { kind: 'media', attribute: 'src' },
  source: { kind: 'media', attribute: 'src' },
};

function kindOf({ tag, attributes }: SnapshotElement): PageLink['kind'] | null {
  if (tag === 'link') return words(attributes.rel).includes('stylesheet') ? 'style' : null;
  return kinds[tag]?.kind ?? null;
}

function addressOf(
  { tag, attributes, currentSource }: SnapshotElement,
  baseUrl: string,
): string | null {
  const written = tag === 'img' ? (currentSource ?? attributes.src) : undefined;
  const text = written ?? attributes[kinds[tag]?.attribute ?? 'href'];
  if (text === undefined || !URL.canParse(text, baseUrl)) return null;
  const url = new URL(text, baseUrl);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  url.hash = '';
  return url.href;
}

function baseOf({ snapshot }: Page, base: SnapshotElement | undefined): string {
  const href = base?.attributes.href;
  return href !== undefined && URL.canParse(href, snapshot.url)
    ? new URL(href, snapshot.url).href
    : snapshot.url;
}

function words(text: string | undefined): readonly string[] {
  return (text ?? '').toLowerCase().split(/\s+/).filter(Boolean);
}
