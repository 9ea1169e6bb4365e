import { closest, type Page, shownText } from '../../page.ts';
import { endsAsPicture, fileNameOf, sourceOf, stemOf, wordsOfFile } from '../../picture-names.ts';
import { pageRules, understanding } from '../../rule.ts';
import type { SnapshotElement } from '../../snapshot.ts';

const placeholder =
  /^(?:alt|alt(?:ernative)? ?text|image|images|img|picture|pic|photo|photograph|graphic|graphics|image (?:description|here|placeholder)|placeholder|untitled(?: image)?|no (?:alt|description|image)|null|undefined|n\/a|todo|tbd|description|bild|grafik|foto|imagen|immagine|imagem|afbeelding|illustration|thumbnail|banner|(?:image|img|picture|photo|bild|foto|dsc|dscn|pict|screenshot)[ _-]?\d{1,8})$/i;
const vagueButton =
  /^(?:click|click (?:here|me|this)|press|press (?:here|me)|push|push (?:here|me)|here|this|button|image|image button|btn|link|do it|klick|klicken|klicken sie hier|hier klicken|hier|knopf|cliquez|cliquez ici|ici|bouton|clic|clic aquí|haga clic aquí|pulse aquí|botón|clicca|clicca qui|pulsante|klik|klik hier|knop)[.!…»> ]*$/i;
const longestAlternative = 250;
const anybodys = new Set(
  'the our your site website company brand client partner sponsor supplier customer home header footer main payment card social network channel provider official new app store'.split(
    ' ',
  ),
);
/** Names that nearly everybody knows: a picture of one is not a picture of another. */
const brands = new Set(
  'adobe airbnb aldi amazon apple bbc bing bluesky cnn dhl disney drupal ebay facebook fedex github gitlab google guardian ibm ikea instagram joomla lego lidl linkedin mastercard mastodon microsoft mozilla netflix nhs nike oracle paypal pinterest reddit samsung shopify siemens signal skype slack snapchat soundcloud spotify telegram threads tiktok trustpilot tripadvisor tumblr twitch twitter umbraco unesco unicef ups vimeo visa w3c whatsapp wikipedia wordpress xing yahoo yelp youtube'.split(
    ' ',
  ),
);

/** Rules about what is said of a picture instead of showing it. */
export const alternativeRules = pageRules({
  'alt-is-file-name': {
    title: 'A file name stands for a picture',
    wcag: ['1.1.1'],
    level: 'A',
    verdict: 'failed',
    severity: 'serious',
    advice: 'Say what the picture shows: `alt="Harbour at dusk"` instead of `alt="img_0231.jpg"`.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/failures/F30',
    find: function* (page) {
      for (const image of named(page)) {
        const alt = alternativeOf(image);
        const files = [fileNameOf(image.attributes.src), fileNameOf(sourceOf(image))];
        if (!isFileName(alt, files) || isDownload(image, alt)) continue;
        yield { element: image, evidence: `“${alt}” is the name of its file` };
      }
    },
  },
  'alt-placeholder': {
    title: 'The alternative of a picture says nothing',
    wcag: ['1.1.1'],
    level: 'A',
    verdict: 'failed',
    severity: 'serious',
    advice: 'Say what the picture shows; where it only adorns, write `alt=""`.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/failures/F30',
    find: function* (page) {
      for (const image of named(page)) {
        const alt = alternativeOf(image);
        const isMark = /^[^\p{L}\p{N}]{1,10}$/u.test(alt);
        if (image.tag === 'input' || (!isMark && !placeholder.test(alt))) continue;
        const isSymbol = /[\p{S}\p{Emoji_Presentation}]/u.test(alt);
        yield {
          element: image,
          evidence: `alt="${alt}"`,
          ...(isSymbol || fileNameOf(sourceOf(image)) === '' ? { verdict: 'review' as const } : {}),
        };
      }
    },
  },
  'image-button-vague': {
    title: 'A button that is a picture does not say what it does',
    wcag: ['1.1.1', '2.4.6'],
    level: 'AA',
    verdict: 'failed',
    severity: 'serious',
    advice: 'Name the action: `alt="Search"` instead of `alt="Click"`.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/html/H36',
    find: function* (page) {
      const inputs = page
        .tagged('input')
        .filter(({ attributes }) => /^image$/i.test(attributes.type ?? ''));
      const buttons = page.tagged('button').filter((button) => {
        const [only, ...more] = button.children;
        return only?.kind === 'element' && only.tag === 'img' && more.length === 0;
      });
      for (const button of [...inputs, ...buttons]) {
        if (!vagueButton.test(button.name.trim())) continue;
        yield { element: button, evidence: `the button is called “${button.name.trim()}”` };
      }
    },
  },
  'alt-differs-from-title': {
    title: 'A picture has two names that differ',
    wcag: [],
    level: 'best-practice',
    verdict: 'warning',
    severity: 'minor',
    advice: 'Keep `alt` and leave `title` away: some people hear one, some see the other.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/html/H37',
    find: function* (page) {
      for (const image of page.tagged('img', 'input', 'area')) {
        const { alt = '', title = '' } = image.attributes;
        if (image.role === null || !folded(alt) || !folded(title) || folded(alt) === folded(title))
          continue;
        yield { element: image, evidence: `alt says “${alt}”, title says “${title}”` };
      }
    },
  },
  'alt-too-long': {
    title: 'The alternative of a picture is a text of its own',
    wcag: [],
    level: 'best-practice',
    verdict: 'warning',
    severity: 'minor',
    advice: 'Say it in a sentence, and put the rest into the page: an `alt` is heard at one go.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/general/G73',
    find: function* (page) {
      for (const image of named(page)) {
        const { length } = alternativeOf(image);
        if (length <= longestAlternative) continue;
        yield { element: image, evidence: `${length} characters; a sentence has some 100` };
      }
    },
  },
  'alt-repeats-text': {
    title: 'A picture says again what is written beside it',
    wcag: [],
    level: 'best-practice',
    verdict: 'warning',
    severity: 'minor',
    advice:
      'Where the text beside a picture says it all, write `alt=""`; in a figure, say what the caption does not.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/html/H2',
    find: function* (page) {
      for (const image of named(page)) {
        const alt = folded(alternativeOf(image));
        if (alt.split(' ').length < 2) continue;
        const caption = closest(image, ({ tag }) => tag === 'figure')?.children.find(
          (child) => child.kind === 'element' && child.tag === 'figcaption',
        );
        if (caption?.kind !== 'element' || folded(shownText(caption)) !== alt) continue;
        yield { element: image, evidence: `“${alternativeOf(image)}” is its caption as well` };
      }
    },
  },
  'alt-same-for-many': {
    title: 'Different pictures have the same alternative',
    wcag: [],
    level: 'best-practice',
    verdict: 'warning',
    severity: 'minor',
    advice: 'Say what tells the pictures apart; those that only adorn get `alt=""`.',
    help: understanding('non-text-content'),
    find: function* (page) {
      const images = named(page).filter((image) => fileNameOf(sourceOf(image)) !== '');
      for (const [alt, alike] of Map.groupBy(images, (image) => folded(alternativeOf(image)))) {
        const files = new Set(alike.map(sourceOf));
        const [first] = alike;
        if (files.size < 3 || !first || alt.split(' ').length < 2) continue;
        yield {
          element: first,
          evidence: `${files.size} different pictures are called “${alternativeOf(first)}”`,
        };
      }
    },
  },
  'alt-names-another': {
    title: 'The alternative names something else than the picture',
    wcag: ['1.1.1'],
    level: 'A',
    verdict: 'failed',
    severity: 'serious',
    advice: 'Say what the picture really shows.',
    help: 'https://www.w3.org/WAI/standards-guidelines/act/rules/qt1vmo/',
    find: function* (page) {
      for (const image of named(page)) {
        const file = wordsOfFile(fileNameOf(sourceOf(image)));
        const words = folded(alternativeOf(image)).split(' ');
        const shown = brandOf(file);
        const said = words.length <= 3 ? (brandOf(words) ?? logoOf(words)) : null;
        if (!shown || !said || shown === said || file.includes(said) || words.includes(shown))
          continue;
        yield {
          element: image,
          evidence: `“${alternativeOf(image)}” stands for the file ${fileNameOf(sourceOf(image))}`,
        };
      }
    },
  },
});

/** Pictures that assistive technology is told of, with a name. */
function named(page: Page): readonly SnapshotElement[] {
  return page
    .tagged('img', 'input', 'area', 'svg')
    .filter(
      (image) =>
        image.role !== null &&
        (image.tag !== 'input' || /^image$/i.test(image.attributes.type ?? '')) &&
        alternativeOf(image) !== '',
    );
}

function alternativeOf({ name, attributes, nameFrom }: SnapshotElement): string {
  return (nameFrom === null ? (attributes.alt ?? name) : name).replace(/\s+/g, ' ').trim();
}

/** Lower case, without punctuation at its ends. */
function folded(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The text is a file of pictures by its ending, or the picture's own file in the way of machines. */
function isFileName(alt: string, files: readonly string[]): boolean {
  if (endsAsPicture(alt) && /^\S{1,200}$/.test(alt)) return true;
  const own = alt.toLowerCase();
  const isOwn = files.some((file) =>
    [file, stemOf(file)].some((name) => name.toLowerCase() === own),
  );
  if (isOwn)
    return endsAsPicture(alt) || /_|^[0-9a-f-]{16,}$|^(?=\S*\d)\S*[\p{L}][-\w]*\d{2,}$/iu.test(alt);
  return false;
}

/** A link that hands out the file may call it by its name. */
function isDownload(image: SnapshotElement, alt: string): boolean {
  const link = closest(image, ({ tag }) => tag === 'a');
  const { href = '', download } = link?.attributes ?? {};
  return download !== undefined || (endsAsPicture(alt) && fileNameOf(href) === alt);
}

/** The one well-known name among words; null where there is none or more than one. */
function brandOf(words: readonly string[]): string | null {
  const found = words.filter((word) => brands.has(word));
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** Whose logo a text of two words names: `Acme logo`; null where the word could be anybody's. */
function logoOf([word, second, ...more]: readonly string[]): string | null {
  if (word === undefined || second !== 'logo' || more.length > 0) return null;
  return word.length < 3 || anybodys.has(word) ? null : word;
}
