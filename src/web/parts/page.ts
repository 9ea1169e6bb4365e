import { html } from 'hono/html';
import type { Html } from './text.ts';

/** Who looks at a page. */
export interface Reader {
  readonly signedIn: boolean;
  /** By name; null where nobody has said who they are. */
  readonly name: string | null;
  /** To be sent back with every form; null where no session holds. */
  readonly formKey: string | null;
}

/** What a page needs to follow the state of things. */
export interface LiveView {
  /** The address that shows the same again. */
  readonly path: string;
  readonly revision: string;
  /** The server's clock, epoch ms. */
  readonly now: number;
}

/** What stands around the content of every page. */
export interface Frame {
  /** Plain text, whatever stands in it. */
  readonly title: string;
  /** Null where the page stays as it is. */
  readonly live: LiveView | null;
  /** Whether a browser without scripts may load it again by itself: never where something is being typed. */
  readonly reloads: boolean;
  /** Where the browser goes on to by itself, at once; null where it stays. */
  readonly goesTo: string | null;
  /** Which part of the site it belongs to. */
  readonly section: 'overview' | 'incidents' | null;
  readonly reader: Reader;
  /** Where style, scripts and icon are; ends with a slash. */
  readonly assets: string;
  readonly content: Html;
}

/** A whole page. */
export function page(frame: Frame): Html {
  const { title, live, reloads, goesTo, assets, content, section, reader } = frame;
  return html`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<title>${title} · caretaker</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<link rel="icon" type="image/svg+xml" href="${assets}icon.svg">
<link rel="stylesheet" href="${assets}page.css">
${
  live
    ? html`<script type="module" src="${assets}live.js"></script>
<script type="module" src="${assets}days.js"></script>`
    : ''
}
${goesTo ? html`<meta http-equiv="refresh" content="0; url=${goesTo}">` : ''}
${live && reloads ? html`<noscript><meta http-equiv="refresh" content="30"></noscript>` : ''}
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="top">
<a class="brand" href="/"><img src="${assets}icon.svg" alt="" width="22" height="22"><span>caretaker</span></a>
<nav aria-label="Main">${tab('/', 'Overview', section === 'overview')}${tab('/incidents', 'Incidents', section === 'incidents')}</nav>
<div class="reader">${readerText(reader)}</div>
</header>
<p class="not-live" id="not-live" role="status" hidden></p>
<main id="main" tabindex="-1" ${live ? html`data-live="${live.path}" data-revision="${live.revision}" data-now="${live.now}"` : ''}>
${content}
</main>
<p class="unseen" id="told" role="status"></p>
</body>
</html>`;
}

function tab(path: string, name: string, current: boolean): Html {
  return current
    ? html`<a href="${path}" aria-current="page">${name}</a>`
    : html`<a href="${path}">${name}</a>`;
}

function readerText({ signedIn, name, formKey }: Reader): Html {
  if (!signedIn || formKey === null) return html`<a href="/sign-in">Sign in</a>`;
  return html`<span class="name"><bdi>${name ?? 'Signed in'}</bdi></span>
<form method="post" action="/sign-out"><input type="hidden" name="key" value="${formKey}"><button class="quiet">Sign out</button></form>`;
}
