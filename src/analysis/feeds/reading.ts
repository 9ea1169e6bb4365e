import { FeedUnreadable } from '../../core/feed.ts';
import { oneLine } from '../../core/text.ts';

/**
 * A shape of core as a cache keeps it: the same, in the form in which the type checker sees that it
 * is JSON.
 */
export type Kept<Shape> = { readonly [Key in keyof Shape]: Kept<Shape[Key]> };

const excerptLength = 60;

/** The JSON that a service sent. Throws a `FeedUnreadable` for anything else, such as a page of HTML. */
export function readJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return value;
  } catch {
    throw new FeedUnreadable(
      text.trim() === ''
        ? 'the answer is empty'
        : `the answer is no JSON, or was cut off; it begins with “${oneLine(text, excerptLength)}”`,
    );
  }
}

/** An instant in a text, epoch milliseconds; null where it is none. */
export function instantOf(text: string | null): number | null {
  const at = text === null || text.length > 40 ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) ? null : at;
}

/** The date at the beginning of a text, as `2026-11-10`; null where there is none, or no such day. */
export function dateOf(text: string | null): string | null {
  const date = /^\d{4}-\d{2}-\d{2}(?!\d)/.exec(text ?? '')?.[0];
  return date === undefined || Number.isNaN(Date.parse(date)) ? null : date;
}

/** An address that a person can open; null for any other scheme. */
export function webAddress(text: string | null): string | null {
  if (text === null || text.length > 2000 || !URL.canParse(text)) return null;
  const { protocol, href } = new URL(text);
  return protocol === 'https:' || protocol === 'http:' ? href : null;
}
