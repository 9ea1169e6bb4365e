/** A text as it is compared: lower case, letters and digits only, single spaces between. */
export function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * How many words a text has. Scripts that set no spaces between words count two characters as one
 * word, which is near enough to tell a phrase from a paragraph.
 */
export function countWords(text: string): number {
  const spaced = text.replace(unspaced, ' ').match(/[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}'’.-]*/gu);
  const signs = text.match(unspaced);
  return (spaced?.length ?? 0) + Math.ceil((signs?.length ?? 0) / 2);
}

/** Whether a text has a letter or a digit, and is not only signs. */
export function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/** The beginning of a text, for evidence. */
export function quoted(text: string, longest = 80): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return `“${line.length > longest ? `${line.slice(0, longest - 1)}…` : line}”`;
}

/** Whether a text holds one of these words or phrases, as whole words. Phrases are in `plain` form. */
export function mentions(text: string, phrases: ReadonlySet<string>, longest = 4): boolean {
  const words = plain(text).split(' ');
  for (let at = 0; at < words.length; at += 1) {
    for (let length = 1; length <= longest; length += 1) {
      if (phrases.has(words.slice(at, at + length).join(' '))) return true;
    }
  }
  return false;
}

const denials = phrasesOf(
  'no, not, without, missing, lacks, lacking, needs, kein, keine, ohne, fehlt, fehlende, sans, aucun, aucune, sin, ningún, senza, nessun, nessuna, zonder, geen',
);

/** Whether a text offers what one of these phrases names: as `mentions`, but not “no transcript”. */
export function offers(text: string, phrases: ReadonlySet<string>): boolean {
  const words = plain(text).split(' ');
  return words.some((_, at) => {
    const isNamed = [1, 2, 3, 4].some((size) => phrases.has(words.slice(at, at + size).join(' ')));
    return isNamed && !words.slice(Math.max(0, at - 2), at).some((word) => denials.has(word));
  });
}

/** A set of phrases from lines in which they are separated by commas. */
export function phrasesOf(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.split(',').map(plain)).filter(Boolean));
}

const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu;
