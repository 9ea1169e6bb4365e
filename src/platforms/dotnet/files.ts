import {
  readDeps,
  readPackagesLock,
  readProjectAssets,
} from '../../analysis/manifests/dotnet-json.ts';
import { readPackageList } from '../../analysis/manifests/dotnet-list.ts';
import type { NuGetReading } from '../../analysis/manifests/nuget-packages.ts';
import { toolJson } from '../../analysis/manifests/tool-json.ts';
import type { InventoryRoute, RouteHaul } from '../../core/platform-module.ts';
import { type SavedReading, savedFilesRoute } from '../saved-files.ts';
import { packageComponents, runtimeComponents } from './components.ts';
import { listHaul } from './listing.ts';
import { installedRuntime, readRuntimes } from './runtimes.ts';

const source = 'files';

/** Reads what the SDK printed, and single files of a solution. */
export const files: InventoryRoute = savedFilesRoute({
  expects:
    'output of dotnet list package --format json or dotnet --list-runtimes, or a packages.lock.json, *.deps.json, packages.config or project file',
  read: (text, { before }) => {
    const runtimes = readRuntimes(text);
    if (runtimes) return ofRuntimes(runtimes, before);
    return text.trimStart().startsWith('<') ? ofXml(text) : ofJson(text);
  },
});

function ofRuntimes(versions: readonly string[], before: RouteHaul): RouteHaul {
  const line = before.components.find(({ slug }) => slug === 'dotnet')?.version ?? null;
  return { components: [installedRuntime(versions, line, source)], complete: ['runtime'] };
}

function ofJson(text: string): SavedReading {
  const json = toolJson(text);
  const list = readPackageList(json);
  if (list) {
    const haul = listHaul(list, source);
    const empty = list.projects.every(({ packages }) => packages.length === 0);
    const [problem] = list.problems;
    return empty && problem ? { reason: `holds no packages: ${problem.text}` } : haul;
  }
  for (const read of [readPackagesLock, readDeps, readProjectAssets]) {
    const reading = read(text);
    if (reading.ok) return haulOf(reading);
    if (json === undefined && reading.reason.includes('merge-conflict')) return reading;
  }
  return null;
}

async function ofXml(text: string): Promise<SavedReading> {
  // Parsers of XML are loaded where there is some.
  const { readSolutionXml } = await import('./solution-xml.ts');
  const reading = readSolutionXml(text);
  return reading && haulOf(reading);
}

function haulOf(reading: NuGetReading): SavedReading {
  if (!reading.ok) return reading;
  const { packages, frameworks } = reading;
  const readings = [{ project: 'the saved file', packages, frameworks, runtime: null }];
  return {
    components: [...packageComponents(readings, source), ...runtimeComponents(readings, source)],
    complete: ['package'],
  };
}
