import type { AssessedComponent } from '../../core/assessed-component.ts';

/** What can be the matter with a component, the most dangerous first. */
export const troubleKinds = [
  'exploitable',
  'critically-vulnerable',
  'vulnerable',
  'withdrawn',
  'security-release-missing',
  'closed',
  'end-of-life-reached',
  'unsupported',
  'abandoned',
  'end-of-life-near',
  'outdated',
  'unknown',
] as const;
export type TroubleKind = (typeof troubleKinds)[number];

/** Why nobody can say how a component stands. */
export const unknownCauses = [
  'version-missing',
  'version-unreadable',
  'development-version',
  'unpublished',
  'unanswered',
] as const;
export type UnknownCause = (typeof unknownCauses)[number];

/** One thing that is the matter with a component. */
export interface Trouble {
  readonly kind: TroubleKind;
  /** A sentence. */
  readonly reason: string;
  /** Present with `unknown`. */
  readonly cause?: UnknownCause;
}

/** A component, how it stands, and everything that is the matter with it, the most dangerous first. */
export interface Assessment {
  readonly component: AssessedComponent;
  readonly troubles: readonly Trouble[];
  /** Days until the end of life of its line, whole, negative when past; null where none is known. */
  readonly daysLeft: number | null;
}

/** Kinds that make a component insecure. */
export const insecureKinds: readonly TroubleKind[] = [
  'exploitable',
  'critically-vulnerable',
  'vulnerable',
  'withdrawn',
  'security-release-missing',
];

/** Kinds that make a component unsupported. */
export const unsupportedKinds: readonly TroubleKind[] = [
  'closed',
  'end-of-life-reached',
  'unsupported',
  'abandoned',
];
