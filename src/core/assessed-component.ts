import type { Component } from './component.ts';
import type { Advisory } from './package-record.ts';

/**
 * How a component stands: `insecure` a known vulnerability, or a security release that is missing;
 * `unsupported` no more repairs: end of life, closed, abandoned; `unknown` nobody can say.
 */
export const componentStatuses = [
  'insecure',
  'unsupported',
  'outdated',
  'unknown',
  'current',
] as const;
export type ComponentStatus = (typeof componentStatuses)[number];

/** How far an installed version is behind another, by the first part that differs. */
export type Behind = 'major' | 'minor' | 'patch';

/** A component with everything that is known about it: a row of the inventory. */
export interface AssessedComponent extends Component {
  readonly status: ComponentStatus;
  /** Newest stable release; null where unknown. */
  readonly latest: string | null;
  /** Newest that fits the installed core and runtime, or the branch that is in use; null where unknown. */
  readonly compatible: string | null;
  /** What to update to: the smallest version that clears every advisory, else the newest compatible; null where there is nothing to do or nothing known. */
  readonly target: string | null;
  readonly behind: Behind | null;
  /** ISO dates. */
  readonly installedOn: string | null;
  readonly latestOn: string | null;
  readonly endsOn: string | null;
  /** Those that affect the installed version, the most dangerous first. */
  readonly advisories: readonly Advisory[];
  /** Why the status is what it is: sentences, the most important first. */
  readonly reasons: readonly string[];
}
