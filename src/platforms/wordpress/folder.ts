import { readComposerLock } from '../../analysis/manifests/composer-lock.ts';
import type { InventoryRemark } from '../../core/artifacts/inventory.ts';
import type { Component, ComponentKind } from '../../core/component.ts';
import type { InventoryRoute, SiteFolder } from '../../core/platform-module.ts';
import { composerComponents } from './composer.ts';
import { dropinsIn, mustUseIn, pluginsIn, themesIn } from './folder-content.ts';
import { coreOfVersionFile } from './listed.ts';

const source = 'folder';

/** Where WordPress and its content lie below a folder; Bedrock keeps them apart. */
const cores = ['', 'web/wp', 'public', 'public_html', 'htdocs', 'web', 'www', 'wordpress', 'wp'];
const contents = ['wp-content', 'app', 'content'];
const maxLockBytes = 20 * 1024 * 1024;

/** The site's files, mounted or copied. They do not tell what is switched on. */
export const folderRoute: InventoryRoute = {
  id: source,
  title: 'The site’s files',
  missing: ({ folder }) =>
    folder === null ? 'inventory.folder, a folder with the site’s files' : null,
  take: async ({ folder, access, signal }) => {
    const at = access.folder ?? 'the folder';
    if (folder === null) return { ok: false, reason: 'there is no folder' };
    if ((await folder.list('')) === null) {
      return {
        ok: false,
        reason: `${at} is not there or may not be read: mount it, or correct it`,
      };
    }
    const core = await coreIn(folder);
    const content = await contentIn(folder, core?.root ?? '');
    const remarks: InventoryRemark[] = [];
    const components: Component[] = core ? [core.component] : [];
    const complete: ComponentKind[] = core ? ['core'] : [];
    if (content !== null) {
      const plugins = await pluginsIn(folder, `${content}/plugins`, signal);
      const themes = await themesIn(folder, `${content}/themes`, signal);
      const mustUse = await mustUseIn(folder, `${content}/mu-plugins`);
      components.push(...(plugins ?? []), ...mustUse, ...(await dropinsIn(folder, content)));
      components.push(...(themes ?? []));
      if (plugins) complete.push('plugin');
      else remarks.push(unreadable(`${content}/plugins`));
      if (themes) complete.push('theme');
      else remarks.push(unreadable(`${content}/themes`));
    } else if (core) {
      remarks.push(unreadable(joined(core.root, 'wp-content')));
    }
    const locked = await lockedIn(folder);
    components.push(...locked.components);
    remarks.push(...locked.remarks);
    if (components.length === 0) {
      return { ok: false, reason: `${at} holds no WordPress: name the folder with wp-includes` };
    }
    return { ok: true, components: firstOfEach(components), complete, remarks };
  },
};

async function coreIn(
  folder: SiteFolder,
): Promise<{ readonly root: string; readonly component: Component } | null> {
  for (const root of cores) {
    const file = await folder.text(joined(root, 'wp-includes/version.php'), 64 * 1024);
    const component = file && coreOfVersionFile(file.text, source);
    if (component) return { root, component };
  }
  return null;
}

/** The content's folder: beside WordPress's own files or, with Bedrock, beside their folder. */
async function contentIn(folder: SiteFolder, root: string): Promise<string | null> {
  const parent = root.split('/').slice(0, -1).join('/');
  for (const place of new Set([root, parent, 'web', ''])) {
    for (const name of contents) {
      const path = joined(place, name);
      const entries = await folder.list(path);
      const has = (wanted: string) => entries?.some((one) => one.name === wanted && one.folder);
      if (has('plugins') || has('themes')) return path;
    }
  }
  return null;
}

/** What Composer has locked: Bedrock's way to install plugins, on disk or not. */
async function lockedIn(folder: SiteFolder): Promise<{
  readonly components: readonly Component[];
  readonly remarks: readonly InventoryRemark[];
}> {
  const about = 'composer.lock';
  const file = await folder.text(about, maxLockBytes);
  if (file === null) return { components: [], remarks: [] };
  if (file.cut) {
    const message = 'larger than 20 MB, so it was not read';
    return { components: [], remarks: [{ about, message }] };
  }
  const lock = readComposerLock(file.text);
  return lock.ok
    ? { components: composerComponents(lock.packages, source), remarks: [] }
    : { components: [], remarks: [{ about, message: lock.reason }] };
}

/** A file's header comes before what Composer locked, for that is what runs. */
function firstOfEach(components: readonly Component[]): readonly Component[] {
  const first = new Map<string, Component>();
  for (const one of components) {
    const key = `${one.kind}/${one.slug.toLowerCase()}`;
    if (!first.has(key)) first.set(key, one);
  }
  return [...first.values()];
}

function unreadable(about: string): InventoryRemark {
  return { about, message: 'not there, or a link that leads out of the folder: not looked into' };
}

function joined(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
