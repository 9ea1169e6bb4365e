import { html } from 'hono/html';
import type { KeptAttachment } from '../../desk/board.ts';
import { type Html, plainly, said } from './text.ts';

const kinds: Readonly<Record<KeptAttachment['mime'], string>> = {
  'image/jpeg': 'picture',
  'text/html': 'report',
};

/** Links to the pictures and reports that belong to a check's result. */
export function attachmentList(
  site: string,
  check: string,
  attachments: readonly KeptAttachment[],
): Html | null {
  if (attachments.length === 0) return null;
  return html`<ul class="files">${attachments.map(
    ({ name, title, mime, bytes, url }) =>
      html`<li><a href="${pathOf(site, check, name)}" target="_blank" rel="noopener" title="${plainly(url, 200)}">${said(title, 100)}</a> <span class="aside">${kinds[mime]}, ${size(bytes)}</span></li>`,
  )}</ul>`;
}

function pathOf(...parts: readonly [site: string, check: string, name: string]): string {
  const [site, check, name] = parts.map(encodeURIComponent);
  return `/sites/${site}/files/${check}/${name}`;
}

function size(bytes: number): string {
  return bytes < 999_500 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
