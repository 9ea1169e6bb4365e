import { isPackageId, type NuGetReading } from './nuget-packages.ts';
import { childrenOf, metadataOf, readXml } from './xml.ts';

/** Reads a `packages.config` (https://learn.microsoft.com/nuget/reference/packages-config): exact versions, with what others brought in among them. */
export function readPackagesConfig(text: string): NuGetReading {
  const xml = readXml(text);
  if (!xml.ok) return xml;
  if (xml.root.name.toLowerCase() !== 'packages') {
    return { ok: false, reason: 'is no packages.config' };
  }
  const rows = childrenOf(xml.root, 'package');
  return {
    ok: true,
    packages: rows.flatMap((row) => {
      const id = metadataOf(row, 'id');
      return id === null || !isPackageId(id)
        ? []
        : { id, version: metadataOf(row, 'version'), direct: null, confidence: 90 };
    }),
    frameworks: [
      ...new Set(rows.flatMap((row) => metadataOf(row, 'targetFramework')?.toLowerCase() ?? [])),
    ],
  };
}
