import type { PackageList } from '../../analysis/manifests/dotnet-list.ts';
import type { InventoryRemark } from '../../core/artifacts/inventory.ts';
import type { Advisory, PackageRecord } from '../../core/package-record.ts';
import type { RouteHaul } from '../../core/platform-module.ts';
import { type ProjectReading, packageComponents, runtimeComponents } from './components.ts';

/** What one list of `dotnet list package` holds, whichever of its modes made it. */
export function listHaul(list: PackageList, source: string): RouteHaul {
  // Of `--outdated` and its like only what has a finding is listed, so its silence completes nothing.
  const plain = !/--(outdated|vulnerable|deprecated)/.test(list.parameters);
  const readings = list.projects.map(({ path, packages, frameworks }): ProjectReading => {
    return {
      project: projectName(path),
      packages: packages.map(({ id, version, direct }) => ({
        id,
        version,
        direct,
        confidence: 98,
      })),
      frameworks,
      runtime: null,
    };
  });
  return {
    components: [...packageComponents(readings, source), ...runtimeComponents(readings, source)],
    complete: plain && list.problems.length === 0 ? ['package'] : [],
    remarks: problemsOf(list),
    packages: recordsOf(list, source),
    advisories: advisoriesOf(list, source),
  };
}

/** What the tool could not look at. */
export function problemsOf({ problems }: PackageList): readonly InventoryRemark[] {
  return problems.map(({ project, text }) => ({
    about: project === null ? 'dotnet list package' : projectName(project),
    message: text,
  }));
}

function projectName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

function recordsOf({ projects }: PackageList, source: string): readonly PackageRecord[] {
  const rows = projects.flatMap(({ packages }) => packages);
  return rows.flatMap(({ id, latest, notFound, deprecation }) => {
    if (latest === null && !notFound && deprecation === null) return [];
    return {
      registry: 'nuget',
      name: id,
      published: !notFound,
      releases:
        latest === null
          ? []
          : [
              {
                version: latest,
                releasedAt: null,
                security: false,
                withdrawn: false,
                unsupported: null,
              },
            ],
      closed: null,
      unsupported: deprecation,
      insecure: null,
      supportedBranches: null,
      testedCore: null,
      source,
    } satisfies PackageRecord;
  });
}

function advisoriesOf({ projects }: PackageList, source: string): readonly Advisory[] {
  const found = new Map<string, Advisory>();
  for (const { id, version, vulnerabilities } of projects.flatMap(({ packages }) => packages)) {
    for (const { url, rating } of version === null ? [] : vulnerabilities) {
      const name = /\/(GHSA(?:-[a-z0-9]{4}){3}|CVE-\d{4}-\d{4,9})$/i.exec(url)?.[1] ?? url;
      const key = `${id.toLowerCase()} ${name}`;
      const versions = new Set([...(found.get(key)?.versions ?? []), version ?? '']);
      found.set(key, {
        registry: 'nuget',
        package: id,
        id: name,
        aliases: [],
        title: `Known vulnerability of ${id}`,
        cvss: null,
        rating,
        exploited: false,
        unauthenticatedCodeExecution: false,
        highlyCritical: false,
        ranges: [],
        versions: [...versions],
        fixedIn: [],
        publishedAt: null,
        url,
        source,
      });
    }
  }
  return [...found.values()];
}
