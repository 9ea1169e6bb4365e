import type { RuntimeConfig } from '../../analysis/manifests/dotnet-json.ts';
import type { NuGetPackage } from '../../analysis/manifests/nuget-packages.ts';
import { orderVersions } from '../../analysis/versions/compare.ts';
import type { Component } from '../../core/component.ts';

/** What one project says. */
export interface ProjectReading {
  /** Its name, for people. */
  readonly project: string;
  readonly packages: readonly NuGetPackage[];
  readonly frameworks: readonly string[];
  readonly runtime: RuntimeConfig | null;
}

/** Packages of all projects as components, each once: with the lowest version, since that one is the most endangered. */
export function packageComponents(
  readings: readonly ProjectReading[],
  source: string,
): readonly Component[] {
  const byId = Map.groupBy(
    readings.flatMap(({ project, packages }) => packages.map((one) => ({ ...one, project }))),
    ({ id }) => id.toLowerCase(),
  );
  return [...byId.values()].flatMap((uses) => {
    const lowest = uses.reduce((least, one) => (isLower(one, least) ? one : least));
    const versions = new Map(uses.map(({ version, project }) => [version, project]));
    const remark = [
      lowest.remark,
      versions.size > 1 ? `Versions differ: ${listed(versions)}` : undefined,
    ]
      .filter((part) => part !== undefined)
      .join('. ');
    const known = uses.filter(({ direct }) => direct !== null);
    return {
      kind: 'package',
      slug: lowest.id,
      name: lowest.id,
      version: lowest.version,
      active: true,
      source,
      confidence: lowest.confidence,
      scheme: 'nuget',
      registry: 'nuget',
      ...(known.length === 0 ? {} : { direct: known.some(({ direct }) => direct === true) }),
      ...(remark === '' ? {} : { remark }),
    } satisfies Component;
  });
}

const maxListed = 6;

function listed(versions: ReadonlyMap<string | null, string>): string {
  const all = [...versions].map(([version, project]) => `${version ?? 'unknown'} in ${project}`);
  const more = all.length > maxListed ? ` and ${all.length - maxListed} more` : '';
  return all.slice(0, maxListed).join(', ') + more;
}

function isLower(a: NuGetPackage, b: NuGetPackage): boolean {
  if (a.version === null || b.version === null) return b.version === null && a.version !== null;
  return orderVersions('nuget', a.version, b.version) === -1;
}

/** .NET as it runs: one with its exact version, or the line that a project is built for. */
export function dotnetRuntime(
  version: string,
  source: string,
  confidence: number,
  remark?: string,
): Component {
  return {
    kind: 'runtime',
    slug: 'dotnet',
    name: '.NET',
    version,
    active: true,
    source,
    confidence,
    scheme: 'numeric',
    registry: 'dotnet',
    ...(remark === undefined ? {} : { remark }),
  };
}

/** The line of .NET that a target framework means: `net8.0-windows` is `8.0`; null for .NET Framework and Standard. */
export function lineOf(framework: string): string | null {
  return /^net(?:coreapp)?(\d{1,2}\.\d{1,2})(?:$|-)/.exec(framework)?.[1] ?? null;
}

/** The version of .NET Framework that a target framework means: `net472` is `4.7.2`; null for any other. */
export function frameworkVersionOf(framework: string): string | null {
  const digits = /^net(\d{2,3})(?:$|-)/.exec(framework)?.[1];
  return digits === undefined ? null : [...digits].join('.');
}

/**
 * Runtimes by what projects are built for and published with. A line such as `8.0` says nothing of
 * the patch that a machine has: only a self-contained application brings its own.
 */
export function runtimeComponents(
  readings: readonly ProjectReading[],
  source: string,
): readonly Component[] {
  const contained = readings.flatMap(({ project, runtime }) =>
    runtime?.selfContained === true
      ? runtime.runtimes.map(({ version }) => ({ project, version }))
      : [],
  );
  const lines = readings.flatMap(({ project, frameworks, runtime }) =>
    [...frameworks, runtime?.framework ?? '']
      .flatMap((one) => lineOf(one) ?? [])
      .map((version) => ({ project, version })),
  );
  const fx = readings.flatMap(({ project, frameworks }) =>
    frameworks
      .flatMap((one) => frameworkVersionOf(one) ?? [])
      .map((version) => ({ project, version })),
  );
  const own = lowestOf(contained);
  const line = lowestOf(lines);
  const old = lowestOf(fx);
  const components: Component[] = [];
  if (own) {
    components.push(
      dotnetRuntime(
        own.version,
        source,
        95,
        `${own.project} brings its own .NET: an update of the machine does not repair it, publish it again`,
      ),
    );
  } else if (line) {
    components.push(
      dotnetRuntime(
        line.version,
        source,
        60,
        `The line that ${line.project} is built for; the patch that runs is told by dotnet --list-runtimes`,
      ),
    );
  }
  if (old) {
    components.push({
      ...dotnetRuntime(
        old.version,
        source,
        70,
        `What ${old.project} is built for; the machine may have a later one`,
      ),
      slug: 'dotnetfx',
      name: '.NET Framework',
    });
  }
  return components;
}

interface Use {
  readonly project: string;
  readonly version: string;
}

function lowestOf(uses: readonly Use[]): Use | null {
  return uses.reduce<Use | null>(
    (least, one) =>
      least === null || orderVersions('numeric', one.version, least.version) === -1 ? one : least,
    null,
  );
}
