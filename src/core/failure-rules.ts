import { type FailureCode, failureCodes, failureMeaning } from './failure-codes.ts';
import type { Rule } from './finding.ts';

type FaultOf<Code extends FailureCode> = (typeof failureCodes)[Code]['fault'];

/** The codes that speak about the target, and not about the agent. */
export type TargetFailureCode = {
  [Code in FailureCode]: FaultOf<Code> extends 'agent' ? never : Code;
}[FailureCode];

/** Whether a failure is the target's to answer for; otherwise the run is errored. */
export function isTargetFailure(code: FailureCode): code is TargetFailureCode {
  return failureMeaning(code).fault !== 'agent';
}

/** A rule for each way in which a target can fail to answer: the id is the code. */
export const targetFailureRules = Object.fromEntries(
  (Object.keys(failureCodes) as FailureCode[]).filter(isTargetFailure).map((code) => {
    const { meaning, remedy } = failureMeaning(code);
    const rule: Rule = {
      title: meaning.replace(/\.$/, ''),
      verdict: 'failed',
      severity: 'critical',
      advice: remedy,
      help: null,
    };
    return [code, rule];
  }),
) as Record<TargetFailureCode, Rule>;

/** Why a run is errored when a failure is ours: the code's meaning, what was seen, and the remedy. */
export function agentFailureReason(code: FailureCode, message: string): string {
  const { meaning, remedy } = failureMeaning(code);
  return `${meaning} ${message}. ${remedy}`;
}
