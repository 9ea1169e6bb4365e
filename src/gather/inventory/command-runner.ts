import { type ChildProcess, spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { startDeadline } from '../../core/deadline.ts';
import { formatDuration } from '../../core/duration.ts';
import type { CommandOutcome } from '../../core/platform-module.ts';

/** What programs may be started for a site, and within which bounds. */
export interface CommandSettings {
  /** By program: the argv before a route's own arguments. */
  readonly commands: Readonly<Record<string, readonly string[] | undefined>>;
  /** Where the program starts; the root folder where this is none. */
  readonly folder: string | null;
  readonly signal: AbortSignal;
  readonly timeoutMs?: number;
  /** Most bytes of stdout; more of it is a failure, for half an answer is none. */
  readonly maxStdoutBytes?: number;
}

const maxStderrBytes = 64 * 1024;
/** How long the output may stay open after the end of the program that was started. */
const lingeringMs = 1000;

/** What a program has to know of its surroundings; the agent's own secrets are not among it. */
const inherited = [
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'TMPDIR',
  'TZ',
  'SSH_AUTH_SOCK',
  'DOCKER_HOST',
];

/**
 * Starts programs without a shell and without input, each in a process group of its own, which is
 * killed as a whole when the deadline passes. Never rejects.
 */
export function commandRunner(
  settings: CommandSettings,
): (program: string, args: readonly string[]) => Promise<CommandOutcome> {
  return async (program, args) => {
    const argv = Object.hasOwn(settings.commands, program) ? settings.commands[program] : undefined;
    const [file, ...first] = argv ?? [];
    if (!file) return { ok: false, reason: `config names no command for ${program}` };
    if (settings.signal.aborted) return { ok: false, reason: `${program} was not started in time` };
    try {
      return await runBounded(program, file, [...first, ...args], settings);
    } catch (error) {
      return { ok: false, reason: startFailure(program, file, error) };
    }
  };
}

/** Rejects where the program could not be started. */
async function runBounded(
  program: string,
  file: string,
  args: readonly string[],
  { folder, signal, timeoutMs = 120_000, maxStdoutBytes = 10 * 1024 * 1024 }: CommandSettings,
): Promise<CommandOutcome> {
  const child = spawn(file, args, {
    cwd: startFolder(folder),
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, so that what it starts can be ended together with it.
    detached: true,
  });
  const deadline = startDeadline(timeoutMs, signal);
  const stop = () => killGroup(child);
  deadline.signal.addEventListener('abort', stop, { once: true });
  const stdout = collect(child.stdout, maxStdoutBytes, stop);
  const stderr = collect(child.stderr, maxStderrBytes, () => {});
  try {
    const exit = await exitOf(child);
    if (deadline.expired) {
      return { ok: false, reason: `${program} was not done within ${formatDuration(timeoutMs)}` };
    }
    if (signal.aborted) return { ok: false, reason: `${program} was stopped` };
    if (stdout.overflowed()) {
      const megabytes = Math.round(maxStdoutBytes / 1024 / 1024);
      return { ok: false, reason: `${program} printed more than ${megabytes} MB` };
    }
    if (exit.code === null) {
      return { ok: false, reason: `${program} was ended by ${exit.signal ?? 'a signal'}` };
    }
    return { ok: true, exitCode: exit.code, stdout: stdout.text(), stderr: stderr.text() };
  } finally {
    deadline.signal.removeEventListener('abort', stop);
    deadline.end();
  }
}

/** How a program ended. Rejects where it could not be started. */
function exitOf(
  child: ChildProcess,
): Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }> {
  return new Promise((resolve, reject) => {
    let lingering: NodeJS.Timeout | undefined;
    child.once('error', reject);
    child.once('exit', () => {
      // What it left behind still holds its output, and would hold us.
      killGroup(child);
      lingering = setTimeout(() => {
        child.stdout?.destroy();
        child.stderr?.destroy();
      }, lingeringMs);
    });
    child.once('close', (code, signal) => {
      clearTimeout(lingering);
      resolve({ code, signal });
    });
  });
}

function collect(stream: NodeJS.ReadableStream, maxBytes: number, overflow: () => void) {
  const pieces: Buffer[] = [];
  let length = 0;
  let overflowed = false;
  stream.on('data', (piece: Buffer) => {
    const fitting = piece.subarray(0, maxBytes - length);
    length += fitting.length;
    if (fitting.length > 0) pieces.push(fitting);
    if (fitting.length === piece.length || overflowed) return;
    overflowed = true;
    overflow();
  });
  return {
    overflowed: () => overflowed,
    text: () => new TextDecoder().decode(Buffer.concat(pieces)),
  };
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody of it is left.
  }
}

function startFolder(folder: string | null): string {
  return folder !== null && statSync(folder, { throwIfNoEntry: false })?.isDirectory()
    ? folder
    : '/';
}

function environment(): NodeJS.ProcessEnv {
  const kept = inherited.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(kept), LC_ALL: 'C.UTF-8', NO_COLOR: '1' };
}

function startFailure(program: string, file: string, error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  const remedy = `correct inventory.commands.${program}`;
  if (code === 'ENOENT')
    return `${basename(file)} is not on this machine: install it, or ${remedy}`;
  if (code === 'EACCES') return `${basename(file)} may not be started by this user: ${remedy}`;
  return `${basename(file)} does not start (${code ?? 'unknown error'}): ${remedy}`;
}
