import type { Behind } from '../../core/assessed-component.ts';
import type { VersionScheme } from '../../core/component.ts';
import { orderVersions, readVersion } from './compare.ts';

const steps: readonly Behind[] = ['major', 'minor'];

/** How far a version is behind another, by the first number that differs; null where it is not, or nobody can say. */
export function behindBy(scheme: VersionScheme, installed: string, latest: string): Behind | null {
  if (orderVersions(scheme, installed, latest) !== -1) return null;
  const [from, to] = [readVersion(scheme, installed), readVersion(scheme, latest)];
  const differs = steps.findIndex(
    (_, index) => (from?.numbers[index] ?? 0) !== (to?.numbers[index] ?? 0),
  );
  return steps[differs] ?? 'patch';
}

/** Whether two versions share their first numbers, so many of them. */
export function sharesNumbers(scheme: VersionScheme, a: string, b: string, count: number): boolean {
  const [left, right] = [readVersion(scheme, a), readVersion(scheme, b)];
  if (!left || !right || left.line !== right.line) return false;
  return Array.from({ length: count }).every(
    (_, index) => (left.numbers[index] ?? 0) === (right.numbers[index] ?? 0),
  );
}
