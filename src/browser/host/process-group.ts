import { execFile, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

const pollMs = 20;
const residentField = /^VmRSS:\s{0,20}(\d{1,15}) kB/m;
const proportionalField = /^Pss:\s{0,20}(\d{1,15}) kB/m;

/** A process that runs; what has ended and waits to be buried by its parent is none. */
export interface GroupMember {
  readonly pid: number;
  /** Memory that it holds, shared pages included. */
  readonly residentBytes: number;
}

/**
 * The running processes of a process group. `strangers` remembers processes of other groups between
 * two looks, so that a look reads little more than the group itself.
 */
export async function groupMembers(
  group: number,
  strangers: Set<number> = new Set(),
): Promise<readonly GroupMember[]> {
  return process.platform === 'linux' ? inProc(group, strangers) : byPs(group);
}

/**
 * Bytes of memory that the members hold. Pages that several share count for each of them, until the
 * sum exceeds the limit: then each page counts once, as far as the system tells (Linux: `Pss`).
 */
export async function bytesHeld(members: readonly GroupMember[], limit: number): Promise<number> {
  const resident = sumOf(members.map(({ residentBytes }) => residentBytes));
  if (resident <= limit || process.platform !== 'linux') return resident;
  const bytes: number[] = [];
  for (const { pid, residentBytes } of members) {
    bytes.push((await proportionalBytes(pid)) ?? residentBytes);
  }
  return sumOf(bytes);
}

/** Ends every process of the group at once. Does nothing where there is none. */
export function killGroup(group: number): void {
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(group), '/t', '/f'], { stdio: 'ignore' });
  } else killProcess(-group);
}

/** Ends a process at once. Does nothing where there is none, or where it is not ours. */
export function killProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** Waits until no process of the group runs; answers whether that came to pass in time. */
export async function groupEnded(group: number, withinMs: number): Promise<boolean> {
  for (let waited = 0; waited < withinMs; waited += pollMs) {
    if ((await groupMembers(group)).length === 0) return true;
    await pause(pollMs);
  }
  return false;
}

/** Running processes whose environment or command line holds the text; never this one. */
export async function processesNaming(text: string): Promise<readonly number[]> {
  const found =
    process.platform === 'linux'
      ? pidsInProc().filter((pid) =>
          ['environ', 'cmdline'].some((file) => procFile(pid, file)?.includes(text)),
        )
      : (await ps(['-A', '-E', '-ww', '-o', 'pid=,command=']))
          .filter((line) => line.includes(text))
          .map((line) => Number.parseInt(line, 10));
  return found.filter((pid) => pid !== process.pid);
}

/** What tells a process from all others that had or will have its pid; null where none runs. */
export async function processIdentity(pid: number): Promise<string | null> {
  if (process.platform !== 'linux') {
    const [line] = await ps(['-o', 'lstart=', '-p', String(pid)]);
    return line?.trim() || null;
  }
  const started = statOf(pid)?.startedAt;
  return started === undefined
    ? null
    : `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${started}`;
}

function inProc(group: number, strangers: Set<number>): readonly GroupMember[] {
  const members: GroupMember[] = [];
  for (const pid of pidsInProc()) {
    if (strangers.has(pid)) continue;
    const stat = statOf(pid);
    if (stat?.group !== group) strangers.add(pid);
    else if (!stat.ended)
      members.push({
        pid,
        residentBytes: kibibytes(procFile(pid, 'status') ?? '', residentField) ?? 0,
      });
  }
  return members;
}

async function byPs(group: number): Promise<readonly GroupMember[]> {
  if (process.platform === 'win32') return [];
  return (await ps(['-A', '-o', 'pid=,pgid=,rss=,stat='])).flatMap((line) => {
    const [pid = '', pgid, rss, state = 'Z'] = line.trim().split(/\s+/);
    const isMember = Number(pgid) === group && !state.startsWith('Z');
    return isMember ? [{ pid: Number(pid), residentBytes: Number(rss) * 1024 }] : [];
  });
}

async function ps(args: readonly string[]): Promise<readonly string[]> {
  const ran = promisify(execFile)('ps', args, { timeout: 5_000, maxBuffer: 16 * 1024 * 1024 });
  const { stdout } = await ran.catch(() => ({ stdout: '' }));
  return stdout.split('\n').filter((line) => line !== '');
}

function pidsInProc(): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/** Of proc_pid_stat(5), behind the name, which may hold blanks and parentheses: fields 3, 5 and 22. */
function statOf(
  pid: number,
): { readonly ended: boolean; readonly group: number; readonly startedAt: string } | undefined {
  const stat = procFile(pid, 'stat');
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, , group] = fields ?? [];
  const startedAt = fields?.[19];
  if (state === undefined || startedAt === undefined) return undefined;
  return { ended: state === 'Z' || state === 'X', group: Number(group), startedAt };
}

/** The system walks through all pages to tell this, which takes it milliseconds: so not here. */
async function proportionalBytes(pid: number): Promise<number | undefined> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'latin1').catch(() => '');
  return kibibytes(rollup, proportionalField);
}

function kibibytes(text: string, field: RegExp): number | undefined {
  const [, value] = field.exec(text) ?? [];
  return value === undefined ? undefined : Number(value) * 1024;
}

/** Undefined where the process has ended, or hides this. */
function procFile(pid: number, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1');
  } catch {
    return undefined;
  }
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
