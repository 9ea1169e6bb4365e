import type { FailureCode } from '../failure-codes.ts';

/** Why an artifact could not be had. Expected, so it is a value and not an exception. */
export interface GatherFailure<Partial = unknown> {
  readonly code: FailureCode;
  /** One line in plain words; may hold text from the site. */
  readonly message: string;
  /** What was known before it failed, such as the hops of a redirect chain. */
  readonly partial?: Partial;
}

/** An artifact, or the reason why not. */
export type Gathered<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: GatherFailure<PartialOf<Value>> };

/** What a failed gathering of this artifact may still know. */
export type PartialOf<Value> = Value extends { readonly hops: infer Hops }
  ? { readonly hops: Hops }
  : never;

/** An artifact that was had. */
export function gathered<Value>(value: Value): Gathered<Value> {
  return { ok: true, value };
}

/** An artifact that was not had. */
export function notGathered<Value>(failure: GatherFailure<PartialOf<Value>>): Gathered<Value> {
  return { ok: false, failure };
}
