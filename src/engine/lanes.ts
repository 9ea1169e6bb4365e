import PQueue from 'p-queue';
import type { Lane } from '../core/check.ts';

/** How many visits each lane carries at once. Lighthouse measures time, so it is always alone. */
const concurrency: Readonly<Record<Lane, number>> = {
  http: 50,
  browser: 2,
  lighthouse: 1,
  feeds: 4,
  logs: 4,
};

/** Queues of work, one a lane, so that an audit of minutes never delays a check of seconds. */
export interface Lanes {
  run<Result>(lane: Lane, task: () => Promise<Result>): Promise<Result>;
}

/** Lanes with nothing in them; a queue begins with the first work that is given to it. */
export function createLanes(): Lanes {
  const queues = new Map<Lane, PQueue>();
  const queueOf = (lane: Lane): PQueue => {
    const queue = queues.get(lane) ?? new PQueue({ concurrency: concurrency[lane] });
    queues.set(lane, queue);
    return queue;
  };
  return { run: (lane, task) => queueOf(lane).add(task) };
}
