import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { oneLine } from '../../core/text.ts';
import {
  bytesHeld,
  groupEnded,
  groupMembers,
  killGroup,
  killProcess,
  processesNaming,
} from './process-group.ts';
import { makeFolder, removeFolder, removeFolderNow, touchRoot } from './temp-root.ts';

const lookEveryMs = 500;
/** After so many looks, processes of other groups are looked at again, and the folder is touched. */
const looksToForget = 20;
const burialMs = 2_000;

/** Of the environment, which may hold secrets, what Node and Chromium need to start. */
const inherited = ['PATH', 'LANG', 'LC_ALL', 'TZ', 'LD_LIBRARY_PATH', 'SystemRoot'];

/** Names, in the environment of a contained process, its private folder. */
export const folderVariable = 'CARETAKER_BROWSER_FOLDER';

/** What a contained process is, and who hears of it. */
export interface Containment {
  /** A module that Node runs; it hears its parent by `worker/parent.ts`. */
  readonly entry: URL;
  /** The folder that gets the process' private one: home, temp and profile in one. */
  readonly tempRoot: string;
  /** For the process and all that it starts; looked at twice a second, then all are killed. */
  readonly memoryBytes: number;
  readonly onMessage: (message: unknown) => void;
  /** Called once, when nothing of it is left. */
  readonly onEnd?: (ending: Ending) => void;
  /** Hears each line that the process writes to stderr. */
  readonly log?: (text: string) => void;
}

/** Why a contained process was ended by us. */
export type KillReason = 'killed' | 'memory' | 'deadline' | 'cancelled' | 'done';

/** How it came to an end. */
export interface Ending {
  /** `exited` where it ended by itself, or somebody else killed it. */
  readonly reason: KillReason | 'exited';
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The most memory that was seen; what processes share counts for each, below the limit. */
  readonly peakBytes: number;
}

/** A process in a group of its own, with all that it starts. */
export interface Contained {
  /** Also the id of its process group. */
  readonly pid: number;
  send(message: unknown): void;
  /** Kills the whole group and removes its folder; the first reason stands. */
  kill(reason: KillReason): void;
  /** Resolves when no process and no folder of it is left. Never rejects. */
  readonly ended: Promise<Ending>;
  /** Whether this process waits for it: a contained process that only idles keeps nobody from exiting. */
  hold(isHeld: boolean): void;
}

/**
 * Starts a Node process in a process group of its own, with a private folder and a memory limit that
 * is kept from outside. It and all that it started are killed together: at its end, when asked, at
 * the limit, and when this process exits. Rejects where the folder or the process cannot be made.
 */
export async function startContained(containment: Containment): Promise<Contained> {
  const { entry, tempRoot, log = () => {} } = containment;
  const folder = await makeFolder(tempRoot);
  const child = fork(fileURLToPath(entry), [], {
    cwd: folder,
    detached: true,
    env: environment(folder),
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const pid = await pidOf(child).catch(async (error: Error) => {
    await removeFolder(folder);
    throw error;
  });
  let reason: Ending['reason'] = 'exited';
  let isOver = false;

  const kill = (why: KillReason): void => {
    if (isOver || reason !== 'exited') return;
    reason = why;
    hold(child, true);
    killGroup(pid);
  };
  const watch = watchMemory(pid, containment, () => kill('memory'));
  const killAtExit = (): void => {
    killGroup(pid);
    removeFolderNow(folder);
  };
  process.on('exit', killAtExit);
  child.on('message', (message) => {
    if (!isOver) containment.onMessage(message);
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    for (const line of text.slice(0, 8192).split('\n')) if (line) log(oneLine(line, 500));
  });
  // A message to a process that has just ended: its end is told by `exit`.
  child.on('error', () => {});

  const ended = new Promise<Ending>((resolve) => {
    child.once('exit', async (code, signal) => {
      isOver = true;
      watch.stop();
      killGroup(pid);
      // What has left the group, as crash reporters do, still names the folder.
      for (const stray of await processesNaming(folder)) killProcess(stray);
      await groupEnded(pid, burialMs);
      await removeFolder(folder);
      process.off('exit', killAtExit);
      const ending = { reason, code, signal, peakBytes: watch.peakBytes() };
      containment.onEnd?.(ending);
      resolve(ending);
    });
  });
  return {
    pid,
    send: (message) => {
      if (child.connected) child.send(message as object, () => {});
    },
    kill,
    ended,
    hold: (isHeld) => hold(child, isHeld),
  };
}

/** Looks at the memory of the group from outside, one look after another. */
function watchMemory(
  group: number,
  { memoryBytes, tempRoot }: Containment,
  exceeded: () => void,
): { stop(): void; peakBytes(): number } {
  const strangers = new Set<number>();
  let peak = 0;
  let looks = 0;
  let timer: NodeJS.Timeout | undefined;
  const look = async (): Promise<void> => {
    looks += 1;
    if (looks % looksToForget === 0) {
      strangers.clear();
      touchRoot(tempRoot);
    }
    const held = await bytesHeld(await groupMembers(group, strangers), memoryBytes);
    peak = Math.max(peak, held);
    if (held > memoryBytes) exceeded();
    timer?.refresh();
  };
  timer = setTimeout(look, lookEveryMs).unref();
  const stop = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };
  return { stop, peakBytes: () => peak };
}

function environment(folder: string): NodeJS.ProcessEnv {
  const homes = ['HOME', 'USERPROFILE', 'TMPDIR', 'TMP', 'TEMP'];
  const xdg = ['CONFIG', 'CACHE', 'DATA', 'STATE'].map((kind) => `XDG_${kind}_HOME`);
  const places = [...homes, ...xdg, 'XDG_RUNTIME_DIR', folderVariable];
  return {
    ...Object.fromEntries(
      inherited.flatMap((name) =>
        process.env[name] === undefined ? [] : [[name, process.env[name]]],
      ),
    ),
    ...Object.fromEntries(places.map((name) => [name, folder])),
    // Names are resolved by threads of this pool, and a page may ask for fifty hosts at once.
    UV_THREADPOOL_SIZE: '16',
  };
}

function hold(child: ChildProcess, isHeld: boolean): void {
  const stderr = child.stderr as (NodeJS.ReadableStream & { ref(): void; unref(): void }) | null;
  for (const handle of [child, child.channel, stderr]) {
    if (isHeld) handle?.ref();
    else handle?.unref();
  }
}

async function pidOf(child: ChildProcess): Promise<number> {
  if (child.pid !== undefined) return child.pid;
  throw await new Promise<Error>((resolve) => child.once('error', resolve));
}
