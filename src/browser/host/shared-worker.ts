import type { Containment } from './contained-process.ts';
import { type ErrandLimits, type Errands, notStarted, startErrands, type Try } from './errand.ts';
import { bytesHeld, groupMembers } from './process-group.ts';

const maxJobs = 50;
/** Of its limit, what a worker may hold between two jobs. */
const idleShare = 0.6;

/** One worker for many jobs: started when there is one, replaced when it is worn, ended when idle. */
export interface SharedWorker {
  /** To be called again only when the promise before has settled. Never rejects. */
  run(job: unknown, limits: ErrandLimits): Promise<Try<unknown>>;
  close(): Promise<void>;
}

/** A worker that is replaced after 50 jobs, or when it has become big, or has lost its browser. */
export function sharedWorker(
  containment: Omit<Containment, 'onMessage' | 'onEnd'>,
  idleMs: number,
): SharedWorker {
  let errands: Errands<unknown, unknown> | undefined;
  let jobs = 0;
  let idle: NodeJS.Timeout | undefined;

  const end = async (): Promise<void> => {
    clearTimeout(idle);
    const ending = errands;
    errands = undefined;
    ending?.contained.kill('done');
    await ending?.contained.ended;
  };
  const isBig = async (pid: number): Promise<boolean> => {
    const limit = containment.memoryBytes * idleShare;
    return (await bytesHeld(await groupMembers(pid), limit)) > limit;
  };
  const started = async (): Promise<Errands<unknown, unknown>> => {
    const fresh = await startErrands<unknown, unknown>(containment);
    jobs = 0;
    fresh.contained.ended.then(() => {
      if (errands === fresh) errands = undefined;
    });
    return fresh;
  };

  return {
    async run(job, limits) {
      clearTimeout(idle);
      try {
        errands ??= await started();
        const { contained, run } = errands;
        jobs += 1;
        const result = await run(job, limits);
        if (!result.usable || jobs >= maxJobs || (await isBig(contained.pid))) await end();
        else idle = setTimeout(end, idleMs).unref();
        return result;
      } catch (error) {
        return notStarted(error);
      }
    },
    close: end,
  };
}
