import { html } from 'hono/html';
import type { Html } from '../parts/text.ts';

/** A page that says one thing: what, and what to do about it. */
export function plainPage(title: string, text: string | Html, way: Html | null = null): Html {
  return html`<h1>${title}</h1><div class="panel"><p>${text}</p>${way ?? html`<p><a href="/">To the overview</a></p>`}</div>`;
}
