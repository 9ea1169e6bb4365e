import { oneLine } from '../../core/text.ts';

/** One audit of a result, as far as it is read here. */
export interface AuditResult {
  readonly title: string;
  readonly score: number | null;
  readonly numericValue?: number;
  readonly metricSavings?: Readonly<Record<string, number | undefined>>;
  readonly details?: unknown;
}

/** One row of an audit's table. */
export type Item = Readonly<Record<string, unknown>>;

const longestText = 300;

/** The rows of an audit's details; none where it has another shape. */
export function itemsOf(audit: AuditResult | undefined): readonly Item[] {
  const { items } = recordOf(audit?.details);
  return Array.isArray(items) ? items.map(recordOf) : [];
}

/** A value as a record; an empty one where it is none. */
export function recordOf(value: unknown): Item {
  return typeof value === 'object' && value !== null ? (value as Item) : {};
}

/** A value as a number, 0 where it is none; never negative. */
export function amountOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? Math.max(value, 0) : 0;
}

/** A value as one short line; empty where it is no text. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? oneLine(value, longestText) : '';
}
