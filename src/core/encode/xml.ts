import { hexOf, invisible } from './invisible.ts';

/** Everything but Char of XML 1.0 (2.2), and the controls that it discourages. */
const forbidden = /[^\t\n\r\u{20}-\u{7E}\u{A0}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/**
 * Text for the content or a quoted attribute of XML 1.0. Characters that XML forbids even as a
 * reference, lone surrogates among them, become U+FFFD; what is not seen becomes a reference, but
 * for tabs and line feeds. To be applied once: `&` is escaped again.
 */
export function forXml(text: string): string {
  return text
    .replace(forbidden, '\uFFFD')
    .replace(/[&<>"']/g, (character) => entities[character] ?? character)
    .replace(invisible, (character) =>
      character === '\t' || character === '\n' ? character : `&#x${hexOf(character)};`,
    );
}
