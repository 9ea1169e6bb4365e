import { forTerminal } from '../core/encode/terminal.ts';

/** What `<site|url>` means: a URL to look at, or the id of a site in config. */
export type Target =
  | { readonly url: string }
  | { readonly id: string }
  | { readonly error: string };

/**
 * Understands `https://shop.example`, `shop.example/path`, `localhost:8080` and `shop`. A name with
 * a dot or a port is a host and gets `https://` (`http://` on loopback); any other is a site's id.
 */
export function readTarget(text: string): Target {
  const isLocal = /^(localhost(?![\w.-])|127\.|\[::1\])/i.test(text);
  if (/^[\w-]+$/.test(text) && !isLocal) return { id: text };
  const [scheme = null] = /^[a-z][a-z0-9+.-]*:(?!\d+(?:[/?#]|$))/i.exec(text) ?? [];
  const authority = text.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').split(/[/?#]/, 1)[0] ?? '';
  // Before anything is repeated: what stands in front of the @ may be a password.
  if (authority.includes('@')) {
    return {
      error:
        'credentials in a URL end up in logs and process lists; add the site to config and give it the option checks.uptime.headers',
    };
  }
  const shown = `\`${forTerminal(text, 200)}\``;
  const url = URL.parse(scheme === null ? `${isLocal ? 'http' : 'https'}://${text}` : text);
  if (url !== null && url.protocol !== 'http:' && url.protocol !== 'https:') {
    return {
      error: `${shown}: only http and https can be checked, not ${url.protocol.slice(0, -1)}`,
    };
  }
  // The URL parser reads `../x` and `/x` as host names; nobody means them so.
  if (url === null || !/[a-z0-9]/i.test(url.hostname) || /^[./\\]/.test(text)) {
    return {
      error: `${shown} is neither the id of a site nor a URL such as https://shop.example`,
    };
  }
  url.hash = '';
  return { url: url.href };
}
