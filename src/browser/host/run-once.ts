import type { Gathered } from '../../core/artifacts/failure.ts';
import { type ErrandLimits, type Try, tryOnce } from './errand.ts';

/** The limits of a one-shot process. */
export interface RunLimits extends ErrandLimits {
  readonly tempRoot: string;
  readonly memoryBytes: number;
  readonly log?: (text: string) => void;
}

/**
 * Sends one job to a fresh process of this entry and brings back what it answers; a job that breaks
 * its process is tried once more. The process and its folder are gone before this resolves. Never
 * rejects.
 */
export function runOnce<Job, Value>(
  entry: URL,
  job: Job,
  { tempRoot, memoryBytes, log = () => {}, ...limits }: RunLimits,
): Promise<Gathered<Value>> {
  const containment = { entry, tempRoot, memoryBytes, log };
  return twice(() => tryOnce<Job, Value>(containment, job, limits), limits.signal, log);
}

/** Tries once more where the browser broke and nobody has asked to stop. */
export async function twice<Value>(
  attempt: () => Promise<Try<Value>>,
  signal: AbortSignal,
  log: (text: string) => void,
): Promise<Gathered<Value>> {
  const first = await attempt();
  if (first.answer.ok || !first.broke || signal.aborted) return first.answer;
  log(`${first.answer.failure.message} Tried again in a fresh browser.`);
  return (await attempt()).answer;
}
