import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Diagnosis } from './probe.ts';

/**
 * Tries what the store will need in its folder: create it, write a database with a write-ahead log,
 * read it back. The store's own file is left alone.
 */
export async function probeStore(file: string): Promise<Diagnosis> {
  const { DatabaseSync } = await import('node:sqlite');
  const folder = dirname(file);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const scratch = join(mkdtempSync(join(folder, '.doctor-')), 'probe.db');
    const database = new DatabaseSync(scratch);
    try {
      const mode = database.prepare('PRAGMA journal_mode = WAL').get()?.journal_mode;
      database.exec('CREATE TABLE probe (n INTEGER) STRICT; INSERT INTO probe VALUES (1)');
      const { version } = database.prepare('SELECT sqlite_version() AS version').get() ?? {};
      if (mode !== 'wal') {
        const detail = `${folder} does not support a write-ahead log`;
        const remedy =
          'put the store on a local disk: network file systems cannot share its memory';
        return { name: 'store', status: 'failed', detail, remedy };
      }
      return { name: 'store', status: 'ok', detail: `${folder} is writable, SQLite ${version}` };
    } finally {
      database.close();
      rmSync(dirname(scratch), { recursive: true, force: true });
    }
  } catch (error) {
    const remedy = `make ${folder} writable for this user, or set store.file in caretaker.yaml`;
    const detail = `${folder}: ${(error as Error).message}`;
    return { name: 'store', status: 'failed', detail, remedy };
  }
}
