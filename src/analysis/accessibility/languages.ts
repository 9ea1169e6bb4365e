import { upwards } from './page.ts';
import type { SnapshotElement } from './snapshot.ts';

/** The primary subtag of a language tag in lower case: `en` of `en-GB`; null where it is no tag of two or three letters (RFC 5646). */
export function primaryLanguage(tag: string | undefined): string | null {
  return /^\s*([a-z]{2,3})(?:[-_\s]|$)/i.exec(tag ?? '')?.[1]?.toLowerCase() ?? null;
}

/** The nearest of the element and its ancestors in the same document that says a language. */
export function languageSource(element: SnapshotElement): SnapshotElement | null {
  for (const one of upwards(element)) {
    if (one.attributes.lang !== undefined) return one;
    if (one.tag === 'html') return null;
  }
  return null;
}

/** The language that assistive technology takes a text for; null where none is said or it is no language. */
export function declaredLanguage(element: SnapshotElement): string | null {
  return primaryLanguage(languageSource(element)?.attributes.lang);
}

/** Languages that a detector cannot tell apart, or that are written alike. */
const kin: readonly (readonly string[])[] = [
  ['no', 'nb', 'nn', 'da'],
  ['hr', 'sr', 'bs', 'sh', 'cnr'],
  ['ms', 'id'],
  ['cs', 'sk'],
  ['es', 'gl', 'ast', 'ca'],
  ['pt', 'gl'],
  ['af', 'nl', 'fy', 'li'],
  ['hi', 'mr', 'ne', 'sa'],
  ['ru', 'uk', 'be', 'bg', 'mk'],
  ['tl', 'fil', 'ceb'],
  ['fa', 'ar', 'ur', 'ps', 'ku'],
  ['de', 'gsw', 'lb', 'nds'],
  ['az', 'tr'],
  ['la', 'it'],
];

/** Whether a text in one language may well be taken for the other. */
export function areKin(one: string, other: string): boolean {
  return one === other || kin.some((family) => family.includes(one) && family.includes(other));
}

/** Scripts that only some languages are written in. */
const scripts: readonly (readonly [RegExp, readonly string[]])[] = [
  [
    /\p{Script=Cyrillic}/u,
    [
      'ru',
      'uk',
      'be',
      'bg',
      'mk',
      'sr',
      'mn',
      'kk',
      'ky',
      'tg',
      'tt',
      'ba',
      'cv',
      'ce',
      'os',
      'ab',
      'uz',
      'az',
      'bs',
      'cnr',
      'sh',
      'ku',
      'cu',
      'kv',
    ],
  ],
  [/\p{Script=Greek}/u, ['el', 'grc']],
  [/\p{Script=Hebrew}/u, ['he', 'iw', 'yi', 'ji', 'lad']],
  [
    /\p{Script=Arabic}/u,
    [
      'ar',
      'fa',
      'ur',
      'ps',
      'ku',
      'ckb',
      'sd',
      'ug',
      'pa',
      'ks',
      'dv',
      'az',
      'ms',
      'uz',
      'tr',
      'arz',
      'ary',
      'prs',
      'bal',
      'ha',
    ],
  ],
  [
    /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}/u,
    ['zh', 'ja', 'yue', 'cmn', 'wuu', 'nan', 'hak', 'ko', 'vi', 'ii', 'za'],
  ],
  [/\p{Script=Hangul}/u, ['ko']],
  [/\p{Script=Thai}/u, ['th']],
  [
    /\p{Script=Devanagari}/u,
    ['hi', 'mr', 'ne', 'sa', 'bho', 'mai', 'kok', 'doi', 'brx', 'sd', 'ks', 'new'],
  ],
  [/\p{Script=Georgian}/u, ['ka', 'xmf']],
  [/\p{Script=Armenian}/u, ['hy', 'hyw']],
  [/\p{Script=Tamil}/u, ['ta']],
  [/\p{Script=Bengali}/u, ['bn', 'as', 'mni']],
];

/**
 * A word of a text in letters that a language is never written in: certain without any detector.
 * One sign is a symbol (π, Ω), so it takes two letters in a row of Greek, and one of other scripts.
 */
export function foreignLetters(text: string, language: string): string | null {
  const words = text.match(/[\p{L}\p{M}]{2,40}|[\p{Script=Han}]/gu) ?? [];
  const foreign = words.find((word) => {
    const script = scripts.find(([letters]) => letters.test(word));
    return script !== undefined && !script[1].includes(language);
  });
  return foreign ?? null;
}

const rightToLeft =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/gu;

/** The share of a text's letters that are written from right to left, 0 to 1; null without a letter. */
export function rightToLeftShare(text: string): number | null {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return letters === 0 ? null : (text.match(rightToLeft)?.length ?? 0) / letters;
}

/** What languages call themselves, in lower case, by their code. */
export const ownNames: ReadonlyMap<string, string> = new Map([
  ['english', 'en'],
  ['deutsch', 'de'],
  ['français', 'fr'],
  ['español', 'es'],
  ['castellano', 'es'],
  ['italiano', 'it'],
  ['nederlands', 'nl'],
  ['português', 'pt'],
  ['svenska', 'sv'],
  ['dansk', 'da'],
  ['norsk', 'no'],
  ['suomi', 'fi'],
  ['íslenska', 'is'],
  ['polski', 'pl'],
  ['čeština', 'cs'],
  ['slovenčina', 'sk'],
  ['slovenščina', 'sl'],
  ['hrvatski', 'hr'],
  ['magyar', 'hu'],
  ['română', 'ro'],
  ['türkçe', 'tr'],
  ['català', 'ca'],
  ['euskara', 'eu'],
  ['galego', 'gl'],
  ['cymraeg', 'cy'],
  ['gaeilge', 'ga'],
  ['eesti', 'et'],
  ['latviešu', 'lv'],
  ['lietuvių', 'lt'],
  ['shqip', 'sq'],
  ['tiếng việt', 'vi'],
  ['bahasa indonesia', 'id'],
  ['русский', 'ru'],
  ['українська', 'uk'],
  ['български', 'bg'],
  ['ελληνικά', 'el'],
  ['עברית', 'he'],
  ['العربية', 'ar'],
  ['فارسی', 'fa'],
  ['हिन्दी', 'hi'],
  ['ไทย', 'th'],
  ['中文', 'zh'],
  ['日本語', 'ja'],
  ['한국어', 'ko'],
]);
