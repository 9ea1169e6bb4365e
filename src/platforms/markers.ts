import { sameHost } from '../analysis/site-address.ts';
import type { HttpExchange } from '../core/artifacts/http-exchange.ts';
import type { Marker, MarkerFind } from '../core/platform-module.ts';
import { oneLine } from '../core/text.ts';

/** Platforms name themselves in the head of a page; what comes later is content. */
const searchedLength = 512 * 1024;
const seenLength = 160;

/** A marker in a response header of the final answer. A group `version` names the version. */
export function header(name: string, value: RegExp, weight: number): Marker {
  return {
    name: `header ${name}`,
    weight,
    find: ({ headers }) =>
      firstFind(
        headers.filter(([key]) => key.toLowerCase() === name).map(([, found]) => found),
        value,
      ),
  };
}

/** A marker in one of the page's tags: in the text of an article such words are only spoken of. */
export function tagText(tag: string, wanted: string, weight: number): Marker {
  const inTag = new RegExp(String.raw`<${tag}\s[^<>]{0,1000}?${RegExp.escape(wanted)}`, 'i');
  return pageText(`“${wanted}” in a tag`, inTag, weight);
}

/** A marker in the page's own JavaScript, for the same reason. Quantifiers in it have to be bounded. */
export function scriptText(name: string, wanted: RegExp, weight: number): Marker {
  // Drupal 7 hides its scripts from readers of XHTML: `<!--//--><![CDATA[//><!--`.
  const opening = String.raw`<script\b[^<>]{0,500}>(?:[^<]|<!){0,5000}?`;
  return pageText(name, new RegExp(opening + wanted.source), weight);
}

/** A marker in the page's text that takes more than one word to describe. Quantifiers in it have to be bounded. */
export function pageText(name: string, wanted: RegExp, weight: number): Marker {
  return {
    name,
    weight,
    find: ({ body }) => {
      const found = wanted.exec(body.text.slice(0, searchedLength));
      if (!found) return null;
      const from = Math.max(found.index - 20, 0);
      const end = found.index + Math.min(found[0].length, seenLength) + 40;
      return findOf(body.text.slice(from, end), found);
    },
  };
}

/** One of the page's `<meta name="generator">`. A group `version` names the version. */
export function generator(value: RegExp, weight: number): Marker {
  return {
    name: 'meta generator',
    weight,
    find: (exchange) => firstFind(generatorsOf(exchange), value),
  };
}

/** A cookie that any hop of the redirect chain sets. Its value is nobody’s business. */
export function cookie(name: string, wanted: RegExp, weight: number): Marker {
  return {
    name: `cookie ${name}`,
    weight,
    find: ({ hops }) =>
      firstFind(
        hops
          .flatMap(({ headers }) => headers)
          .filter(([key]) => /^set-cookie$/i.test(key))
          .map(([, value]) => value.split('=', 1)[0] ?? ''),
        wanted,
      ),
  };
}

/** An address of the site itself in a link, script or image: what it loads from elsewhere is not its own. */
export function ownAddress(name: string, path: RegExp, weight: number): Marker {
  return {
    name: `own address with ${name}`,
    weight,
    find: (exchange) => {
      const page = new URL(exchange.finalUrl);
      return firstFind(
        addressesOf(exchange)
          .filter((address) => sameHost(address, page))
          .map(({ pathname }) => pathname),
        path,
      );
    },
  };
}

/** The same of another host, as a front end without a head has its content from: a hint, no more. */
export function foreignAddress(name: string, address: RegExp, weight: number): Marker {
  return {
    name: `address elsewhere with ${name}`,
    weight,
    find: (exchange) => {
      const page = new URL(exchange.finalUrl);
      const foreign = addressesOf(exchange).filter((one) => !sameHost(one, page));
      return firstFind(
        foreign.map(({ host, pathname }) => `${host}${pathname}`),
        address,
      );
    },
  };
}

/** A marker that counts only in an answer of this status. */
export function withStatus(status: number, marker: Marker): Marker {
  return {
    ...marker,
    find: (exchange) => (exchange.status === status ? marker.find(exchange) : null),
  };
}

function firstFind(texts: readonly string[], wanted: RegExp): MarkerFind | null {
  for (const one of texts) {
    const found = wanted.exec(one);
    if (found) return findOf(one, found);
  }
  return null;
}

function findOf(seen: string, found: RegExpExecArray): MarkerFind {
  const version = found.groups?.version;
  return { seen: oneLine(seen, seenLength), ...(version === undefined ? {} : { version }) };
}

/** Contents of generator tags, in either order of the attributes. */
function generatorsOf({ body }: HttpExchange): readonly string[] {
  const tags = body.text.slice(0, searchedLength).match(/<meta\s[^>]{0,500}>/gi) ?? [];
  return tags
    .filter((tag) => /name\s*=\s*["']?generator["'\s>]/i.test(tag))
    .map((tag) => /content\s*=\s*["']([^"']{0,200})/i.exec(tag)?.[1] ?? '');
}

const mostAddresses = 1000;

/** Addresses that the page's tags name, absolute: one that its text names is only spoken of. */
function addressesOf({ body, finalUrl }: HttpExchange): readonly URL[] {
  const attributes = body.text
    .slice(0, searchedLength)
    .matchAll(
      /<[a-z][\w-]{0,30}(?=\s)[^<>]{0,2000}?\s(?:href|src|action)\s{0,5}=\s{0,5}["']([^"'<>\s]{1,1000})["']/gi,
    );
  return attributes
    .take(mostAddresses)
    .map(([, address = '']) => URL.parse(address.replaceAll('&amp;', '&'), finalUrl))
    .filter((address) => address !== null)
    .toArray();
}
