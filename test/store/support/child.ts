import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** A process that runs one of the scripts beside this file. */
export interface Child {
  readonly process: ChildProcess;
  /** The next line it prints; null when it has ended. */
  line(): Promise<string | null>;
  /** Every line it has printed so far and will print before it ends. */
  rest(): Promise<readonly string[]>;
  /** Ends it as kill -9 does, and waits until it is gone. */
  kill(): Promise<void>;
}

/** Starts a script with arguments; it is killed when the test is over. */
export function startChild(script: string, ...args: readonly string[]): Child {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(process.execPath, [path, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const line = async () => {
    const { done, value } = await lines.next();
    return done ? null : value;
  };
  const kill = async () => {
    child.kill('SIGKILL');
    await exited;
  };
  onTestFinished(kill);
  return {
    process: child,
    line,
    rest: async () => {
      const all: string[] = [];
      for (let next = await line(); next !== null; next = await line()) all.push(next);
      return all;
    },
    kill,
  };
}
