import { readMsBuild } from '../../analysis/manifests/msbuild.ts';
import type { NuGetReading } from '../../analysis/manifests/nuget-packages.ts';
import { readPackagesConfig } from '../../analysis/manifests/packages-config.ts';
import { readXml } from '../../analysis/manifests/xml.ts';

/** Reads one XML file of a solution by itself: a `packages.config` or a project; null where it is neither. */
export function readSolutionXml(text: string): NuGetReading | null {
  const xml = readXml(text);
  if (!xml.ok) return xml;
  switch (xml.root.name.toLowerCase()) {
    case 'packages':
      return readPackagesConfig(text);
    case 'project':
      return readMsBuild({
        project: text,
        directoryBuildProps: null,
        directoryBuildTargets: null,
        directoryPackagesProps: null,
      });
    default:
      return null;
  }
}
