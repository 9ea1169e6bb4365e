import { oneLine } from '../text.ts';
import { forTerminal } from './terminal.ts';

/**
 * Text from outside for one line of a message, such as a subject: no break that could begin a
 * header (RFC 5322, 2.2), nothing invisible, and no `=?` that a mail reader would take for an
 * encoded word and decode (RFC 2047, 2). At most `maxLength` UTF-16 units.
 */
export function forMailHeader(text: string, maxLength: number): string {
  return forTerminal(oneLine(text, maxLength).replaceAll('=?', '= ?'), maxLength);
}

/**
 * Text from outside for the body of a message in plain text: its lines stay lines, everything else
 * that is not seen becomes a visible escape. At most `maxLength` UTF-16 units.
 */
export function forMailText(text: string, maxLength: number): string {
  const lines = text.slice(0, maxLength + 1).split(/\r\n|[\n\v\f\r\x85\u2028\u2029]/);
  return cut(lines.map((line) => forTerminal(line, maxLength + 1)).join('\n'), maxLength);
}

/** Text from outside, each line marked as a quotation, so that it cannot pass for our own words. */
export function quoteForMail(text: string, maxLength: number): string {
  const lines = forMailText(text, maxLength).split('\n');
  return cut(lines.map((line) => `> ${line}`).join('\n'), maxLength);
}

function cut(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  return maxLength > 0 ? `${text.slice(0, maxLength - 1).replace(/[\uD800-\uDBFF]$/, '')}…` : '';
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A plain-text body as the smallest HTML that shows the same: everything escaped, no link, no image. */
export function forMailHtml(body: string): string {
  const escaped = body.replace(/[&<>"']/g, (character) => entities[character] ?? character);
  return `<!doctype html><meta charset="utf-8"><pre style="white-space:pre-wrap;font:inherit">${escaped}</pre>`;
}
