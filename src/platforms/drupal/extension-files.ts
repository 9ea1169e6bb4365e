import { type DrupalInfo, readDrupalInfo } from '../../analysis/manifests/drupal-info.ts';
import type { InventoryRemark } from '../../core/artifacts/inventory.ts';
import type { ComponentKind } from '../../core/component.ts';
import type { SiteFolder } from '../../core/platform-module.ts';
import type { Docroot } from './docroot.ts';
import type { Extension } from './extensions.ts';

/** What was found below a docroot. */
export interface ExtensionFiles {
  readonly extensions: readonly Extension[];
  readonly remarks: readonly InventoryRemark[];
  /** False where a limit ended the search. */
  readonly whole: boolean;
}

/** The biggest sites have some hundreds of extensions; a folder beyond these limits is something else. */
const limits = { folders: 4000, depth: 9, infoBytes: 64 * 1024 };

const homes = ['modules', 'themes', 'profiles'];

/** Folders that Drupal’s own search passes by (`RecursiveExtensionFilterCallback`). */
const skipped = new Set([
  ...['src', 'lib', 'vendor', 'assets', 'css', 'files', 'images', 'js', 'misc', 'templates'],
  ...['includes', 'fixtures', 'Drupal', 'tests', 'node_modules'],
]);

/** Looks for the info files of modules, themes and profiles where Drupal itself does, core’s apart. */
export async function findExtensions(
  folder: SiteFolder,
  { path: root, syntax }: Pick<Docroot, 'path' | 'syntax'>,
): Promise<ExtensionFiles> {
  const suffix = syntax === 'yaml' ? '.info.yml' : '.info';
  const extensions: Extension[] = [];
  const remarks: InventoryRemark[] = [];
  const sites = (await folder.list(`${root}sites`)) ?? [];
  const queue = [
    ...homes,
    ...sites
      .filter((entry) => entry.folder)
      .flatMap(({ name }) => homes.map((home) => `sites/${name}/${home}`)),
  ].map((path) => ({ path, depth: 0 }));
  let folders = 0;
  for (let next = queue.shift(); next && folders < limits.folders; next = queue.shift()) {
    folders += 1;
    for (const { name, folder: isFolder } of (await folder.list(root + next.path)) ?? []) {
      const path = `${next.path}/${name}`;
      if (isFolder) {
        const passedBy = skipped.has(name) || name.startsWith('.') || next.depth >= limits.depth;
        if (!passedBy) queue.push({ path, depth: next.depth + 1 });
        continue;
      }
      if (!name.endsWith(suffix)) continue;
      const file = await folder.text(root + path, limits.infoBytes);
      if (file === null) continue;
      const info = readDrupalInfo(file.text, syntax);
      if (info.conflictLine !== null) {
        remarks.push({
          about: root + path,
          message: `The file has merge-conflict markers from line ${info.conflictLine}; resolve the merge`,
        });
      }
      if (!info.ofCore)
        extensions.push(extensionOf(next.path, name.slice(0, -suffix.length), info));
    }
  }
  const whole = queue.length === 0;
  if (!whole) {
    remarks.push({
      about: `${root}modules`,
      message: `Only the first ${limits.folders} folders were searched; does inventory.folder name the site?`,
    });
  }
  return { extensions, remarks, whole };
}

function extensionOf(path: string, machine: string, info: DrupalInfo): Extension {
  return {
    kind: kindOf(path, machine, info.type),
    machine,
    name: info.name ?? machine,
    path,
    version: info.version,
    project: info.project,
    active: null,
  };
}

/** Drupal 7 tells by the folder alone. */
function kindOf(path: string, machine: string, type: string | null): ComponentKind {
  if (type === 'module' || type === 'theme' || type === 'profile') return type;
  if (type !== null) return 'module';
  if (/(^|\/)themes\//.test(path)) return 'theme';
  return path.endsWith(`profiles/${machine}`) ? 'profile' : 'module';
}
