import type { Feed } from '../feed.ts';
import type { Device } from './page-audit.ts';

/** What visitors with this kind of device saw at a page, as their browsers told. */
export interface FieldDataParams {
  readonly url: string;
  readonly device: Device;
}

/** What is known, or why nothing is. Nothing here ever fails a check. */
export type FieldData = KnownFieldData | UnknownFieldData;

/** The 75th percentile over 28 days of visits; null where too few told. */
export interface KnownFieldData {
  readonly known: true;
  /** Whether it speaks of the page itself or, for lack of visits, of the whole origin. */
  readonly scope: 'page' | 'origin';
  readonly lcpMs: number | null;
  readonly inpMs: number | null;
  /** Without a unit. */
  readonly cls: number | null;
  /** The last day of the visits, as `2026-11-21`; null where the service does not say. */
  readonly until: string | null;
}

/** Why there is none, in a few words. */
export interface UnknownFieldData {
  readonly known: false;
  readonly reason: string;
}

/** The service that knows it: the Chrome UX Report, by its API. Config sets it under `feeds`. */
export const chromeUxReport = {
  id: 'crux',
  title: 'Chrome UX Report',
  about: 'What visitors of a page saw: loading, response and stability, from their own browsers.',
  docs: 'https://developer.chrome.com/docs/crux/api',
  discloses: 'names',
  key: 'required',
  base: 'https://chromeuxreport.googleapis.com/v1',
  // The service works its figures out once a day.
  maxAgeMs: 24 * 3_600_000,
} as const satisfies Omit<Feed, 'covers' | 'ask'>;
