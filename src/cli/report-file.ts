import { randomBytes } from 'node:crypto';
import { access, constants, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

/** Why a report cannot be written to this file, before anything is done; null where it can. */
export async function reportObstacle(path: string, cwd: string): Promise<string | null> {
  const file = resolve(cwd, path);
  const folder = dirname(file);
  try {
    await access(folder, constants.W_OK);
  } catch {
    return `--report ${path}: the folder ${folder} does not exist or cannot be written to`;
  }
  const there = await stat(file).catch(() => null);
  return there?.isDirectory() ? `--report ${path}: this is a folder, name a file in it` : null;
}

/** Writes a report whole or not at all. */
export async function writeReport(path: string, cwd: string, text: string): Promise<void> {
  const file = resolve(cwd, path);
  const draft = join(dirname(file), `.${basename(file)}.${randomBytes(4).toString('hex')}`);
  try {
    await writeFile(draft, text, { mode: 0o600 });
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
