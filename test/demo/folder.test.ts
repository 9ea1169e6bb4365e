import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeFolder, removeFolder, removeLeftOvers, writeFiles } from '../../src/demo/folder.ts';

describe('the folder of a demo', () => {
  it('is for its owner’s eyes only', async () => {
    const folder = await made();
    await writeFiles(folder, { 'sites/shop.yaml': 'url: https://shop.example/\n' });
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, 'sites/shop.yaml')).mode & 0o777).toBe(0o600);
  });

  it('stays while its process runs, and is taken away by the next demo after that', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    onTestFinished(() => {
      child.kill('SIGKILL');
    });
    const [mine, others, young] = [await made(), await made(), await made()];
    await writeFiles(others, { 'process-id': `${child.pid}\n` });
    await writeFiles(young, { 'process-id': '' });
    await removeLeftOvers();
    expect([mine, others, young].map(existsSync)).toEqual([true, true, true]);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await removeLeftOvers();
    expect([mine, others, young].map(existsSync)).toEqual([true, false, true]);
  });
});

async function made(): Promise<string> {
  const folder = await makeFolder();
  onTestFinished(() => removeFolder(folder));
  return folder;
}
