import { html } from 'hono/html';
import { forMailText } from '../../core/encode/mail.ts';
import { forTerminal } from '../../core/encode/terminal.ts';
import { forUri } from '../../core/encode/uri.ts';

/** A piece of a page. What stands in a template is escaped, unless it is such a piece itself. */
export type Html = ReturnType<typeof html>;

/**
 * Text from outside in one line: cut, everything that is not seen made visible, and isolated, so
 * that it cannot turn the words around it (UAX #9, 6.4).
 */
export function said(text: string, most = 300): Html {
  return html`<bdi>${plainly(text, most)}</bdi>`;
}

/** The same, where what stands in backticks is to be typed. */
export function instruction(text: string, most = 300): Html {
  const parts = plainly(text, most).split('`');
  // A backtick without its partner is only a character.
  if (parts.length % 2 === 0) return said(text, most);
  const shown = parts.map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part));
  return html`<bdi>${shown}</bdi>`;
}

/** The same for an attribute or a title. */
export function plainly(text: string, most = 300): string {
  // White space first: a title of a megabyte costs no more than its beginning.
  const line = text.slice(0, 4 * most).replace(/\s+/g, ' ');
  return forTerminal(line.trim(), most).toWellFormed();
}

/** Text from outside in its own lines. */
export function quoted(text: string, most = 4096): Html {
  return html`<pre class="quote" dir="auto" tabindex="0">${forMailText(text, most).toWellFormed()}</pre>`;
}

/** A web address from outside, as a link where it is one of http or https; else as text. */
export function address(text: string, label: string | null = null): Html {
  const href = webAddress(text);
  const shown = said(label ?? text, 160);
  return href ? html`<a href="${href}" rel="noreferrer noopener nofollow">${shown}</a>` : shown;
}

/** What may stand in `href`: http or https, without user and password; else null. */
function webAddress(text: string): string | null {
  const url = text.length > 4096 ? null : URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) ? forUri(url.href) : null;
}
