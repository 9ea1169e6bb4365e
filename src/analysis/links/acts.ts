/** What a path or a parameter is called that does something when it is asked for, words joined by hyphens. */
const acts: ReadonlySet<string> = new Set([
  'logout',
  'log-out',
  'logoff',
  'log-off',
  'signout',
  'sign-out',
  'delete',
  'remove',
  'destroy',
  'trash',
  'unsubscribe',
  'opt-out',
  'add-to-cart',
  'remove-item',
  'undo-item',
  'add-to-wishlist',
  'empty-cart',
  'clear-cart',
]);

/** Parameters that prove that a request was meant: nobody sends one along with a harmless link. */
const proofs: ReadonlySet<string> = new Set([
  'wpnonce',
  'nonce',
  'csrf',
  'csrf-token',
  'authenticity-token',
  'form-token',
]);

/**
 * Whether asking for an address might change something at the site, in spite of GET (RFC 9110, 9.2.1):
 * sign somebody out, delete, put into a cart. Whole segments count, so that `/how-to-delete-an-account`
 * is a page like any other.
 */
export function actsWhenAsked(url: URL): boolean {
  const segments = url.pathname.split('/').map(wordsOf);
  if (segments.some((segment) => acts.has(segment))) return true;
  // `/cart/add/123`, `/basket/add`.
  const isCart = (name: string | undefined) => name !== undefined && /^(cart|basket)$/.test(name);
  if (segments.some((segment, at) => segment === 'add' && isCart(segments[at - 1]))) return true;
  return [...url.searchParams].some(([name, value]) => {
    const key = wordsOf(name);
    return acts.has(key) || proofs.has(key) || acts.has(wordsOf(value));
  });
}

/** `Log_Out.php` → `log-out`. */
function wordsOf(text: string): string {
  return text
    .slice(0, 100)
    .toLowerCase()
    .replace(/\.(php|aspx|asp|html|htm|do|jsp)$/, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
