import { randomBytes } from 'node:crypto';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { killProcess, processesNaming, processIdentity } from './process-group.ts';

const ownerFile = 'owner.json';
const rootName = /^caretaker-\d{1,10}-[0-9a-f]{16}$/;
/** A root whose owner this process cannot see is swept when nobody has touched it for so long. */
const forsakenAfterMs = 10 * 60_000;
const patience = { recursive: true, force: true, maxRetries: 10, retryDelay: 50 } as const;

/** Who a root belongs to, so that another agent can tell whether it still lives. */
interface Owner {
  readonly pid: number;
  readonly identity: string;
  /** Pids mean something in one namespace only; agents of two containers may share a folder. */
  readonly namespace: string;
}

/** A name for this agent's temp root, the folder of all folders of its browsers. */
export function newTempRoot(): string {
  return join(tmpdir(), `caretaker-${process.pid}-${randomBytes(8).toString('hex')}`);
}

/** Makes a private folder below the root, and the root where there is none. Throws as mkdir does. */
export async function makeFolder(root: string): Promise<string> {
  const identity = (await processIdentity(process.pid)) ?? '';
  const owner: Owner = { pid: process.pid, identity, namespace: pidNamespace() };
  mkdirSync(root, { recursive: true, mode: 0o700 });
  writeFileSync(join(root, ownerFile), JSON.stringify(owner));
  return mkdtempSync(join(root, 'process-'));
}

/** Says that the root is still in use. */
export function touchRoot(root: string): void {
  const now = new Date();
  try {
    utimesSync(root, now, now);
  } catch {
    // Somebody else has removed it: what runs in it will say so.
  }
}

/** Removes a private folder, and its root with the last one. Bounded: gives up after some seconds. */
export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, patience).catch(() => {});
  removeRootIfEmpty(dirname(folder));
}

/** As `removeFolder`, for a process that is about to end. */
export function removeFolderNow(folder: string): void {
  try {
    rmSync(folder, patience);
  } catch {
    // The next agent sweeps it.
  }
  removeRootIfEmpty(dirname(folder));
}

/** Kills what a dead agent's browsers left running and removes their folders. Never rejects. */
export async function sweepTempRoots(): Promise<void> {
  for (const name of list(tmpdir()).filter((each) => rootName.test(each))) {
    const root = join(tmpdir(), name);
    if (!isOurs(root) || !(await isForsaken(root))) continue;
    for (const pid of await processesNaming(root)) killProcess(pid);
    await rm(root, patience).catch(() => {});
  }
}

function removeRootIfEmpty(root: string): void {
  if (list(root).some((name) => name !== ownerFile)) return;
  try {
    rmSync(join(root, ownerFile), { force: true });
    rmdirSync(root);
  } catch {
    // A new folder has come in between.
  }
}

async function isForsaken(root: string): Promise<boolean> {
  const owner = readOwner(root);
  if (owner?.namespace === pidNamespace()) {
    return (await processIdentity(owner.pid)) !== owner.identity;
  }
  return Date.now() - (lstatSync(root, { throwIfNoEntry: false })?.mtimeMs ?? 0) > forsakenAfterMs;
}

function readOwner(root: string): Owner | null {
  try {
    return JSON.parse(readFileSync(join(root, ownerFile), 'utf8')) as Owner;
  } catch {
    return null;
  }
}

/** Temp folders are open to all users: what is not a folder of our own is not touched. */
function isOurs(root: string): boolean {
  const found = lstatSync(root, { throwIfNoEntry: false });
  if (!found?.isDirectory()) return false;
  return process.getuid === undefined || found.uid === process.getuid();
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function pidNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return process.platform;
  }
}
