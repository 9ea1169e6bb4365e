import type { Attachment } from './attachment.ts';
import type { Json } from './json.ts';
import type { CheckResult } from './result.ts';

/** A result taken apart by where its parts are kept. */
export interface ResultParts {
  /** What is printed, stored and told: without files and state. */
  readonly result: CheckResult;
  readonly attachments: readonly Attachment[];
  /** Undefined where the check keeps what it kept before. */
  readonly state: Json | undefined;
}

/** Takes a fresh result apart. Files may be large, and state is the check's own: neither is told to anybody. */
export function partsOf(judged: CheckResult): ResultParts {
  const { attachments = [], state, ...result } = judged;
  return { result, attachments, state };
}
