/** How hard a text is to read. */
export interface Readability {
  readonly words: number;
  readonly sentences: number;
  readonly wordsPerSentence: number;
  /** The share of words of more than six letters, 0 to 1. */
  readonly longWords: number;
  /** Words a sentence plus per cent of long words: under 30 easy, over 60 very hard, in every language of Europe (Björnsson, Läsbarhet, 1968). */
  readonly lix: number;
}

/** Measures a text by the length of its sentences and words. Lines that are no sentence count as one. */
export function readability(text: string): Readability {
  const words = text.match(/[\p{L}\p{M}][\p{L}\p{M}'’-]*/gu) ?? [];
  const sentences = sentencesOf(text).length;
  const long = words.filter((word) => word.replace(/[^\p{L}]/gu, '').length > 6).length;
  const longWords = words.length === 0 ? 0 : long / words.length;
  const wordsPerSentence = sentences === 0 ? 0 : words.length / sentences;
  return {
    words: words.length,
    sentences,
    wordsPerSentence,
    longWords,
    lix: wordsPerSentence + longWords * 100,
  };
}

/** Splits at a full stop, question or exclamation mark that a capital letter follows; abbreviations such as “Dr.” join on. */
export function sentencesOf(text: string): readonly string[] {
  return text
    .split(/(?<=[.!?…]["”’)]?)\s+(?=["“‘(]?[\p{Lu}\p{N}])/u)
    .reduce<string[]>((done, part) => {
      const last = done.at(-1);
      if (last !== undefined && /(?:^|\s)(?:\p{L}{1,3}|e\.g|i\.e|etc|approx)\.$/iu.test(last)) {
        done[done.length - 1] = `${last} ${part}`;
      } else done.push(part);
      return done;
    }, [])
    .filter((sentence) => /\p{L}/u.test(sentence));
}
