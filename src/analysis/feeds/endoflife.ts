import { FeedUnreadable } from '../../core/feed.ts';
import { oneLine } from '../../core/text.ts';
import { fieldOf, listOf, textOf } from '../manifests/shape.ts';
import { dateOf, readJson } from './reading.ts';

/** One line of a product, as endoflife.date has it. */
export interface ProductLine {
  readonly cycle: string;
  readonly longTerm: boolean;
  /** ISO date of the end of security repairs; null where none is set. */
  readonly endsOn: string | null;
  readonly latest: string | null;
  /** ISO date. */
  readonly latestOn: string | null;
}

/**
 * Reads a product of https://endoflife.date/docs/api/v1/. Security repairs end with `eolFrom`; what
 * comes before it, the end of other repairs, is no danger. Throws a `FeedUnreadable`.
 */
export function readProduct(text: string, product: string): readonly ProductLine[] {
  const answer = readJson(text);
  if (textOf(answer, 'result', 'name') !== product) {
    throw new FeedUnreadable(`the answer is not what endoflife.date says of ${product}`);
  }
  // Some lines have ended on a day that nobody wrote down: at the latest on that of this answer.
  const asOf = dateOf(textOf(answer, 'last_modified')) ?? dateOf(textOf(answer, 'generated_at'));
  const lines = listOf(answer, 'result', 'releases').map((row) => lineOf(row, asOf));
  if (lines.length === 0) throw new FeedUnreadable(`endoflife.date names no line of ${product}`);
  return lines;
}

function lineOf(row: unknown, asOf: string | null): ProductLine {
  const cycle = textOf(row, 'name');
  if (cycle === null) throw new FeedUnreadable('a line of the product has no name');
  const ended = fieldOf(row, 'isEol') === true ? asOf : null;
  return {
    cycle: oneLine(cycle, 40),
    longTerm: fieldOf(row, 'isLts') === true,
    endsOn: dateOf(textOf(row, 'eolFrom')) ?? ended,
    latest: textOf(row, 'latest', 'name'),
    latestOn: dateOf(textOf(row, 'latest', 'date')),
  };
}
