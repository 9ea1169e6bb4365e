import { changeCounts } from '../../core/finding-changes.ts';
import type { CheckResult } from '../../core/result.ts';

/**
 * How many findings are new, still open, accepted, fixed, and where nobody could look, such as
 * `3 new, 12 still open, 2 fixed`; null where no run before is known, or there is nothing to tell.
 */
export function changeWords(result: CheckResult): string | null {
  const counts = changeCounts(result);
  if (counts === null) return null;
  const parts = [
    [counts.new, 'new'],
    [counts.stillOpen, 'still open'],
    [counts.accepted, 'accepted'],
    [counts.fixed, 'fixed'],
    [counts.unseen, 'not looked at'],
  ] as const;
  const told = parts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return told.length === 0 ? null : told.join(', ');
}
