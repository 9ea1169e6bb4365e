import { constants } from 'node:fs';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { likelyPlatform } from '../analysis/platform-detection/score.ts';
import { createApp } from '../app.ts';
import { suggestion } from '../config/nearest.ts';
import type { PlatformCandidate } from '../core/artifacts/platform-detection.ts';
import { request } from '../core/check.ts';
import { forTerminal } from '../core/encode/terminal.ts';
import { failureMeaning } from '../core/failure-codes.ts';
import { siteOfUrl } from '../core/site.ts';
import { boltOnIds, packageIds } from '../core/sla/package-ids.ts';
import type { Typed } from './commands.ts';
import { count, printProblems, readConfig } from './config-source.ts';
import { exitUsage } from './exit-codes.ts';
import { packageRoot } from './package-root.ts';
import type { CliProcess } from './process.ts';
import { markersOf, type SiteDraft, siteIdOf, siteYaml } from './site-yaml.ts';
import { configFolder, configSource } from './sources.ts';
import { readTarget } from './target.ts';
import { startProgress } from './terminal.ts';

const exitFailed = 1;

/** `caretaker init`: looks at a site and writes what it found as the site's config file. */
export async function init(typed: Typed, io: CliProcess): Promise<number> {
  const refuse = (message: string): number => {
    io.stderr(`caretaker: ${forTerminal(message)}\n`);
    return exitUsage;
  };
  const target = readTarget(String(typed.args.url));
  if ('error' in target) return refuse(target.error);
  if ('id' in target) return refuse(`\`${target.id}\` is no URL; write https://${target.id}…`);
  const bought = String(typed.options.package ?? 'silver');
  if (!(packageIds as readonly string[]).includes(bought)) {
    const known = `Packages: ${packageIds.join(', ')}`;
    return refuse(`unknown package \`${bought}\`. ${suggestion(bought, packageIds)} ${known}`);
  }
  const id = String(typed.options.id ?? siteIdOf(target.url));
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(id)) {
    return refuse(`\`${id}\` is no site id; use lower-case letters, digits and hyphens with --id`);
  }

  const probed = await probe(target.url, io);
  if ('error' in probed) {
    io.stderr(`caretaker: ${forTerminal(probed.error)}\nNothing was written.\n`);
    return exitFailed;
  }
  const draft: SiteDraft = { id, package: bought, ...probed, boltOns: boltOnIds };
  if (typed.options.dryRun) {
    io.stdout(siteYaml(draft));
    return 0;
  }
  return write(draft, typed, io);
}

type Probe = Pick<SiteDraft, 'url' | 'title' | 'allowPrivate'> & {
  readonly detection: PlatformCandidate | null;
};

async function probe(url: string, io: CliProcess): Promise<Probe | { error: string }> {
  const app = createApp();
  const allowPrivate = app.addresses.allowanceOfNamedUrl(url);
  const progress = startProgress(io);
  progress.update(`looking at ${url}`);
  const site = siteOfUrl(url, allowPrivate);
  const signal = io.interrupted;
  const page = await app.fetchPage(site, signal);
  const found = await app.gather(site, request('platform-detection', { url }), { signal });
  progress.clear();
  if (!page.ok) {
    const { code, message } = page.failure;
    const { meaning, remedy } = failureMeaning(code);
    return { error: `${url}: ${meaning} ${message}. ${remedy}` };
  }
  return {
    url,
    allowPrivate,
    title: /<title[^>]{0,200}>([^<]{1,500})/i.exec(page.value.body.text)?.[1] ?? null,
    detection: found.ok ? likelyPlatform(found.value.candidates) : null,
  };
}

async function write(draft: SiteDraft, typed: Typed, io: CliProcess): Promise<number> {
  const folder = join(configFolder(typed, io), 'sites');
  const file = join(folder, `${draft.id}.yaml`);
  await mkdir(resolve(io.cwd, folder), { recursive: true });
  await addPractice(resolve(io.cwd, configFolder(typed, io)));
  try {
    // `wx` never replaces a file, not even one that appeared a moment ago.
    const flag = typed.options.force ? 'w' : 'wx';
    await writeFile(resolve(io.cwd, file), siteYaml(draft), { flag });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why =
      code === 'EEXIST' ? 'exists already; --force replaces it, --id picks another name' : message;
    io.stderr(`caretaker: ${forTerminal(`${file} ${why}`)}\n`);
    return exitUsage;
  }
  const { detection } = draft;
  const found = detection
    ? `platform ${detection.platform} (${detection.confidence}%: ${markersOf(detection)})`
    : 'platform not recognised';
  io.stdout(`${forTerminal(`wrote ${file}: ${found}`)}\n`);
  const loaded = await readConfig(await configSource(typed, io), io);
  if (!loaded.ok) {
    io.stderr(`The config has ${count(loaded.problems.length, 'problem')} now:\n`);
    printProblems(loaded.problems, io);
    return exitFailed;
  }
  io.stdout(`Next: caretaker check ${draft.id}\n`);
  return 0;
}

/** A folder that has no caretaker.yaml yet gets the shipped one. */
async function addPractice(folder: string): Promise<void> {
  const shipped = new URL('config/caretaker.yaml', packageRoot);
  try {
    await copyFile(shipped, join(folder, 'caretaker.yaml'), constants.COPYFILE_EXCL);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
