import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { BuiltImage, ImageConfig } from './product.ts';

const script = fileURLToPath(new URL('container.sh', import.meta.url));

/** How a program in a container ended, and what it said on stdout and stderr. */
export interface Ended {
  /** Null where a signal ended it. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What is brought to an image to run it. */
export interface ContainerOptions {
  /** The folder that becomes /data, writable. */
  readonly data: string;
  /** The folder that becomes /config/sites, read-only. */
  readonly sites: string;
  /** Instead of the image's entry point. */
  readonly entrypoint?: readonly string[];
  /** What follows the entry point; the image's own command if left out. */
  readonly command?: readonly string[];
}

/** A process in a container. */
export interface Container {
  /** What the first process has said so far. */
  said(): string;
  /** Runs a program beside the first one, as the image's user, as `docker exec` does. */
  exec(...command: readonly string[]): Promise<Ended>;
  /** To the first process, unless it has ended. */
  signal(name: NodeJS.Signals): void;
  readonly ended: Promise<Ended>;
}

/**
 * Runs an image as `docker run --read-only --tmpfs /tmp --cap-drop ALL --security-opt
 * no-new-privileges --network none` would, by the kernel's own means: as root, without an engine.
 */
export async function startContainer(
  { files, config }: BuiltImage,
  { data, sites, entrypoint = config.Entrypoint, command = config.Cmd }: ContainerOptions,
): Promise<Container> {
  const [uid = '', gid = ''] = config.User.split(':');
  const env = environment(config);
  const namespaces = ['--mount', '--pid', '--net', '--ipc', '--uts', '--fork', '--kill-child'];
  const enter = [script, files, data, sites, uid, gid, config.WorkingDir];
  const args = [...namespaces, 'sh', ...enter, ...entrypoint, ...command];
  const outer = spawn('unshare', args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { stdout: '', stderr: '' };
  const ended = endOf(outer, said);
  const first = await firstProcess(outer);
  return {
    said: () => said.stdout + said.stderr,
    exec: (...inside) => {
      const enter = ['--target', String(first), '--mount', '--pid', '--net', '--ipc', '--uts'];
      const drop = ['--reuid', uid, '--regid', gid, '--clear-groups', '--no-new-privs'];
      const caps = ['--bounding-set=-all', '--inh-caps=-all'];
      // nsenter's own --wd would be a folder outside.
      const there = ['sh', '-c', 'cd "$0" && exec "$@"', config.WorkingDir];
      const all = [...enter, ...there, 'setpriv', ...drop, ...caps, ...inside];
      return endOf(spawn('nsenter', all, { env, stdio: ['ignore', 'pipe', 'pipe'] }));
    },
    signal: (name) => {
      if (outer.exitCode === null && outer.signalCode === null) process.kill(first, name);
    },
    ended,
  };
}

/** Runs an image's entry point with this command to its end. */
export async function runContainer(image: BuiltImage, options: ContainerOptions): Promise<Ended> {
  return (await startContainer(image, options)).ended;
}

/** What an engine sets: the image's own, and the home of its user. */
function environment({ Env }: ImageConfig): Readonly<Record<string, string>> {
  const pairs = Env.map((text) => {
    const [name = '', ...value] = text.split('=');
    return [name, value.join('=')] as const;
  });
  return { HOME: '/home/node', ...Object.fromEntries(pairs) };
}

async function endOf(
  child: ChildProcess,
  said: { stdout: string; stderr: string } = { stdout: '', stderr: '' },
): Promise<Ended> {
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      said[name] += text;
    });
  }
  const [status] = await once(child, 'close');
  return { status, ...said };
}

/** The process that `unshare` forks: the first one inside, by its id outside. */
async function firstProcess({ pid }: ChildProcess): Promise<number> {
  for (let tries = 0; tries < 200; tries++) {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    if (children !== '') return Number(children.split(' ')[0]);
    await sleep(10);
  }
  throw new Error('unshare has started nothing');
}
