import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { probeBrowser } from '../../src/doctor/browser.ts';

test('the real Chromium starts, opens a page and tells its version and sandbox', async () => {
  const diagnosis = await probeBrowser(undefined, process.env);
  expect(diagnosis.status).not.toBe('failed');
  expect(diagnosis.detail).toMatch(/^Chromium \d+\.[\d.]+ at .*sandbox/);
}, 60_000);

test('a browser that config names and that is missing is reported, not replaced', async () => {
  const diagnosis = await probeBrowser('/nowhere/chromium', process.env);
  expect(diagnosis).toMatchObject({
    status: 'warning',
    detail: expect.stringContaining('/nowhere/chromium'),
    remedy: expect.stringContaining('apt-get install chromium'),
  });
});

test('a program that is no browser is reported in one line', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'caretaker-browser-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'chromium');
  writeFileSync(path, '#!/bin/sh\nexit 1\n');
  chmodSync(path, 0o755);
  const diagnosis = await probeBrowser(path, process.env);
  expect(diagnosis).toMatchObject({ status: 'failed', remedy: expect.any(String) });
  expect(diagnosis.detail).not.toContain('\n');
}, 60_000);
