import type { Silence } from '../core/suppression.ts';

/** What a silence is for, in words. */
export function scopeOf({ site, check }: Pick<Silence, 'site' | 'check'>): string {
  return `${check ?? 'every check'} ${site === null ? 'of every site' : `of ${site}`}`;
}
