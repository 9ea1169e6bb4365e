import { closest, isOnScreen, walk } from '../../page.ts';
import { fileNameOf, picturesIn, sourceOf, wordsOfFile } from '../../picture-names.ts';
import { pageRules, understanding } from '../../rule.ts';
import type { SnapshotElement } from '../../snapshot.ts';

const longestPre = 20_000;
/** What files are called that show words. */
const textFile = /^text(?:image|img|pic|picture|graphic|banner|bild)$/;

/** Rules about pictures made of text, and text made into pictures. */
export const textPictureRules = pageRules({
  'text-art': {
    title: 'A picture is drawn with characters',
    wcag: ['1.1.1'],
    level: 'A',
    verdict: 'failed',
    severity: 'moderate',
    advice: 'Say what it shows: `<pre role="img" aria-label="A cat, asleep">`.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/html/H86',
    find: function* (page) {
      for (const element of page.tagged('pre')) {
        const strokes = strokesOf(element);
        if (strokes === null || hasAlternative(element)) continue;
        yield { element, evidence: `drawn with ${strokes.lines} lines of ${strokes.kinds}` };
      }
    },
  },
  'picture-of-text': {
    title: 'Words are shown as a picture',
    wcag: ['1.4.5'],
    level: 'AA',
    verdict: 'failed',
    severity: 'moderate',
    advice:
      'Write the words into the page and give them their look by style, or put the SVG itself into the page.',
    help: understanding('images-of-text'),
    find: function* (page) {
      for (const image of page.tagged('img')) {
        const words = wordsDrawnBy(sourceOf(image));
        const isLogo = /logo|brand/i.test(
          `${image.name} ${image.attributes.class ?? ''} ${image.attributes.id ?? ''}`,
        );
        if (words.length < 2 || isLogo || (image.box?.width ?? 0) < 10) continue;
        yield { element: image, evidence: `the picture draws “${words.join(' ').slice(0, 120)}”` };
      }
      for (const element of page.elements) {
        const files = [
          ...(element.tag === 'img' ? [sourceOf(element)] : []),
          ...picturesIn(element.style['background-image']),
        ];
        const file = files
          .map(fileNameOf)
          .find((name) => wordsOfFile(name).some((word) => textFile.test(word)));
        if (file === undefined || !isOnScreen(element)) continue;
        yield { element, evidence: `the file is called ${file}`, verdict: 'warning' };
      }
    },
  },
});

interface Strokes {
  readonly lines: number;
  readonly kinds: string;
}

/** Lines that consist of strokes, of several kinds, and hardly of words. Null where it is no drawing. */
function strokesOf(pre: SnapshotElement): Strokes | null {
  if ([...walk(pre)].some(({ tag }) => /^(?:code|samp|kbd|table)$/.test(tag))) return null;
  const text = pre.children
    .map((child) => (child.kind === 'text' ? child.text : ''))
    .join('')
    .slice(0, longestPre);
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const drawn = lines.filter((line) => {
    const marks = line.match(/[^\s\p{L}\p{N}]/gu)?.length ?? 0;
    const letters = line.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
    return marks >= 4 && letters <= marks / 4;
  });
  const kinds = new Set(drawn.join('').match(/[/\\|_()<>`'^~@]/g) ?? []);
  const isDrawing = drawn.length >= 2 && drawn.length >= lines.length * 0.4 && kinds.size >= 4;
  const hasSlopes = kinds.has('/') && kinds.has('\\');
  return isDrawing && hasSlopes ? { lines: drawn.length, kinds: [...kinds].join(' ') } : null;
}

function hasAlternative(element: SnapshotElement): boolean {
  const named = closest(element, ({ role, name, attributes }) => {
    return (
      (role === 'img' ||
        role === 'image' ||
        role === 'figure' ||
        attributes['aria-hidden'] === 'true') &&
      (name !== '' || attributes['aria-hidden'] === 'true')
    );
  });
  return named !== null || (element.attributes['aria-label'] ?? '') !== '';
}

/** Words of the `<text>` of an SVG that is written into an address. */
function wordsDrawnBy(address: string): readonly string[] {
  if (!/^data:image\/svg\+xml/i.test(address)) return [];
  const source = decoded(address.slice(0, 200_000));
  const drawn = source.matchAll(/<text\b[^<>]{0,2000}>([^<]{0,2000})/gi);
  return [...drawn].flatMap(([, text = '']) => text.match(/\p{L}{2,40}/gu) ?? []);
}

function decoded(address: string): string {
  const comma = address.indexOf(',');
  const body = address.slice(comma + 1);
  try {
    return /;base64/i.test(address.slice(0, comma))
      ? new TextDecoder().decode(Uint8Array.from(atob(body), (one) => one.charCodeAt(0)))
      : decodeURIComponent(body);
  } catch {
    return body;
  }
}
