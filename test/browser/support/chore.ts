// A program for tests that needs no browser: does what its job says, and answers what it knows.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerParent, JobFailure, privateFolder } from '../../../src/browser/worker/parent.ts';

/** What the program may be asked for. */
export interface Chore {
  readonly does?: 'answer' | 'spin' | 'eat' | 'exit' | 'throw' | 'fail' | 'litter' | 'wear';
  readonly bytes?: number;
}

/** What it knows of itself. */
export interface ChoreAnswer {
  readonly pid: number;
  readonly folder: string;
  readonly environment: readonly string[];
  /** A process that it has left behind; 0 where it has not. */
  readonly left: number;
}

answerParent<Chore, ChoreAnswer>(async ({ does = 'answer', bytes = 0 }, { step, wear }) => {
  step(does);
  const folder = privateFolder();
  const answer = { pid: process.pid, folder, environment: Object.keys(process.env), left: 0 };
  switch (does) {
    case 'spin':
      for (;;);
    case 'eat': {
      const eaten = [Buffer.alloc(bytes, 1)];
      await new Promise((resolve) => setTimeout(resolve, 20_000, eaten));
      return answer;
    }
    case 'exit':
      return process.exit(7);
    case 'throw':
      throw new Error('the browser is gone');
    case 'fail':
      throw new JobFailure('host-not-resolved', 'no such host');
    case 'litter': {
      writeFileSync(join(folder, 'litter'), 'x');
      const child = spawn('sleep', ['60'], { stdio: 'ignore' });
      const stray = spawn('sleep', ['60'], { stdio: 'ignore', detached: true });
      stray.unref();
      return { ...answer, left: child.pid ?? 0 };
    }
    case 'wear':
      wear();
      return answer;
    default:
      return answer;
  }
});
