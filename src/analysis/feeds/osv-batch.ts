import { FeedUnreadable } from '../../core/feed.ts';
import { listOf, textOf } from '../manifests/shape.ts';
import { readJson } from './reading.ts';

/** An entry that OSV names as an answer to a query. */
export interface OsvMention {
  readonly id: string;
  /** When it was changed last, digits alone: with it, the id names one state of the entry. */
  readonly state: string;
}

/** What OSV answers to one query. */
export interface OsvAnswer {
  readonly mentions: readonly OsvMention[];
  /** With it, the same query brings the rest; null where nothing is left. */
  readonly next: string | null;
}

const idForm = /^[A-Za-z0-9][\w.:-]{0,99}$/;

/**
 * Reads the answer to a batch of queries (https://google.github.io/osv.dev/post-v1-querybatch/), in
 * the order of the queries. Throws a `FeedUnreadable` where one is missing.
 */
export function readOsvBatch(text: string, queries: number): readonly OsvAnswer[] {
  const results = listOf(readJson(text), 'results');
  if (results.length === 0 || results.length !== queries) {
    throw new FeedUnreadable(`${queries} queries have ${results.length} answers`);
  }
  return results.map((result) => ({
    mentions: listOf(result, 'vulns').map(mentionOf),
    next: textOf(result, 'next_page_token'),
  }));
}

function mentionOf(row: unknown): OsvMention {
  const id = textOf(row, 'id') ?? '';
  if (!idForm.test(id)) throw new FeedUnreadable('an answer names an entry without an id');
  return { id, state: (textOf(row, 'modified') ?? '').replace(/\D/g, '').slice(0, 20) || '0' };
}
