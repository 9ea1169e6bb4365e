import { type Gathered, type GatherFailure, gathered } from '../../core/artifacts/failure.ts';
import type { FailureCode } from '../../core/failure-codes.ts';
import type { FromChild, ToChild } from '../worker/messages.ts';
import {
  type Contained,
  type Containment,
  type Ending,
  startContained,
} from './contained-process.ts';

/** The limits of one try. */
export interface ErrandLimits {
  readonly signal: AbortSignal;
  /** From the start of the try; then the process is killed. */
  readonly deadlineMs: number;
  readonly onStep?: ((step: string) => void) | undefined;
}

/** How one try ended. */
export interface Try<Value> {
  readonly answer: Gathered<Value>;
  /** Whether the browser broke, so that a fresh one may do better. */
  readonly broke: boolean;
  /** Whether the process can take another job. */
  readonly usable: boolean;
}

/** A contained process that does jobs, one at a time. */
export interface Errands<Job, Value> {
  readonly contained: Contained;
  run(job: Job, limits: ErrandLimits): Promise<Try<Value>>;
}

/** Starts a process that does jobs. Rejects as `startContained` does. */
export async function startErrands<Job, Value>(
  containment: Omit<Containment, 'onMessage' | 'onEnd'>,
): Promise<Errands<Job, Value>> {
  let hear: ((message: FromChild<Value>) => void) | undefined;
  const contained = await startContained({
    ...containment,
    // Both ends are ours: what comes in is what worker/parent.ts sends.
    onMessage: (message) => hear?.(message as FromChild<Value>),
  });
  contained.hold(false);
  const { memoryBytes } = containment;

  const run = (job: Job, { signal, deadlineMs, onStep }: ErrandLimits): Promise<Try<Value>> => {
    const { promise, resolve } = Promise.withResolvers<Try<Value>>();
    let lastStep: string | undefined;
    const cancel = () => contained.kill('cancelled');
    const timer = setTimeout(() => contained.kill('deadline'), deadlineMs);
    if (signal.aborted) cancel();
    signal.addEventListener('abort', cancel, { once: true });
    hear = (message) => {
      if (message.kind === 'step') {
        lastStep = message.step;
        onStep?.(message.step);
      } else resolve(tryOf(message));
    };
    contained.ended.then((ending) =>
      resolve(endedTry<Value>(ending, { lastStep, deadlineMs, memoryBytes })),
    );
    contained.hold(true);
    contained.send({ kind: 'job', job } satisfies ToChild<Job>);
    return promise.finally(() => {
      hear = undefined;
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
      contained.hold(false);
    });
  };
  return { contained, run };
}

/** One job in a process of its own, which is gone before the answer is given. Never rejects. */
export async function tryOnce<Job, Value>(
  containment: Omit<Containment, 'onMessage' | 'onEnd'>,
  job: Job,
  limits: ErrandLimits,
): Promise<Try<Value>> {
  try {
    const errands = await startErrands<Job, Value>(containment);
    const result = await errands.run(job, limits);
    errands.contained.hold(true);
    errands.contained.kill('done');
    await errands.contained.ended;
    return { ...result, usable: false };
  } catch (error) {
    return notStarted(error);
  }
}

/** What is answered where no process could be started. */
export function notStarted<Value>(error: unknown): Try<Value> {
  const why = error instanceof Error ? error.message : String(error);
  return broken('out-of-resources', `No process for the browser could be started: ${why}`, false);
}

function tryOf<Value>(message: Exclude<FromChild<Value>, { kind: 'step' }>): Try<Value> {
  const usable = !message.worn;
  if (message.kind === 'done') return { answer: gathered(message.value), broke: false, usable };
  return { answer: failed(message.failure), broke: message.broke, usable };
}

/** What the end of the process means for the job that it was doing. */
function endedTry<Value>(
  { reason, code, signal }: Ending,
  at: { lastStep: string | undefined; deadlineMs: number; memoryBytes: number },
): Try<Value> {
  const during = at.lastStep === undefined ? '' : ` (step: ${at.lastStep})`;
  switch (reason) {
    case 'memory': {
      const limit = (at.memoryBytes / 1e9).toFixed(1);
      return broken('browser-lost', `The page used more than ${limit} GB of memory${during}.`);
    }
    case 'deadline': {
      const seconds = Math.round(at.deadlineMs / 1000);
      return broken('audit-too-long', `The page kept the browser busy for ${seconds} s${during}.`);
    }
    case 'exited':
      return broken('browser-lost', `The browser’s process ended (${signal ?? code})${during}.`);
    default:
      return broken('cancelled', 'The run was stopped before the page was looked at.', false);
  }
}

function broken<Value>(code: FailureCode, message: string, broke = true): Try<Value> {
  return { answer: failed({ code, message }), broke, usable: false };
}

/** Nothing is known of an artifact whose browser failed, so no failure here has a partial one. */
function failed<Value>({ code, message }: GatherFailure): Gathered<Value> {
  return { ok: false, failure: { code, message } };
}
