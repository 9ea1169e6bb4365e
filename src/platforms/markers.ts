import { type HttpExchange, headerOf } from '../core/artifacts/http-exchange.ts';
import type { Marker } from '../core/platform-markers.ts';

/** Platforms name themselves in the head of a page; what comes later is content. */
const searchedLength = 512 * 1024;

/** A marker in a response header of the final answer. */
export function header(name: string, value: RegExp, weight: number): Marker {
  return {
    name: `header ${name}`,
    weight,
    found: ({ headers }) => value.test(headerOf(headers, name) ?? ''),
  };
}

/** A marker in the page's text. */
export function text(wanted: string, weight: number): Marker {
  return {
    name: `“${wanted}” in the page`,
    weight,
    found: ({ body }) => body.text.slice(0, searchedLength).includes(wanted),
  };
}

/** The page's `<meta name="generator">`. */
export function generator(value: RegExp, weight: number): Marker {
  return {
    name: 'meta generator',
    weight,
    found: (exchange) => generatorsOf(exchange).some((content) => value.test(content)),
  };
}

/** A cookie that any hop of the redirect chain sets. */
export function cookie(name: RegExp, weight: number): Marker {
  return {
    name: `cookie ${name.source}`,
    weight,
    found: ({ hops }) =>
      hops.some(({ headers }) =>
        headers.some(([key, value]) => /^set-cookie$/i.test(key) && name.test(value)),
      ),
  };
}

/** Contents of generator tags, in either order of the attributes. */
function generatorsOf({ body }: HttpExchange): readonly string[] {
  const tags = body.text.slice(0, searchedLength).match(/<meta\s[^>]{0,500}>/gi) ?? [];
  return tags
    .filter((tag) => /name\s*=\s*["']?generator["'\s>]/i.test(tag))
    .map((tag) => /content\s*=\s*["']([^"']{0,200})/i.exec(tag)?.[1] ?? '');
}
