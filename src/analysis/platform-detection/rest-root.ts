import { type HttpExchange, headerOf } from '../../core/artifacts/http-exchange.ts';
import { withinSite } from '../site-address.ts';

/**
 * Where WordPress's REST API begins, as an answer itself says in its `Link` header or in its head
 * (`rest_output_link_header`, `rest_output_link_wp_head`): the prefix can be any, and without
 * permalinks it is a query. Null where nothing is said, and where it would lead out of the site:
 * passwords are sent there. An https site's root is asked over https, whatever scheme it spells.
 */
export function restRootIn(exchange: HttpExchange): string | null {
  const spelled = inHeaders(exchange) ?? inHead(exchange);
  if (spelled === null) return null;
  const page = new URL(exchange.finalUrl);
  const root = URL.parse(spelled.replaceAll('&amp;', '&').replaceAll('&#038;', '&'), page);
  if (root === null || !/^https?:$/.test(root.protocol)) return null;
  if (page.protocol === 'https:') root.protocol = 'https:';
  root.hash = '';
  root.username = '';
  root.password = '';
  return withinSite(root, page) ? root.href : null;
}

/** An address below a REST root, in either of its two forms. The path has no leading slash; it may have a query. */
export function restAddress(root: string, path: string): string {
  const base = new URL(root);
  const [route = '', query] = path.split('?', 2);
  const asked = base.searchParams.get('rest_route');
  if (asked === null) base.pathname = `${base.pathname.replace(/\/$/, '')}/${route}`;
  else base.searchParams.set('rest_route', `${asked.replace(/\/$/, '')}/${route}`);
  for (const [name, value] of new URLSearchParams(query)) base.searchParams.append(name, value);
  return base.href;
}

function inHeaders({ headers }: HttpExchange): string | null {
  for (const [name, value] of headers) {
    if (name.toLowerCase() !== 'link') continue;
    const found = /<([^<>]{1,1000})>\s{0,5};\s{0,5}rel="https:\/\/api\.w\.org\/"/.exec(value);
    if (found) return found[1] ?? null;
  }
  return null;
}

function inHead({ headers, body }: HttpExchange): string | null {
  if (!/html/i.test(headerOf(headers, 'content-type') ?? 'html')) return null;
  const links = body.text.slice(0, 512 * 1024).match(/<link\s[^>]{1,1000}>/gi) ?? [];
  const link = links.find((tag) => /\brel=["']https:\/\/api\.w\.org\/["']/i.test(tag));
  return /\bhref=["']([^"']{1,1000})/i.exec(link ?? '')?.[1] ?? null;
}
