import { forTerminal } from '../core/encode/terminal.ts';

/** What `<site|url>` means: a URL to look at, or the id of a site in config. */
export type Target =
  | { readonly url: string }
  | { readonly id: string }
  | { readonly error: string };

/**
 * Understands `https://shop.example`, `shop.example/path`, `localhost:8080` and `shop`. A name with
 * a dot or a port is a host and gets `https://` (`http://` for localhost); any other is a site's id.
 */
export function readTarget(text: string): Target {
  if (/^[a-z0-9][a-z0-9-]{0,62}$/i.test(text) && text.toLowerCase() !== 'localhost') {
    return { id: text };
  }
  const hasScheme = /^[a-z][a-z0-9+.-]*:(?!\d+(\/|\?|$))/i.test(text);
  const isLocal = /^(localhost|127\.|\[::1\])/i.test(text);
  const url = URL.parse(hasScheme ? text : `${isLocal ? 'http' : 'https'}://${text}`);
  const shown = forTerminal(text, 200);
  if (url === null || url.hostname === '') {
    return {
      error: `\`${shown}\` is neither the id of a site nor a URL such as https://shop.example`,
    };
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return {
      error: `\`${shown}\`: only http and https can be checked, not ${url.protocol.slice(0, -1)}`,
    };
  }
  if (url.username !== '' || url.password !== '') {
    return {
      error:
        'credentials in a URL end up in logs and process lists; add the site to config and give it the option checks.uptime.headers',
    };
  }
  url.hash = '';
  return { url: url.href };
}
