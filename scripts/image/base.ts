import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findRuntime } from '../../bin/runtime.mjs';
import { buildah, buildImage, imageCache } from './buildah.ts';
import { call } from './call.ts';
import { type AptAccess, aptAccess, debianRelease, npmFolder } from './machine.ts';

const dockerfile = fileURLToPath(new URL('base.Dockerfile', import.meta.url));

/** What the official slim images leave out when packages are installed. */
const excludes = ['doc', 'man', 'locale', 'info', 'lintian'].map(
  (folder) => `path-exclude /usr/share/${folder}/*\n`,
);

/**
 * Makes a stand-in for an official image of Node, `node:26.10.0-bookworm-slim`, under its name:
 * Debian by debootstrap, and the pinned Node. Made anew once it is a week old. Throws an Error that
 * says which step failed.
 */
export async function ensureBase(image: string): Promise<void> {
  const apt = await aptAccess();
  const node = findRuntime();
  if (apt === null || node === null) throw new Error('Debian’s archive and the pinned Node needed');
  const made = ['made-of', await fingerprint(apt, node)].join('=');
  const there = await buildah('images', '--quiet', '--filter', `label=${made}`);
  if (there !== '') return;
  // Everything built on an older one goes with it, and what a run left that was killed.
  await buildah('rm', '--all');
  await buildah('rmi', '--all', '--force');

  const folder = mkdtempSync(join(imageCache, 'base-'));
  try {
    await debian(folder, apt);
    writeFileSync(join(folder, 'apt.sources'), lines(apt.sources));
    writeFileSync(join(folder, 'apt.settings'), lines(apt.settings));
    writeFileSync(join(folder, 'dpkg.excludes'), excludes.join(''));
    copyFileSync(node, join(folder, 'node'));
    cpSync(await npmFolder(), join(folder, 'npm'), { recursive: true, dereference: true });
    await buildImage(`docker.io/library/${image}`, dockerfile, folder, ['--label', made]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes the smallest Debian into `debian.tar`. */
async function debian(folder: string, { mirror }: AptAccess): Promise<void> {
  const root = join(folder, 'debian');
  const certificates = mirror.startsWith('https:') ? ['--include=ca-certificates'] : [];
  const args = ['--variant=minbase', ...certificates, debianRelease, root, mirror];
  await call('debootstrap', args, 10 * 60);
  rmSync(join(root, 'var/cache/apt'), { recursive: true, force: true });
  await call('tar', ['--numeric-owner', '-C', root, '-cf', join(folder, 'debian.tar'), '.'], 120);
  rmSync(root, { recursive: true });
}

async function fingerprint(apt: AptAccess, node: string): Promise<string> {
  const week = Math.floor(Date.now() / (7 * 24 * 3_600_000));
  const version = await call(node, ['--version'], 10);
  const parts = [week, version, apt, excludes, readFileSync(dockerfile, 'utf8')];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}

function lines(all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join('');
}
