import type { Component } from '../../core/component.ts';
import type { Advisory } from '../../core/package-record.ts';
import { orderVersions } from '../versions/compare.ts';
import { mayBeInRange } from '../versions/ranges.ts';

/** Whether an advisory is about this version; null where its ranges or the version cannot be read. */
export function affects(
  { scheme }: Pick<Component, 'scheme'>,
  version: string,
  { ranges, versions }: Advisory,
): boolean | null {
  if (versions.some((one) => one === version || orderVersions(scheme, one, version) === 0)) {
    return true;
  }
  const within = ranges.map((range) => mayBeInRange(scheme, version, range));
  if (within.includes(true)) return true;
  return within.includes(null) ? null : false;
}
