import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { checkIds } from '../../src/engine/discover.ts';

/** A site as the bench watches it: by `uptime` alone. */
export interface BenchSite {
  readonly id: string;
  readonly url: string;
}

/** Every other check is off: what is requested between two rounds would be taken for a late one. */
const off = Object.fromEntries(
  (await checkIds()).filter((id) => id !== 'uptime').map((id) => [id, false]),
);

/** Writes what a practice has beside its sites: a store, and a port for its pages. */
export async function writePractice(folder: string): Promise<void> {
  const practice = {
    store: { file: join(folder, 'store.db') },
    web: { listen: `127.0.0.1:${await freePort()}` },
  };
  // JSON is YAML.
  writeFileSync(join(folder, 'caretaker.yaml'), JSON.stringify(practice));
}

/**
 * Puts these sites in the place of those that were there; `schedule` null leaves every option of
 * `uptime` at its default.
 */
export function writeSites(
  folder: string,
  sites: readonly BenchSite[],
  schedule: string | null,
): void {
  rmSync(join(folder, 'sites'), { recursive: true, force: true });
  mkdirSync(join(folder, 'sites'), { recursive: true });
  for (const { id, url } of sites) {
    const site = {
      url,
      network: { allowPrivate: ['127.0.0.0/8'] },
      checks: { ...off, uptime: schedule === null ? {} : { schedule } },
    };
    writeFileSync(join(folder, 'sites', `${id}.yaml`), JSON.stringify(site));
  }
}

/** A port of loopback at which nobody listens: whoever connects is refused. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
