import type { Component } from '../../core/component.ts';
import type { SiteFolder } from '../../core/platform-module.ts';
import { pluginOf, registryOfUpdateUri, slugOfPluginFile, themeOf } from './components.ts';
import { type FileHeader, headerBytes, readFileHeader } from './file-header.ts';

const source = 'folder';
/** A plugin's main file is one of a few; a folder with more PHP files at its top is searched no further. */
const maxFilesOfPlugin = 50;

/** Files that WordPress loads from the content's folder instead of its own (`_get_dropins`). */
const dropins = [
  'advanced-cache.php',
  'db.php',
  'db-error.php',
  'fatal-error-handler.php',
  'install.php',
  'maintenance.php',
  'object-cache.php',
  'php-error.php',
  'sunrise.php',
];

/** Plugins in files of their own and in folders; null where the folder cannot be read. */
export async function pluginsIn(
  folder: SiteFolder,
  path: string,
  signal: AbortSignal,
): Promise<readonly Component[] | null> {
  const entries = await folder.list(path);
  if (entries === null) return null;
  const found: Component[] = [];
  for (const { name, folder: isFolder } of entries) {
    signal.throwIfAborted();
    if (name.startsWith('.')) continue;
    const header = isFolder
      ? await mainHeaderIn(folder, `${path}/${name}`, name)
      : await headerIn(folder, `${path}/${name}`);
    if (header === null) continue;
    const file = isFolder ? `${name}/` : name;
    found.push(pluginFrom(header, slugOfPluginFile(file, header.name)));
  }
  return found;
}

/** Themes, each in a folder with a `style.css`; null where the folder cannot be read. */
export async function themesIn(
  folder: SiteFolder,
  path: string,
  signal: AbortSignal,
): Promise<readonly Component[] | null> {
  const entries = await folder.list(path);
  if (entries === null) return null;
  const found: Component[] = [];
  for (const { name, folder: isFolder } of entries) {
    signal.throwIfAborted();
    if (!isFolder) continue;
    const file = await folder.text(`${path}/${name}/style.css`, headerBytes);
    const header = file && readFileHeader(file.text, 'theme');
    if (header) found.push(themeFrom(header, name));
  }
  return found;
}

/** Must-use plugins: WordPress loads the files, and looks into no folder. They are always on. */
export async function mustUseIn(folder: SiteFolder, path: string): Promise<readonly Component[]> {
  const found: Component[] = [];
  for (const { name, folder: isFolder } of (await folder.list(path)) ?? []) {
    if (isFolder || !name.endsWith('.php')) continue;
    const header = await headerIn(folder, `${path}/${name}`);
    found.push(unpublished(name.slice(0, -'.php'.length), header, true, 'must-use plugin'));
  }
  return found;
}

/** Drop-ins. Whether some are on is for `wp-config.php` to say, which is not read. */
export async function dropinsIn(folder: SiteFolder, path: string): Promise<readonly Component[]> {
  const entries = (await folder.list(path)) ?? [];
  const found: Component[] = [];
  for (const { name } of entries.filter((one) => !one.folder && dropins.includes(one.name))) {
    found.push(unpublished(name, await headerIn(folder, `${path}/${name}`), null, 'drop-in'));
  }
  return found;
}

/** The header of the first file that has one; the file named like its folder is tried first. */
async function mainHeaderIn(
  folder: SiteFolder,
  path: string,
  name: string,
): Promise<FileHeader | null> {
  const entries = (await folder.list(path)) ?? [];
  const files = entries.filter((one) => !one.folder).map((one) => one.name);
  const likeFolder = `${name}.php`;
  const rest = files.filter((file) => file !== likeFolder);
  for (const file of [likeFolder, ...rest.slice(0, maxFilesOfPlugin)]) {
    const header = await headerIn(folder, `${path}/${file}`);
    if (header) return header;
  }
  return null;
}

async function headerIn(folder: SiteFolder, path: string): Promise<FileHeader | null> {
  if (!path.endsWith('.php')) return null;
  const file = await folder.text(path, headerBytes);
  return file && readFileHeader(file.text, 'plugin');
}

function pluginFrom({ name, version, updateUri }: FileHeader, slug: string): Component {
  const registry = registryOfUpdateUri(updateUri);
  return pluginOf({
    ...{ slug, name, version, active: null, source, confidence: 100, registry },
    ...remarkOf(updateUri, registry),
  });
}

function themeFrom({ name, version, updateUri, template }: FileHeader, slug: string): Component {
  const registry = registryOfUpdateUri(updateUri);
  return themeOf({
    ...{ slug, name, version, active: null, source, confidence: 100, registry },
    ...(template === null ? remarkOf(updateUri, registry) : { remark: `child of ${template}` }),
  });
}

function remarkOf(updateUri: string | null, registry: unknown): { readonly remark?: string } {
  return registry === null ? { remark: `updates come from ${updateUri}` } : {};
}

function unpublished(
  slug: string,
  header: FileHeader | null,
  active: boolean | null,
  remark: string,
): Component {
  const { name = slug, version = null } = header ?? {};
  const found = { slug, name, version, active, source, confidence: header?.version ? 100 : 0 };
  return pluginOf({ ...found, registry: null, remark });
}
