import type { GatherFailure } from '../../core/artifacts/failure.ts';

/** What a contained process is asked to do; one at a time. */
export interface ToChild<Job> {
  readonly kind: 'job';
  readonly job: Job;
}

/** What it says: any number of steps, then how the job ended. */
export type FromChild<Value> =
  | { readonly kind: 'step'; readonly step: string }
  /** `worn`: the process should not be given another job. */
  | { readonly kind: 'done'; readonly value: Value; readonly worn: boolean }
  /** `broke`: not the page but the browser failed, so that a fresh one may do better. */
  | {
      readonly kind: 'failed';
      readonly failure: GatherFailure;
      readonly broke: boolean;
      readonly worn: boolean;
    };

/** What every job needs to know beside its own parameters. */
export interface BrowserErrand<Params> {
  readonly params: Params;
  /** As in `network.allowPrivate` of the site. */
  readonly allowPrivate: readonly string[];
  /** Where Chromium is. */
  readonly executablePath: string;
}
