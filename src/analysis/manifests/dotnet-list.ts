import type { AdvisoryRating } from '../../core/package-record.ts';
import { isPackageId } from './nuget-packages.ts';
import { fieldOf, listOf, textOf } from './shape.ts';

/** One package of one project, as `dotnet list package --format json` prints it. */
export interface ListedPackage {
  readonly id: string;
  readonly version: string | null;
  readonly direct: boolean;
  /** Of `--outdated`: the newest; null without one. */
  readonly latest: string | null;
  /** Of `--outdated`: no source that the project names has the package. */
  readonly notFound: boolean;
  /** Of `--deprecated`: its author’s words; null where it is not. */
  readonly deprecation: string | null;
  /** Of `--vulnerable`. */
  readonly vulnerabilities: readonly {
    readonly url: string;
    readonly rating: AdvisoryRating | null;
  }[];
}

/** One project of the list. */
export interface ListedProject {
  readonly path: string;
  readonly frameworks: readonly string[];
  readonly packages: readonly ListedPackage[];
}

/** What the tool printed. */
export interface PackageList {
  /** The arguments by which it was made, which tell what its silence means. */
  readonly parameters: string;
  readonly projects: readonly ListedProject[];
  /** What the tool could not look at: for those projects its silence means nothing. */
  readonly problems: readonly { readonly project: string | null; readonly text: string }[];
}

const ratings: ReadonlyMap<string, AdvisoryRating> = new Map([
  ['critical', 'critical'],
  ['high', 'high'],
  ['moderate', 'moderate'],
  ['low', 'low'],
]);

/** Reads the output of `dotnet list package --format json --output-version 1`; null where the JSON is none of it. */
export function readPackageList(json: unknown): PackageList | null {
  if (fieldOf(json, 'version') !== 1 || !Array.isArray(fieldOf(json, 'projects'))) return null;
  return {
    parameters: textOf(json, 'parameters') ?? '',
    projects: listOf(json, 'projects').map((project) => {
      const frameworks = listOf(project, 'frameworks');
      return {
        path: textOf(project, 'path') ?? 'a project',
        frameworks: frameworks.flatMap((one) => textOf(one, 'framework') ?? []),
        packages: frameworks.flatMap((one) => [
          ...listOf(one, 'topLevelPackages').flatMap((row) => packageOf(row, true)),
          ...listOf(one, 'transitivePackages').flatMap((row) => packageOf(row, false)),
        ]),
      };
    }),
    problems: listOf(json, 'problems').flatMap((problem) => {
      const text = textOf(problem, 'text');
      return text === null ? [] : { project: textOf(problem, 'project'), text };
    }),
  };
}

function packageOf(row: unknown, direct: boolean): ListedPackage | readonly never[] {
  const id = textOf(row, 'id');
  if (id === null || !isPackageId(id)) return [];
  const latest = textOf(row, 'latestVersion');
  const isVersion = latest !== null && /^\d/.test(latest);
  return {
    id,
    version: textOf(row, 'resolvedVersion'),
    direct,
    latest: isVersion ? latest : null,
    notFound: latest !== null && !isVersion,
    deprecation: deprecationOf(row),
    vulnerabilities: listOf(row, 'vulnerabilities').flatMap((one) => {
      // The tool spells it in lower case; NuGet's own documents do not.
      const url = textOf(one, 'advisoryurl') ?? textOf(one, 'advisoryUrl');
      const rating = ratings.get((textOf(one, 'severity') ?? '').toLowerCase()) ?? null;
      return url === null ? [] : { url, rating };
    }),
  };
}

function deprecationOf(row: unknown): string | null {
  const reasons = listOf(row, 'deprecationReasons').filter((one) => typeof one === 'string');
  if (reasons.length === 0) return null;
  const instead = textOf(row, 'alternativePackage', 'id');
  const range = textOf(row, 'alternativePackage', 'versionRange');
  const advice = instead === null ? '' : `; use ${[instead, range].filter(Boolean).join(' ')}`;
  return `deprecated by its author (${reasons.join(', ')})${advice}`;
}
