import type { HttpExchange } from '../core/artifacts/http-exchange.ts';
import type { Platform } from '../core/site.ts';
import { oneLine } from '../core/text.ts';
import { type Signature, signatures } from './failure-signatures/table.ts';

/** What a platform says of itself on a page that is not the one visitors came for. */
export interface FailureCause {
  /** Tells one cause from another from run to run: `wordpress-database`. */
  readonly id: string;
  readonly platform: Platform;
  /** `maintenance` is meant, at least by somebody; `failure` is not. */
  readonly kind: 'failure' | 'maintenance';
  /** The words on the page. */
  readonly text: string;
  /** What they mean, for the person who is woken. */
  readonly meaning: string;
  readonly advice: string;
}

/** An error page is short, in markup and in words; only markup of its own tells a longer one from an article. */
const searchedLength = 256 * 1024;
const longestErrorPage = 32 * 1024;
const longestErrorText = 2000;

/** The same where the status says that all is well: a short article may quote such words too. */
const longestErrorTextOfSuccess = 600;

/**
 * Why a page is not the one that visitors came for, by the platform's own words, whatever the status;
 * null where it has none. An article that quotes such words is none: it is no server error, is longer
 * than an error page, and has not the markup of one.
 */
export function findFailureSignature({
  status,
  body,
}: Pick<HttpExchange, 'status' | 'body'>): FailureCause | null {
  const page = body.text.slice(0, searchedLength);
  for (const signature of signatures) {
    const text = wordsOf(signature, page);
    if (text === null || !isErrorPage(signature, page, status)) continue;
    const { id, platform, kind = 'failure', meaning, advice } = signature;
    const named = typeof meaning === 'string' ? meaning : meaning(text);
    return { id, platform, kind, text, meaning: named, advice };
  }
  return null;
}

function wordsOf({ text, words }: Signature, page: string): string | null {
  if (!page.includes(text)) return null;
  if (!words) return text;
  const found = words.exec(page)?.[0];
  return found === undefined ? null : oneLine(found.replace(/<[^>]{0,200}>/g, ''), 200);
}

function isErrorPage({ markup }: Signature, page: string, status: number): boolean {
  if (status >= 500 || (markup?.test(page) ?? false)) return true;
  const longest = status < 400 ? longestErrorTextOfSuccess : longestErrorText;
  return page.length <= longestErrorPage && visibleLength(page) <= longest;
}

function visibleLength(page: string): number {
  return page
    .replace(/<(script|style|head)\b[\s\S]{0,8000}?<\/\1>/gi, ' ')
    .replace(/<[^>]{0,2000}>/g, ' ')
    .replace(/\s+/g, ' ').length;
}
