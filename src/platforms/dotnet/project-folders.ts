import type { InventoryRemark } from '../../core/artifacts/inventory.ts';
import type { SiteFolder } from '../../core/platform-module.ts';

/** A folder that holds a project, its published output, or both. */
export interface ProjectFolder {
  /** From the site’s folder, with its trailing slash; empty for that folder itself. */
  readonly path: string;
  /** `*.csproj`, `*.vbproj`, `*.fsproj`. */
  readonly projects: readonly string[];
  /** `*.deps.json`, `*.runtimeconfig.json`. */
  readonly published: readonly string[];
  readonly runtimeConfigs: readonly string[];
  readonly hasLock: boolean;
  readonly hasPackagesConfig: boolean;
}

/** Folders that hold projects. */
export interface ProjectFolders {
  readonly found: readonly ProjectFolder[];
  readonly remarks: readonly InventoryRemark[];
  /** False where a limit ended the search. */
  readonly whole: boolean;
}

/** Solutions have some hundreds of folders; what is beyond these limits is content. */
const limits = { folders: 3000, depth: 8 };

/** Never part of the source, and big. */
const skipped = new Set(['node_modules', 'wwwroot', 'packages', 'bin', 'obj', 'App_Data', 'media']);

/** Looks for projects in the site’s folder and below. */
export async function findProjects(folder: SiteFolder): Promise<ProjectFolders> {
  const found: ProjectFolder[] = [];
  const queue = [{ path: '', depth: 0 }];
  let folders = 0;
  for (let next = queue.shift(); next && folders < limits.folders; next = queue.shift()) {
    folders += 1;
    const { path, depth } = next;
    const entries = (await folder.list(path === '' ? '.' : path.slice(0, -1))) ?? [];
    const names = entries.filter((entry) => !entry.folder).map(({ name }) => name);
    const project: ProjectFolder = {
      path,
      projects: names.filter((name) => /\.(cs|vb|fs)proj$/i.test(name)),
      published: names.filter((name) => /\.deps\.json$/i.test(name)),
      runtimeConfigs: names.filter((name) => /\.runtimeconfig\.json$/i.test(name)),
      hasLock: names.includes('packages.lock.json'),
      hasPackagesConfig: names.some((name) => name.toLowerCase() === 'packages.config'),
    };
    const { projects, published, hasLock, hasPackagesConfig } = project;
    if (projects.length + published.length > 0 || hasLock || hasPackagesConfig) found.push(project);
    if (depth >= limits.depth) continue;
    queue.push(
      ...entries
        .filter(({ name, folder: is }) => is && !skipped.has(name) && !name.startsWith('.'))
        .map(({ name }) => ({ path: `${path}${name}/`, depth: depth + 1 })),
    );
  }
  const whole = queue.length === 0;
  return {
    found,
    whole,
    remarks: whole
      ? []
      : [
          {
            about: 'inventory.folder',
            message: `Only the first ${limits.folders} folders were searched; name the folder of the solution`,
          },
        ],
  };
}

/** The text of the nearest file of that name in a folder or above it, as MSBuild looks for its `Directory.*` files; null without one. */
export async function nearest(
  folder: SiteFolder,
  path: string,
  name: string,
  maxBytes: number,
): Promise<string | null> {
  const parts = path.split('/').filter((part) => part !== '');
  for (let length = parts.length; length >= 0; length -= 1) {
    const at = parts
      .slice(0, length)
      .map((part) => `${part}/`)
      .join('');
    const file = await folder.text(at + name, maxBytes);
    if (file !== null) return file.cut ? null : file.text;
  }
  return null;
}
