import { setTimeout as pause } from 'node:timers/promises';
import type { FailureCode } from '../../core/failure-codes.ts';
import { oneLine } from '../../core/text.ts';
import { folderVariable } from '../host/contained-process.ts';
import { groupMembers, killGroup, killProcess, processesNaming } from '../host/process-group.ts';
import { removeFolderNow } from '../host/temp-root.ts';
import type { FromChild, ToChild } from './messages.ts';

/** How often processes are looked for that came while others were killed. */
const killRounds = 20;
const killPauseMs = 10;

/** Thrown by a job for what a fresh browser would find again, with its reason in plain words. */
export class JobFailure extends Error {
  readonly code: FailureCode;
  constructor(code: FailureCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** What a job may tell its parent while it runs. */
export interface JobPorts {
  step(step: string): void;
  /** Says that this process should not be given another job. */
  wear(): void;
}

/** The private folder of this contained process. */
export function privateFolder(): string {
  const folder = process.env[folderVariable];
  if (!folder) throw new Error('This program is started by caretaker itself.');
  return folder;
}

/**
 * Runs each job that the parent sends and answers it. What a job throws counts as a broken browser,
 * unless it is a `JobFailure`. When the parent is gone, even by kill -9, this process ends with all
 * that it started and removes its folder.
 */
export function answerParent<Job, Value>(run: (job: Job, ports: JobPorts) => Promise<Value>): void {
  const tell = (message: FromChild<Value>): void => {
    if (process.connected) process.send?.(message);
  };
  process.on('disconnect', endWithAll);
  process.on('message', async ({ job }: ToChild<Job>) => {
    let worn = false;
    const ports: JobPorts = {
      step: (step) => tell({ kind: 'step', step: oneLine(step, 100) }),
      wear: () => {
        worn = true;
      },
    };
    try {
      const value = await run(job, ports);
      tell({ kind: 'done', value, worn });
    } catch (error) {
      const code = error instanceof JobFailure ? error.code : 'browser-lost';
      const message = oneLine(error instanceof Error ? error.message : String(error), 500);
      const broke = !(error instanceof JobFailure);
      tell({ kind: 'failed', failure: { code, message }, broke, worn: worn || broke });
    }
  });
}

/** Others first, so that nothing writes into the folder any more; then the folder; then this process. */
async function endWithAll(): Promise<void> {
  const folder = privateFolder();
  for (let round = 0; round < killRounds; round += 1) {
    const group = (await groupMembers(process.pid)).map(({ pid }) => pid);
    const others = [...group, ...(await processesNaming(folder))].filter(
      (pid) => pid !== process.pid,
    );
    if (others.length === 0) break;
    for (const pid of others) killProcess(pid);
    await pause(killPauseMs);
  }
  removeFolderNow(folder);
  killGroup(process.pid);
}
