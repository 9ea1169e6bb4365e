import type { Clock } from '../../core/clock.ts';
import { keyFor, sealed, unsealed } from './sealed.ts';

/** What a link from a message allows its holder to do: one person, one opening of one incident. */
export interface AcknowledgeRight {
  readonly incident: string;
  readonly opening: number;
  readonly person: string;
  /** Epoch milliseconds. */
  readonly expires: number;
}

/** What a link is worth. Whether it was used is up to the incident: an opening is acknowledged once. */
export type ReadRight =
  | { readonly kind: 'valid'; readonly right: AcknowledgeRight }
  | { readonly kind: 'expired'; readonly right: AcknowledgeRight }
  | { readonly kind: 'forged' };

/** The last part of a link's path. */
export function writeRight(right: AcknowledgeRight, secret: string): string {
  return sealed(right, keyFor(secret, 'acknowledge'));
}

/** Reads what `writeRight` wrote. */
export function readRight(text: string, secret: string, clock: Pick<Clock, 'now'>): ReadRight {
  const right = unsealed(text, keyFor(secret, 'acknowledge')) as AcknowledgeRight | null;
  if (right === null) return { kind: 'forged' };
  return { kind: clock.now() < right.expires ? 'valid' : 'expired', right };
}
