import { allText, closest, isOnScreen, type Page, px, shownText } from '../../page.ts';
import { fileNameOf, picturesIn, wordsOfFile } from '../../picture-names.ts';
import { pageRules, type Sight } from '../../rule.ts';
import type { Generated, SnapshotElement, Style } from '../../snapshot.ts';

/** Faces whose letters are drawn as signs. */
const iconFaces =
  /icon|awesome|material|symbol|glyph|dingbat|emoji|fontello|icomoon|linea|feather/i;
/** A word of three letters; signs, arrows and numbers of lists are none. */
const word = /\p{L}{3,}/u;

/** What signs mean, by the words of their files, and words that say the same in a text. */
const signs: readonly { readonly file: RegExp; readonly said: RegExp }[] = [
  {
    file: /^(?:warning|warn|important|danger|caution|hazard|attention|alert|exclamation)$/,
    said: /warning|important|danger|caution|hazard|attention|alert|beware|careful|note\b|warnung|achtung|wichtig|vorsicht|gefahr|avertissement|important|aviso|atención|advertencia|importante|attenzione|avviso|waarschuwing|belangrijk|let op/i,
  },
  {
    file: /^(?:error|invalid|failure|failed|forbidden|prohibited)$/,
    said: /error|invalid|fail|wrong|problem|not allowed|forbidden|must|enter|fehler|ungültig|erreur|error|inválid|errore|fout|ongeldig/i,
  },
  {
    file: /^(?:required|mandatory)$/,
    said: /required|mandatory|must|pflicht|obligatoire|obligator|verplicht/i,
  },
  {
    file: /^(?:success|ok|tick|check|checkmark|cross|yes|no|available|unavailable|locked|new|sale)$/,
    said: /./,
  },
];
const firmSigns = 3;

/** Rules about what style sheets put on the page. */
export const cssPictureRules = pageRules({
  'text-from-css': {
    title: 'A style sheet writes words into the page',
    wcag: ['1.3.1'],
    level: 'A',
    verdict: 'failed',
    severity: 'moderate',
    advice: 'Write words into the page; `content` is for ornaments.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/failures/F87',
    find: function* (page) {
      const written = writtenWords(page);
      for (const element of page.elements) {
        for (const [place, generated] of generatedBy(element)) {
          const text = generated?.text.trim() ?? '';
          if (!generated || !word.test(text) || !isShown(element, generated)) continue;
          // What also stands in the page, such as the head of a column, is repeated only.
          if (
            text
              .toLowerCase()
              .match(/[\p{L}\p{N}]+/gu)
              ?.every((one) => written().has(one))
          )
            continue;
          yield { element, evidence: `${place} writes “${text.slice(0, 120)}”` };
        }
      }
    },
  },
  'sign-by-background': {
    title: 'A sign is drawn by a style sheet and said nowhere',
    wcag: ['1.1.1'],
    level: 'A',
    verdict: 'failed',
    severity: 'serious',
    advice: 'Say what the sign means: `<strong class="visually-hidden">Warning:</strong>`.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/failures/F3',
    find: function* (page) {
      for (const element of page.elements) {
        const styles = [element.style, element.before?.style, element.after?.style];
        for (const style of styles) {
          const sight = style && isOnScreen(element) ? signOf(element, style) : null;
          if (sight) yield sight;
        }
      }
    },
  },
  'text-replaced-by-picture': {
    title: 'Text is pushed aside for a picture of it',
    wcag: ['1.4.5'],
    level: 'AA',
    verdict: 'review',
    severity: 'minor',
    advice: 'Show the text itself, set in a face of the site.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/css/C30',
    find: function* (page) {
      for (const element of page.elements) {
        const indent = px(element.style['text-indent']) ?? 0;
        const [picture] = picturesIn(element.style['background-image']);
        if (indent > -500 || picture === undefined || !word.test(allText(element))) continue;
        yield {
          element,
          evidence: `“${allText(element).slice(0, 80)}” gives way to ${fileNameOf(picture)}`,
        };
      }
    },
  },
});

function generatedBy({ before, after }: SnapshotElement) {
  return [
    ['::before', before],
    ['::after', after],
  ] as const;
}

/** Every word that the page itself holds; asked for only where a style sheet writes one. */
function writtenWords({ snapshot }: Page): () => ReadonlySet<string> {
  let words: ReadonlySet<string> | null = null;
  return () => {
    words ??= new Set(
      allText(snapshot.root)
        .toLowerCase()
        .match(/[\p{L}\p{N}]+/gu) ?? [],
    );
    return words;
  };
}

function isShown(element: SnapshotElement, { box, style }: Generated): boolean {
  if (!box || box.width < 4 || box.height < 4 || style.visibility !== 'visible') return false;
  return element.box !== null && !iconFaces.test(style['font-family'] ?? '');
}

/** A small picture beside text whose file says that it means something the text does not say. */
function signOf(element: SnapshotElement, style: Style): Sight | null {
  const address = [...picturesIn(style['background-image']), ...picturesIn(style.content)][0];
  if (address === undefined || style['background-repeat'] === 'repeat') return null;
  const words = wordsOfFile(fileNameOf(address));
  const index = signs.findIndex(({ file }) => words.some((one) => file.test(one)));
  const sign = signs[index];
  if (!sign) return null;
  const text = shownText(element);
  const said = `${allText(element).slice(0, 5_000)} ${element.name} ${element.description}`;
  const isAnnounced = closest(element, ({ attributes, name }) => {
    return /^(?:alert|img|status)$/.test(attributes.role ?? '') && name !== '';
  });
  if (text === '' || isAnnounced) return null;
  const isFirm = index < firmSigns;
  if (isFirm && sign.said.test(said)) return null;
  return {
    element,
    evidence: `${fileNameOf(address)} stands by “${text.slice(0, 80)}”`,
    ...(isFirm ? {} : { verdict: 'review' as const }),
  };
}
