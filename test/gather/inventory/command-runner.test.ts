import { existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import {
  type CommandSettings,
  commandRunner,
} from '../../../src/gather/inventory/command-runner.ts';

/** Runs a shell as the program `tool`: the shell is the tool here, not what starts it. */
function runScript(script: string, settings: Partial<CommandSettings> = {}) {
  const run = commandRunner({
    commands: { tool: ['/bin/sh', '-c', script, 'tool'] },
    folder: null,
    signal: new AbortController().signal,
    ...settings,
  });
  return run('tool', ['first', '$(second) "third"']);
}

function folderOfTest(): string {
  const folder = mkdtempSync(join(tmpdir(), 'command-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

describe('a program', () => {
  it('gets config’s arguments and then the route’s, as they are', async () => {
    expect(await runScript('printf "%s|" "$@"')).toEqual({
      ok: true,
      exitCode: 0,
      stdout: 'first|$(second) "third"|',
      stderr: '',
    });
  });

  it('tells its exit code and what it complained of', async () => {
    expect(await runScript('echo half; echo "Error: no database" >&2; exit 3')).toEqual({
      ok: true,
      exitCode: 3,
      stdout: 'half\n',
      stderr: 'Error: no database\n',
    });
  });

  it('reads nothing, and starts in the folder of the site or at the root', async () => {
    const folder = realpathSync(folderOfTest());
    expect(await runScript('cat; pwd -P', { folder })).toMatchObject({ stdout: `${folder}\n` });
    expect(await runScript('cat; pwd -P')).toMatchObject({ stdout: '/\n' });
    expect(await runScript('pwd -P', { folder: `${folder}/none` })).toMatchObject({
      stdout: '/\n',
    });
  });

  it('sees nothing of the agent’s own secrets', async () => {
    vi.stubEnv('SMTP_PASSWORD', 'squeamish');
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    const outcome = await runScript('env');
    expect(outcome).toMatchObject({ ok: true, stdout: expect.stringContaining('PATH=') });
    expect(JSON.stringify(outcome)).not.toContain('squeamish');
  });
});

describe('no outcome', () => {
  it('where config names no such program, not even by a name that every object has', async () => {
    const run = commandRunner({ commands: {}, folder: null, signal: new AbortController().signal });
    expect(await run('wp', [])).toEqual({ ok: false, reason: 'config names no command for wp' });
    expect(await run('constructor', [])).toMatchObject({ ok: false });
  });

  it('where the program is not there, may not be started, or cannot be', async () => {
    const run = (...argv: readonly string[]) =>
      commandRunner({
        commands: { wp: argv },
        folder: null,
        signal: new AbortController().signal,
      })('wp', []);
    expect(await run('/nowhere/wp')).toEqual({
      ok: false,
      reason: 'wp is not on this machine: install it, or correct inventory.commands.wp',
    });
    const plain = join(folderOfTest(), 'plain');
    writeFileSync(plain, '', { mode: 0o644 });
    expect(await run(plain)).toMatchObject({
      reason: 'plain may not be started by this user: correct inventory.commands.wp',
    });
    expect(await run('/bin/echo', 'a\0b')).toMatchObject({
      reason: expect.stringMatching(/^echo does not start \(ERR_/),
    });
  });

  it('of a program that takes too long: it ends, and whatever it started', async () => {
    const alive = join(folderOfTest(), 'alive');
    const script = `(while :; do date > ${alive}; sleep 0.05; done) & sleep 60`;
    expect(await runScript(script, { timeoutMs: 400 })).toEqual({
      ok: false,
      reason: 'tool was not done within 400 ms',
    });
    expect(existsSync(alive)).toBe(true);
    rmSync(alive);
    await sleep(200);
    expect(existsSync(alive)).toBe(false);
  });

  it('of a program that prints without end, and of one that a signal ends', async () => {
    expect(await runScript('yes', { maxStdoutBytes: 1024 * 1024 })).toEqual({
      ok: false,
      reason: 'tool printed more than 1 MB',
    });
    expect(await runScript('kill -9 $$')).toEqual({
      ok: false,
      reason: 'tool was ended by SIGKILL',
    });
  });

  it('when the run is stopped, before or while it runs', async () => {
    const controller = new AbortController();
    const outcome = runScript('sleep 60', { signal: controller.signal });
    setTimeout(() => controller.abort(), 100);
    expect(await outcome).toEqual({ ok: false, reason: 'tool was stopped' });
    expect(await runScript('true', { signal: controller.signal })).toMatchObject({ ok: false });
  });
});

it('waits for nothing that a program leaves behind', async () => {
  const alive = join(folderOfTest(), 'alive');
  const started = performance.now();
  const left = `while :; do date > ${alive}; sleep 0.05; done`;
  const outcome = await runScript(`(${left}) & sleep 0.2; echo done`);
  expect(outcome).toMatchObject({ ok: true, stdout: 'done\n' });
  expect(performance.now() - started).toBeLessThan(3000);
  rmSync(alive);
  await sleep(200);
  expect(existsSync(alive)).toBe(false);
});

it('keeps the beginning of a long complaint', async () => {
  const outcome = await runScript('echo first >&2; yes >&2 & sleep 0.2; kill $!; exit 1');
  expect(outcome).toMatchObject({ ok: true, exitCode: 1 });
  if (outcome.ok) {
    expect(outcome.stderr.startsWith('first\n')).toBe(true);
    expect(outcome.stderr.length).toBeLessThanOrEqual(64 * 1024);
  }
});
