import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { call } from './call.ts';

/**
 * Where images are kept from run to run, apart from those of the machine's own container tools. It
 * may be removed at any time, after `umount` of what is mounted under it.
 */
export const imageCache = join(homedir(), '.cache', 'caretaker', 'image');

/** A build needs no more; it is killed then. */
const longestBuild = 15 * 60;
const longestStep = 2 * 60;

let driver: Promise<string> | null = null;

/** Runs buildah on the storage of the image cache; what it prints, trimmed. */
export async function buildah(...args: readonly string[]): Promise<string> {
  driver ??= storageDriver();
  const seconds = args[0] === 'build' ? longestBuild : longestStep;
  return (await call('buildah', [...storage(await driver), ...args], seconds)).trim();
}

/** Builds a Dockerfile with the privileges of a plain chroot, from images that are here already. */
export async function buildImage(
  tag: string,
  dockerfile: string,
  context: string,
  options: readonly string[],
): Promise<void> {
  const fixed = ['--isolation', 'chroot', '--pull-never', '--layers', '--format', 'docker'];
  await buildah('build', ...fixed, ...options, '--tag', tag, '--file', dockerfile, context);
}

/** Layers share files by overlays where the kernel can mount them; else each is a copy. */
async function storageDriver(): Promise<string> {
  mkdirSync(imageCache, { recursive: true });
  const overlays = await call('buildah', [...storage('overlay'), 'info'], longestStep).then(
    () => true,
    () => false,
  );
  return overlays ? 'overlay' : 'vfs';
}

function storage(name: string): readonly string[] {
  const folder = (part: string) => join(imageCache, name, part);
  return ['--storage-driver', name, '--root', folder('root'), '--runroot', folder('run')];
}
