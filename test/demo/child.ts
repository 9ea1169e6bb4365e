import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const launcher = fileURLToPath(new URL('../../bin/caretaker.mjs', import.meta.url));

/** `caretaker run --demo` in a process of its own, killed with its test. */
export interface RunningDemo {
  readonly process: ChildProcess;
  /** Everything that it printed, with lines that were broken for the terminal in one piece. */
  readonly out: () => string;
  /** Waits until it has printed this, and returns it. */
  readonly seen: (pattern: RegExp) => Promise<string>;
  readonly exit: Promise<number | null>;
}

/** A folder for temporary files, gone after the test, and what lies in it. */
export async function temporaryFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'caretaker-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return { folder, files: () => readdir(folder) };
}

/** Starts it in a folder that holds `config`, with its temporary files in another. */
export function startDemo(cwd: string, temporary: string): RunningDemo {
  const child = spawn(process.execPath, [launcher, 'run', '--demo'], {
    cwd,
    env: { ...process.env, TMPDIR: temporary, LANG: 'C.UTF-8', TZ: 'Europe/London' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
  }
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const exit = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    process: child,
    out: () => unbroken(out),
    exit,
    async seen(pattern) {
      for (;;) {
        const [found] = pattern.exec(unbroken(out)) ?? [];
        if (found !== undefined) return found;
        if (child.exitCode !== null) throw new Error(`it ended without ${pattern}:\n${out}`);
        await wait(50);
      }
    },
  };
}

/** The gutter of the story is twelve columns wide. */
function unbroken(text: string): string {
  return text.replaceAll(/\n {12}(?=\S)/g, ' ');
}
