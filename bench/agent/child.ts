import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { agentRuntime } from '../../bin/runtime.mjs';
import type { Usage } from './probe.ts';

const probe = new URL('probe.ts', import.meta.url).href;
const launcher = fileURLToPath(new URL('../../bin/caretaker.mjs', import.meta.url));

/** A process of its own, whose costs can be asked for. */
export interface Child {
  readonly process: ChildProcess;
  /** Asks with a message, and waits for the answer under this name. */
  ask<Answer>(message: unknown, name: string): Promise<Answer>;
  usage(): Promise<Usage>;
  /** SIGTERM, and waits for the end. */
  stop(): Promise<void>;
}

/** A script of the bench. */
export function startScript(script: URL): Child {
  return start([fileURLToPath(script)], 'ignore');
}

/** `caretaker run` on a config folder, as a practice runs it. Its log goes nowhere unless it is read. */
export function startAgent(folder: string, log: 'ignore' | 'pipe'): Child {
  // The launcher would exchange the process for one with these flags, and the probe with it.
  return start([...agentRuntime.flags, launcher, 'run', '--config', folder], log, agentRuntime.env);
}

function start(
  args: readonly string[],
  stdout: 'ignore' | 'pipe',
  env: Readonly<Record<string, string>> = {},
): Child {
  const child = spawn(process.execPath, [...flagsFor(args), '--import', probe, ...args], {
    stdio: ['ignore', stdout, 'inherit', 'ipc'],
    env: { ...process.env, ...env },
  });
  const ask = async <Answer>(message: unknown, name: string): Promise<Answer> => {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const listen = (answer: object) => {
      if (name in answer) resolve((answer as Record<string, Answer>)[name] as Answer);
    };
    const ended = () => reject(new Error(`${args.join(' ')} has ended`));
    child.on('message', listen);
    child.once('exit', ended);
    child.send(message as object, (error) => error && reject(error));
    return promise.finally(() => {
      child.off('message', listen);
      child.off('exit', ended);
    });
  };
  return {
    process: child,
    ask,
    usage: () => ask('usage', 'usage'),
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
}

/** A profile of every process, in the folder that `BENCH_PROFILE` names. */
function flagsFor(args: readonly string[]): readonly string[] {
  const folder = process.env.BENCH_PROFILE;
  const name = args.includes('run') ? 'agent' : 'other';
  return folder ? ['--cpu-prof', `--cpu-prof-dir=${folder}/${name}`] : [];
}
