/** Everything but unreserved characters, what may delimit them in a path or query, and percent signs that encode. */
const unfit = /%(?![0-9a-f]{2})|[^\w\-.~:/?@!$&'()*+,;=%]/gi;

/**
 * A URI reference by RFC 3986, whatever the text: of a web address its strict form, without user
 * and password; of anything else one path segment that holds the text, percent-encoded.
 */
export function forUri(text: string): string {
  if (!/^https?:/i.test(text) || !URL.canParse(text)) {
    return encodeURIComponent(text.toWellFormed());
  }
  const { origin, pathname, search, hash } = new URL(text);
  const fragment = hash === '' ? '' : `#${strict(hash.slice(1))}`;
  return origin + strict(pathname + search) + fragment;
}

function strict(part: string): string {
  return part.replace(unfit, encodeURIComponent);
}
