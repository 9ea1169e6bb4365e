/**
 * What of a URL the rules are matched against: path, parameters and query, without the fragment.
 * It is found in the text alone, as Google’s matcher does it: nothing is decoded, resolved or
 * encoded, so whoever asks gives the URL percent-encoded. `/` where there is no path.
 */
export function urlPath(url: string): string {
  const start = url.startsWith('//') ? 2 : 0;
  const early = indexOfAny(url, start);
  const scheme = url.indexOf('://', start);
  // A path, a parameter or a query that comes first holds a `://` of its own.
  const authority = scheme === -1 || (early !== -1 && early < scheme) ? start : scheme + 3;
  const path = indexOfAny(url, authority);
  if (path === -1) return '/';
  const hash = url.indexOf('#', start);
  if (hash !== -1 && hash < path) return '/';
  const text = url.slice(path, hash === -1 ? undefined : hash);
  return text.startsWith('/') ? text : `/${text}`;
}

function indexOfAny(url: string, from: number): number {
  const at = url.slice(from).search(/[/?;]/);
  return at === -1 ? -1 : from + at;
}
