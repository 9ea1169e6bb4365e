import { readdir } from 'node:fs/promises';
import type { Channel } from '../core/notification.ts';

/** Types are stripped from sources; a package holds JavaScript. Modules are found the same way in both. */
const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
const folder = new URL('./channels/', import.meta.url);

/** The kinds of all channels, sorted, without loading any of them. */
export async function channelKinds(): Promise<readonly string[]> {
  const names = await readdir(folder);
  return names
    .filter((name) => name.endsWith(extension) && !name.endsWith('.d.ts'))
    .map((name) => name.slice(0, -extension.length))
    .sort();
}

/** Loads one channel. Throws where there is none of this kind: ask `channelKinds` first. */
export async function loadChannel(kind: string): Promise<Channel> {
  const module: { default: Channel } = await import(new URL(`${kind}${extension}`, folder).href);
  return module.default;
}

/** Loads every channel, in the order of their kinds. */
export async function discoverChannels(): Promise<readonly Channel[]> {
  const kinds = await channelKinds();
  return Promise.all(kinds.map(loadChannel));
}
