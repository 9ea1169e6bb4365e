import { readdir } from 'node:fs/promises';
import type { ArtifactName } from '../core/artifacts/artifact.ts';
import type { Check } from '../core/check.ts';
import type { Feed } from '../core/feed.ts';
import type { Gatherer } from '../core/gatherer.ts';
import type { PlatformModule } from '../core/platform-module.ts';
import { platforms } from '../core/site.ts';

/** Types are stripped from sources; a package holds JavaScript. Modules are found the same way in both. */
const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
const checksFolder = new URL('../../checks/', import.meta.url);

/** The ids of all checks, sorted, without loading any of them. */
export async function checkIds(): Promise<readonly string[]> {
  const entries = await readdir(checksFolder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() || isModule(entry.name))
    .map((entry) => entry.name.replace(/\.[tj]s$/, ''))
    .sort();
}

/** Loads one check. Throws where there is none of this id: ask `checkIds` first. */
export async function loadCheck(id: string): Promise<Check> {
  const entries = await readdir(checksFolder);
  const path = entries.includes(id) ? `${id}/index${extension}` : `${id}${extension}`;
  const module: { default: Check } = await import(new URL(path, checksFolder).href);
  return module.default;
}

/** Loads every check, in the order of their ids. */
export async function discoverChecks(): Promise<readonly Check[]> {
  const ids = await checkIds();
  return Promise.all(ids.map(loadCheck));
}

/** Gatherers that were asked for: to find a module again costs more than much of a check. */
const gatherers = new Map<ArtifactName, Promise<unknown>>();

/** Loads the gatherer of an artifact, and with it the client library it needs. */
export function loadGatherer<Name extends ArtifactName>(artifact: Name): Promise<Gatherer<Name>> {
  const known = gatherers.get(artifact) ?? importGatherer(artifact);
  gatherers.set(artifact, known);
  // The key is the artifact's name, so what is found under it gathers that artifact.
  return known as Promise<Gatherer<Name>>;
}

async function importGatherer(artifact: ArtifactName): Promise<unknown> {
  const path = new URL(`../gather/${artifact}${extension}`, import.meta.url);
  const module: { default: unknown } = await import(path.href);
  return module.default;
}

/** Loads what is known about each platform, in the order in which they are named in core. */
export async function loadPlatforms(): Promise<readonly PlatformModule[]> {
  const known = platforms.filter((id) => id !== 'other');
  return Promise.all(known.map((id) => defaultOf<PlatformModule>(`../platforms/${id}`)));
}

/** Loads every feed, in the order of their ids. */
export async function loadFeeds(): Promise<readonly Feed[]> {
  const entries = await readdir(new URL('../feeds/', import.meta.url));
  const files = entries.filter(isModule).sort();
  return Promise.all(
    files.map((name) => defaultOf<Feed>(`../feeds/${name.slice(0, -extension.length)}`)),
  );
}

async function defaultOf<Module>(path: string): Promise<Module> {
  const module: { default: Module } = await import(
    new URL(`${path}${extension}`, import.meta.url).href
  );
  return module.default;
}

function isModule(name: string): boolean {
  return name.endsWith(extension) && !name.endsWith('.d.ts');
}
