import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { probeStore } from '../../src/doctor/store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'caretaker-doctor-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('a writable folder is well, is created where it is missing, and is left clean', async () => {
  const file = join(folder, 'data', 'caretaker.db');
  expect(await probeStore(file)).toMatchObject({
    status: 'ok',
    detail: expect.stringContaining('SQLite'),
  });
  expect(readdirSync(join(folder, 'data'))).toEqual([]);
});

test('a folder that cannot be created is named, with the remedy', async () => {
  const notAFolder = join(folder, 'file');
  writeFileSync(notAFolder, '');
  const diagnosis = await probeStore(join(notAFolder, 'data', 'caretaker.db'));
  expect(diagnosis).toMatchObject({
    status: 'failed',
    remedy: expect.stringContaining('store.file'),
  });
  expect(existsSync(join(notAFolder, 'data'))).toBe(false);
});

test('the store’s own file is not touched', async () => {
  const file = join(folder, 'caretaker.db');
  writeFileSync(file, 'precious');
  await probeStore(file);
  expect(readdirSync(folder)).toEqual(['caretaker.db']);
});
