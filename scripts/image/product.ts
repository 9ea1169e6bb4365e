import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBase } from './base.ts';
import { buildah, buildImage, imageCache } from './buildah.ts';
import { npmVolumes } from './machine.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const tag = 'localhost/caretaker:built-here';

/** What the Dockerfile says of how its image is run. */
export interface ImageConfig {
  /** `NAME=value`. */
  readonly Env: readonly string[];
  readonly Entrypoint: readonly string[];
  readonly Cmd: readonly string[];
  /** `uid:gid`. */
  readonly User: string;
  readonly WorkingDir: string;
  readonly StopSignal: string;
  readonly Labels: Readonly<Record<string, string>>;
  /** As `['CMD', program, …]`. */
  readonly Healthcheck: { readonly Test: readonly string[] };
}

/** A built image, with its files mounted. */
export interface BuiltImage {
  readonly config: ImageConfig;
  /** The folder that holds its files. */
  readonly files: string;
  /** Every instruction that it is made of, as `docker history` shows them. */
  readonly history: readonly string[];
  /** Lets go of the mounted files; what was built stays for the next run. */
  release(): Promise<void>;
}

/** Builds the Dockerfile of this repository as it is. Throws an Error with what the builder said. */
export async function buildProduct(version: string): Promise<BuiltImage> {
  const dockerfile = join(root, 'Dockerfile');
  await ensureBase(/^FROM (\S+)/m.exec(readFileSync(dockerfile, 'utf8'))?.[1] ?? '');
  const folder = mkdtempSync(join(imageCache, 'npm-'));
  try {
    const volumes = (await npmVolumes(folder)).flatMap((volume) => ['--volume', volume]);
    const options = ['--build-arg', `VERSION=${version}`, ...volumes];
    await buildImage(tag, dockerfile, root, options);
  } finally {
    rmSync(folder, { recursive: true });
  }
  return mounted();
}

async function mounted(): Promise<BuiltImage> {
  const container = await buildah('from', '--pull-never', tag);
  const files = await buildah('mount', container);
  const { Docker }: Inspected = JSON.parse(await buildah('inspect', '--type', 'image', tag));
  return {
    config: Docker.config,
    files,
    history: Docker.history.map(({ created_by }) => created_by ?? ''),
    release: async () => {
      await buildah('rm', container);
    },
  };
}

interface Inspected {
  readonly Docker: {
    readonly config: ImageConfig;
    readonly history: readonly { readonly created_by?: string }[];
  };
}
