import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Attachment } from '../core/attachment.ts';
import { parsed } from './access.ts';
import { storeError } from './store-error.ts';

/** An attachment that is kept as a file: everything but its bytes. */
export interface KeptAttachment extends Omit<Attachment, 'base64'> {
  readonly bytes: number;
}

/** An attachment with its bytes. */
export interface AttachmentFile {
  readonly mime: Attachment['mime'];
  readonly content: Uint8Array<ArrayBuffer>;
}

/** Files that belong to the last result of each check. Any method may reject with a StoreError. */
export interface AttachmentFiles {
  /** Puts these in the place of those of the result before. What goes beyond 20 MB is left out. */
  keep(site: string, check: string, attachments: readonly Attachment[]): Promise<void>;
  /** By check, in the order in which the check gave them. */
  of(site: string): Promise<ReadonlyMap<string, readonly KeptAttachment[]>>;
  /** Null where nothing is kept under this name. */
  read(site: string, check: string, name: string): Promise<AttachmentFile | null>;
  /** Removes the files of every check for which this says no. */
  keepOnly(isWanted: (site: string, check: string) => boolean): Promise<void>;
}

/** Most bytes that are kept of one check of one site. */
export const mostAttachmentBytes = 20 * 1024 * 1024;

const indexName = 'index.json';
const endings: Readonly<Record<Attachment['mime'], string>> = {
  'image/jpeg': '.jpg',
  'text/html': '.html',
};
/** Ids of sites and checks, and names of files: none of them leads out of its folder. */
const plainName = /^[a-z0-9][a-z0-9.-]{0,119}$/;

/**
 * The files below a folder, as `<site>/<check>/<name>`, for their owner alone. Each is put in place
 * whole and the list of them last, so that a kill leaves the files of one result or of the next.
 */
export function attachmentFiles(folder: string): AttachmentFiles {
  const pathTo = (...names: readonly string[]) => {
    const wrong = names.find((name) => !plainName.test(name));
    if (wrong !== undefined) throw new Error(`no name for a file: ${JSON.stringify(wrong)}`);
    return join(folder, ...names);
  };
  const listOf = (site: string, check: string) =>
    unlessMissing<readonly KeptAttachment[]>([], async () =>
      parsed(await readFile(pathTo(site, check, indexName), 'utf8')),
    );

  const files: AttachmentFiles = {
    keep: async (site, check, attachments) => {
      const own = pathTo(site, check);
      const fitting = withinLimit(attachments);
      // Nearly every check has none, and runs every minute.
      if (fitting.length === 0 && !existsSync(own)) return;
      if (fitting.length === 0) return rm(own, { recursive: true, force: true });
      await mkdir(own, { recursive: true, mode: 0o700 });
      for (const { kept, content } of fitting) await replace(join(own, kept.name), content);
      const list = fitting.map(({ kept }) => kept);
      await replace(join(own, indexName), JSON.stringify(list));
      const wanted = new Set([indexName, ...list.map(({ name }) => name)]);
      const left = (await readdir(own)).filter((name) => !wanted.has(name));
      for (const name of left) await rm(join(own, name), { recursive: true, force: true });
    },
    of: async (site) => {
      const checks = await namesIn(pathTo(site));
      const lists = checks.map(async (check) => [check, await listOf(site, check)] as const);
      return new Map((await Promise.all(lists)).filter(([, list]) => list.length > 0));
    },
    read: async (site, check, name) => {
      if (![site, check, name].every((part) => plainName.test(part))) return null;
      const kept = (await listOf(site, check)).find((each) => each.name === name);
      if (!kept) return null;
      return unlessMissing(null, async () => {
        const content = new Uint8Array(await readFile(pathTo(site, check, name)));
        return { mime: kept.mime, content };
      });
    },
    keepOnly: async (isWanted) => {
      for (const site of await namesIn(folder)) {
        const checks = await namesIn(join(folder, site));
        const unwanted = checks.filter((check) => !isWanted(site, check));
        const gone =
          unwanted.length === checks.length ? [site] : unwanted.map((c) => join(site, c));
        for (const path of gone) await rm(join(folder, path), { recursive: true, force: true });
      }
    },
  };
  return {
    keep: (...given) => guarded(folder, files.keep(...given)),
    of: (site) => guarded(folder, files.of(site)),
    read: (...given) => guarded(folder, files.read(...given)),
    keepOnly: (isWanted) => guarded(folder, files.keepOnly(isWanted)),
  };
}

/** The attachments that fit, under names of which no two are the same. */
function withinLimit(attachments: readonly Attachment[]) {
  const taken = new Set<string>();
  let room = mostAttachmentBytes;
  return attachments.flatMap(({ base64, ...rest }, position) => {
    if (base64.length > room * 2) return [];
    const content = Buffer.from(base64, 'base64');
    if (content.length > room) return [];
    room -= content.length;
    const wished = fileName(rest.name, rest.mime);
    const name = taken.has(wished) ? `${position}-${wished}` : wished;
    taken.add(name);
    return [{ kept: { ...rest, name, bytes: content.length }, content }];
  });
}

/** A name that is safe in a path and in a URL, and ends as its kind of file does. */
function fileName(name: string, mime: Attachment['mime']): string {
  const ending = endings[mime];
  const stem = name
    .toLowerCase()
    .slice(0, 200)
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/^[.-]+/, '')
    .slice(0, 100);
  return stem.endsWith(ending) && stem !== ending ? stem : `${stem || 'attachment'}${ending}`;
}

/** A file is complete under its own name, or not there under it at all. */
async function replace(path: string, content: string | Uint8Array): Promise<void> {
  const draft = `${path}.${randomBytes(4).toString('hex')}.part`;
  await writeFile(draft, content, { mode: 0o600 });
  await rename(draft, path);
}

function namesIn(folder: string): Promise<readonly string[]> {
  return unlessMissing<readonly string[]>([], async () => {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  });
}

async function unlessMissing<T>(missing: T, look: () => Promise<T>): Promise<T> {
  try {
    return await look();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return missing;
    throw error;
  }
}

async function guarded<T>(folder: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw storeError(error, folder);
  }
}
