import { spawn } from 'node:child_process';
import { homedir } from 'node:os';
import { fileURLToPath } from 'node:url';

const launcher = fileURLToPath(new URL('../../bin/caretaker.mjs', import.meta.url));

/** What a process left behind. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a process is started, where it matters. */
export interface StartOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** What is piped in; nothing unless told otherwise. */
  readonly input?: string;
  readonly onStart?: (process: Handle) => void;
}

/** What a test may do to a process. */
interface Handle {
  kill(signal: NodeJS.Signals): void;
  /** Closes our end of its stdout. */
  hangUp(): void;
}

/** Runs `caretaker` with these arguments, as a user would, and waits for its end. */
export function caretaker(args: readonly string[], options: StartOptions = {}): Promise<Ended> {
  return start(process.execPath, [launcher, ...args], options);
}

/** Runs a line of shell in which `$CARETAKER` is the command. */
export function shell(line: string, options: StartOptions = {}): Promise<Ended> {
  const command = `'${process.execPath}' '${launcher}'`;
  return start('/bin/bash', ['-c', line.replaceAll('$CARETAKER', command)], options);
}

/** The environment is a plain user's: nothing of the test runner's colours or CI gets in. */
function start(
  command: string,
  args: readonly string[],
  { env = {}, cwd, input = '', onStart }: StartOptions,
): Promise<Ended> {
  const child = spawn(command, args, {
    cwd,
    env: { PATH: process.env.PATH, HOME: homedir(), LANG: 'C.UTF-8', TERM: 'xterm', ...env },
    stdio: 'pipe',
  });
  // Who does not read what is piped in closes it.
  child.stdin.on('error', () => {}).end(input);
  const handle: Handle = {
    kill: (signal) => {
      child.kill(signal);
    },
    hangUp: () => {
      child.stdout.destroy();
    },
  };
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  onStart?.(handle);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}
