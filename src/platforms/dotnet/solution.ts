import {
  type RuntimeConfig,
  readDeps,
  readPackagesLock,
  readProjectAssets,
  readRuntimeConfig,
} from '../../analysis/manifests/dotnet-json.ts';
import { readMsBuild } from '../../analysis/manifests/msbuild.ts';
import type { NuGetReading } from '../../analysis/manifests/nuget-packages.ts';
import { readPackagesConfig } from '../../analysis/manifests/packages-config.ts';
import type { InventoryRemark } from '../../core/artifacts/inventory.ts';
import type { RouteOutcome, SiteFolder } from '../../core/platform-module.ts';
import { type ProjectReading, packageComponents, runtimeComponents } from './components.ts';
import { findProjects, nearest, type ProjectFolder } from './project-folders.ts';

/** Locks of big solutions have a few megabytes, projects some kilobytes. */
const maxJsonBytes = 16 * 1024 * 1024;
const maxXmlBytes = 1024 * 1024;

/** Packages and runtimes by the files of a solution, or by what was published of it. */
export async function readSolution(files: SiteFolder): Promise<RouteOutcome> {
  const { found, remarks: searched, whole } = await findProjects(files);
  const readings: ProjectReading[] = [];
  const remarks: InventoryRemark[] = [...searched];
  for (const project of found) {
    const reading = await readProject(files, project, remarks);
    if (reading) readings.push(reading);
  }
  const packages = packageComponents(readings, 'folder');
  const runtimes = runtimeComponents(readings, 'folder');
  if (packages.length + runtimes.length === 0) {
    const reasons = remarks.map(({ about, message }) => `; ${about}: ${message}`).join('');
    return {
      ok: false,
      reason: `inventory.folder holds no project (*.csproj, packages.config) and nothing published (*.deps.json)${reasons}`,
    };
  }
  const every = whole && readings.length === found.length;
  return {
    ok: true,
    components: [...packages, ...runtimes],
    complete: every ? (runtimes.some(isExact) ? ['package', 'runtime'] : ['package']) : [],
    remarks,
  };
}

/** Only a self-contained application tells its runtime to the patch. */
function isExact({ confidence }: { readonly confidence: number }): boolean {
  return confidence >= 90;
}

/** The best source of a project that can be read: what was locked or published before what is asked for. */
async function readProject(
  files: SiteFolder,
  project: ProjectFolder,
  remarks: InventoryRemark[],
): Promise<ProjectReading | null> {
  const name = nameOf(project);
  const runtime = await runtimeOf(files, project);
  for (const { path, maxBytes, read } of sourcesOf(files, project)) {
    const file = await files.text(path, maxBytes);
    if (file === null) continue;
    const reading: NuGetReading = file.cut
      ? { ok: false, reason: `is bigger than ${maxBytes / 1024 / 1024} MB and was not read` }
      : await read(file.text);
    if (!reading.ok) {
      remarks.push({ about: path, message: `The file ${reading.reason}` });
      continue;
    }
    remarks.push(...(reading.remarks ?? []).map((message) => ({ about: path, message })));
    return { project: name, packages: reading.packages, frameworks: reading.frameworks, runtime };
  }
  return null;
}

function nameOf({ path, projects, published }: ProjectFolder): string {
  return (
    projects[0] ??
    published[0]?.replace(/\.deps\.json$/i, '') ??
    (path.slice(0, -1) || 'the folder')
  );
}

interface Source {
  readonly path: string;
  readonly maxBytes: number;
  readonly read: (text: string) => NuGetReading | Promise<NuGetReading>;
}

function sourcesOf(files: SiteFolder, project: ProjectFolder): readonly Source[] {
  const json = (name: string, read: Source['read']): Source => ({
    path: project.path + name,
    maxBytes: maxJsonBytes,
    read,
  });
  const xml = (name: string, read: Source['read']): Source => ({
    path: project.path + name,
    maxBytes: maxXmlBytes,
    read,
  });
  // A project with a packages.config asks for its packages there alone.
  const asksInXml = project.hasPackagesConfig
    ? [xml('packages.config', readPackagesConfig)]
    : project.projects.map((name) => xml(name, (text) => msBuild(files, project.path, text)));
  return [
    ...(project.hasLock ? [json('packages.lock.json', readPackagesLock)] : []),
    ...project.published.map((name) => json(name, readDeps)),
    ...(project.projects.length > 0 ? [json('obj/project.assets.json', readProjectAssets)] : []),
    ...asksInXml,
  ];
}

async function msBuild(files: SiteFolder, path: string, project: string): Promise<NuGetReading> {
  return readMsBuild({
    project,
    directoryBuildProps: await nearest(files, path, 'Directory.Build.props', maxXmlBytes),
    directoryBuildTargets: await nearest(files, path, 'Directory.Build.targets', maxXmlBytes),
    directoryPackagesProps: await nearest(files, path, 'Directory.Packages.props', maxXmlBytes),
  });
}

async function runtimeOf(
  files: SiteFolder,
  { path, runtimeConfigs }: ProjectFolder,
): Promise<RuntimeConfig | null> {
  for (const name of runtimeConfigs) {
    const file = await files.text(path + name, maxXmlBytes);
    const config = file === null || file.cut ? null : readRuntimeConfig(file.text);
    if (config) return config;
  }
  return null;
}
