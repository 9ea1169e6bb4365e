/**
 * Characters that are not seen, or that change how their neighbours are seen: controls (a terminal
 * obeys them), line separators, bidirectional and zero-width formatting (UAX #9; CVE-2021-42574),
 * tag characters and other default-ignorable ones (UAX #44), and lone surrogates. The two common
 * variation selectors stay, for they only choose between a text and an emoji form.
 */
export const invisible = /[[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{DI}]--[\uFE0E\uFE0F]]/gv;

/** The code point of a character that `invisible` found, in hexadecimal. */
export function hexOf(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16);
}
