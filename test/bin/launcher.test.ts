import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { agentRuntime } from '../../bin/runtime.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'launcher-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Makes one process, and none that it starts, believe that it runs on an older Node. */
const older = script(
  'older.mjs',
  "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } });",
);
const asOlderNode = ['--import', pathToFileURL(older).href];
const withRuntime = [...asOlderNode, join(root, 'scripts', 'with-runtime.mjs')];

describe('the launcher', () => {
  it('runs the sources of a clone in its own process where Node is new enough', () => {
    const clone = install('clone', ['bin']);
    mkdirSync(join(clone, 'src'));
    writeFileSync(join(clone, 'src', 'main.ts'), 'console.log(process.ppid satisfies number);');
    const { stdout, status } = run([join(clone, 'bin', 'caretaker.mjs')]);
    expect({ stdout, status }).toEqual({ stdout: `${process.pid}\n`, status: 0 });
  });

  it('goes on as an agent in the same process, with the flags of one that runs for months', () => {
    const clone = install('agent', ['bin']);
    mkdirSync(join(clone, 'src'));
    const tell =
      'console.log(JSON.stringify([process.pid, process.execArgv, process.argv.slice(2)]));';
    writeFileSync(join(clone, 'src', 'main.ts'), tell);
    const { pid, stdout } = run([join(clone, 'bin', 'caretaker.mjs'), 'run', '--standby']);
    expect(JSON.parse(stdout)).toEqual([pid, agentRuntime.flags, ['run', '--standby']]);
  });

  it('runs the JavaScript of a package', () => {
    const installed = install('package', ['bin']);
    mkdirSync(join(installed, 'dist', 'src'), { recursive: true });
    writeFileSync(
      join(installed, 'dist', 'src', 'main.js'),
      'console.log(process.argv.slice(2).join());',
    );
    expect(run([join(installed, 'bin', 'caretaker.mjs'), 'a', 'b']).stdout).toBe('a,b\n');
  });

  it('keeps compiled code beside the packages, and not in a folder of everybody’s', () => {
    const clone = install('compiled', ['bin']);
    mkdirSync(join(clone, 'src'));
    mkdirSync(join(clone, 'node_modules'));
    writeFileSync(join(clone, 'src', 'main.ts'), "await import('node:fs');");
    run([join(clone, 'bin', 'caretaker.mjs')]);
    expect(existsSync(join(clone, 'node_modules', '.cache', 'caretaker'))).toBe(true);
  });

  it('goes over to the pinned Node from an older one, with its arguments', () => {
    const main = join(root, 'bin', 'caretaker.mjs');
    const { status, stdout } = run([...asOlderNode, main, '--version']);
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringMatching(/^\d+\.\d+/) });
  });

  it('says in one line what to do where there is no runtime, and exits with 2', () => {
    const lonely = install('lonely', ['bin']);
    const { status, stderr } = run([...asOlderNode, join(lonely, 'bin', 'caretaker.mjs')]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^caretaker: no Node 26 for \w+ \w+: install Node 26 .*\.\n$/);
  });
});

describe('a script on the pinned Node', () => {
  it('finds that Node first on its PATH', () => {
    const which = script(
      'which.mjs',
      "import { execFileSync } from 'node:child_process'; process.stdout.write(execFileSync('node', ['--version']));",
    );
    expect(run([...withRuntime, which]).stdout).toMatch(/^v26\./);
  });

  it('hands on its exit code', () => {
    const leave = script('leave.mjs', 'process.exit(Number(process.argv[2]));');
    expect(run([...withRuntime, leave, '0']).status).toBe(0);
    expect(run([...withRuntime, leave, '3']).status).toBe(3);
  });

  it('hands on the signal that killed it', () => {
    const die = script('die.mjs', "process.kill(process.pid, 'SIGKILL');");
    expect(run([...withRuntime, die]).signal).toBe('SIGKILL');
  });

  const listener = script(
    'listener.mjs',
    `let heard = 0;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {
  heard += 1;
  if (heard === 1) setTimeout(() => { console.log(signal, heard); process.exit(7); }, 300);
});
setTimeout(() => {}, 20_000);
console.log('ready');`,
  );

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('receives %s once', async (signal) => {
    const child = spawn(process.execPath, [...withRuntime, listener], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const output = collect(child);
    await output.until('ready');
    child.kill(signal);
    const [code] = await once(child, 'close');
    expect({ code, output: output.text() }).toEqual({ code: 7, output: `ready\n${signal} 1\n` });
  });

  it('receives Ctrl-C in a terminal once, although the terminal signals everybody', async () => {
    const command = [process.execPath, ...withRuntime, listener].map((word) => `'${word}'`);
    const terminal = spawn('script', ['-qec', command.join(' '), '/dev/null'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const output = collect(terminal);
    await output.until('ready');
    terminal.stdin.write('\x03');
    await once(terminal, 'close');
    expect(output.text()).toMatch(/ready\r\n(\^C)?SIGINT 1\r\n$/);
  });
});

function run(args: readonly string[]) {
  return spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
}

function script(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** A folder with some of the repository's folders in it, and nothing else. */
function install(name: string, parts: readonly string[]): string {
  const path = join(folder, name);
  for (const part of parts) cpSync(join(root, part), join(path, part), { recursive: true });
  writeFileSync(join(path, 'package.json'), '{ "type": "module" }');
  return path;
}

/** What a process says, and a way to wait for a word of it. */
function collect({ stdout }: ChildProcess) {
  let text = '';
  stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  return {
    text: () => text,
    until: async (word: string) => {
      while (!text.includes(word)) await new Promise((done) => setTimeout(done, 10));
    },
  };
}
