import { readdir, readFile, stat } from 'node:fs/promises';
import { posix, resolve } from 'node:path';
import type { Node } from './node.ts';
import { type Problem, problemOf } from './problem.ts';
import { parseYaml } from './yaml.ts';

/** Largest config file, in bytes; a larger one is refused before it is read. */
const maxFileBytes = 1024 * 1024;

/** One config file as it was read. */
export interface Source {
  /** As it is shown to people: relative to where they stand. */
  readonly file: string;
  /** File name without its extension. */
  readonly name: string;
  /** Null where the file could not be read. */
  readonly node: Node | null;
}

/** The practice's file and one a site, with every mistake met on the way. */
export interface Sources {
  readonly practice: Source | null;
  readonly sites: readonly Source[];
  readonly problems: readonly Problem[];
}

/** Reads `caretaker.yaml` and `sites/*.yaml` of a config folder. Names are shown as `folder` spells it. */
export async function readSources(folder: string, cwd: string): Promise<Sources> {
  const problems: Problem[] = [];
  const inFolder = await yamlFiles(folder, cwd);
  if (typeof inFolder === 'string') {
    const remedy = `Create it, or name another with --config. \`caretaker check https://…\` needs no config.`;
    return { practice: null, sites: [], problems: [problemOf(folder, inFolder, remedy)] };
  }
  const [practiceFile, secondPractice] = inFolder.filter((name) => baseName(name) === 'caretaker');
  if (practiceFile === undefined) {
    const remedy = 'Create `caretaker.yaml` here; the line `defaults: {}` is enough.';
    problems.push(problemOf(folder, 'there is no `caretaker.yaml`', remedy));
  }
  if (practiceFile !== undefined && secondPractice !== undefined) {
    const file = posix.join(folder, secondPractice);
    const message = `\`${practiceFile}\` describes the practice already`;
    problems.push(problemOf(file, message, 'Delete one of the two files.'));
  }
  const practice =
    practiceFile === undefined ? null : await readSource(folder, practiceFile, cwd, problems);

  const sitesFolder = posix.join(folder, 'sites');
  const siteFiles = await yamlFiles(sitesFolder, cwd);
  if (siteFiles === missing) return { practice, sites: [], problems };
  if (typeof siteFiles === 'string') {
    problems.push(problemOf(sitesFolder, siteFiles, 'It must be a folder with one file a site.'));
    return { practice, sites: [], problems };
  }
  const sites: Source[] = [];
  for (const name of siteFiles) sites.push(await readSource(sitesFolder, name, cwd, problems));
  return { practice, sites, problems };
}

const missing = 'there is no such folder';

async function yamlFiles(folder: string, cwd: string): Promise<readonly string[] | string> {
  try {
    const names = await readdir(resolve(cwd, folder));
    return names.filter((name) => /^[^.].*\.ya?ml$/i.test(name)).toSorted();
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT') return missing;
    return code === 'ENOTDIR' ? 'this is not a folder' : `the folder cannot be read (${code})`;
  }
}

async function readSource(
  folder: string,
  fileName: string,
  cwd: string,
  problems: Problem[],
): Promise<Source> {
  const file = posix.join(folder, fileName);
  const name = baseName(fileName);
  const read = await readText(resolve(cwd, folder, fileName), maxFileBytes);
  if (!read.ok) {
    problems.push(problemOf(file, read.why, read.remedy));
    return { file, name, node: null };
  }
  const parsed = parseYaml(file, read.text);
  problems.push(...parsed.problems);
  return { file, name, node: parsed.node };
}

function baseName(fileName: string): string {
  return fileName.replace(/\.ya?ml$/i, '');
}

/** The text of a regular file in UTF-8, or why there is none. Never opens a device or a pipe. */
export async function readText(
  path: string,
  maxBytes: number,
): Promise<{ ok: true; text: string } | { ok: false; why: string; remedy: string }> {
  try {
    const info = await stat(path);
    if (!info.isFile()) {
      const why = info.isDirectory() ? 'this is a folder, not a file' : 'this is not a file';
      return { ok: false, why, remedy: 'Put a regular file in its place.' };
    }
    if (info.size > maxBytes) {
      const size = `${(info.size / 1024 / 1024).toFixed(1)} MiB`;
      const limit = `${maxBytes / 1024} KiB`.replace(/^1024 KiB$/, '1 MiB');
      const remedy = 'Check that it is the right file.';
      return { ok: false, why: `too large: ${size}, and the limit is ${limit}`, remedy };
    }
    return {
      ok: true,
      text: new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path)),
    };
  } catch (error) {
    if (error instanceof TypeError) {
      return { ok: false, why: 'this is not text in UTF-8', remedy: 'Save it as UTF-8.' };
    }
    const code = errorCode(error);
    return code === 'ENOENT'
      ? { ok: false, why: 'there is no such file', remedy: 'Create it or correct the path.' }
      : { ok: false, why: `the file cannot be read (${code})`, remedy: permissionRemedy };
  }
}

const permissionRemedy = 'Check its owner and permissions (`ls -l`).';

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
}
