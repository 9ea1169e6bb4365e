import type { Hop, HttpExchange } from '../../src/core/artifacts/http-exchange.ts';
import { oneLine } from '../../src/core/text.ts';

/** The final answer's first line, such as `HTTP/1.1 503 Service Unavailable`. */
export function statusLine({ status, hops }: HttpExchange): string {
  const { httpVersion, statusText } = hops.at(-1) ?? hops[0];
  return `HTTP${httpVersion ? `/${httpVersion}` : ''} ${status} ${statusText}`.trim();
}

/** Every address on the way with its answer: `http://a.example/ (301) → https://a.example/ (200)`. */
export function chainOf(hops: readonly Hop[]): string {
  return hops.map((hop) => `${hop.url} (${hop.status ?? 'no answer'})`).join(' → ');
}

/** What the page says, without its markup: enough to recognise an error page by. Empty for a blank one. */
export function excerpt({ body }: HttpExchange): string {
  const words = body.text
    .slice(0, 4096)
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<[^>]*>/g, ' ');
  const text = oneLine(words, 300);
  return text === '' ? '' : `“${text}”`;
}

/** A text with a little of what stands before and behind it. */
export function around(text: string, wanted: string): string {
  const index = text.indexOf(wanted);
  return oneLine(text.slice(Math.max(index - 60, 0), index + wanted.length + 60), 400);
}
