/** What a component is to the site that runs on it. */
export const componentKinds = [
  'core',
  'plugin',
  'module',
  'theme',
  'profile',
  'package',
  'app',
  'api',
  'runtime',
] as const;
export type ComponentKind = (typeof componentKinds)[number];

/** By whose rules two versions are compared. `numeric`: dotted numbers alone, as runtimes have. */
export const versionSchemes = [
  'wordpress',
  'drupal',
  'composer',
  'semver',
  'nuget',
  'shopify',
  'numeric',
] as const;
export type VersionScheme = (typeof versionSchemes)[number];

/** Where a component is published, so where its releases and advisories are found. */
export const registries = [
  'wordpress-org',
  'drupal-org',
  'packagist',
  'nuget',
  'dotnet',
  'php',
  'shopify',
] as const;
export type Registry = (typeof registries)[number];

/** One thing that is installed at a site, as one source reports it. */
export interface Component {
  readonly kind: ComponentKind;
  /**
   * The name by which its registry knows it: `akismet`, `address`, `Umbraco.Cms`; of a core the
   * platform's id, of a runtime `php` or `dotnet`. Drupal's core is `drupal`.
   */
  readonly slug: string;
  /** For people. */
  readonly name: string;
  /** As the source spells it; null where no source says. */
  readonly version: string | null;
  /** Null where the source cannot tell: a folder does not know what is switched on. */
  readonly active: boolean | null;
  /** Id of the inventory route that brought it. */
  readonly source: string;
  /** 0-100: how sure the version is. */
  readonly confidence: number;
  readonly scheme: VersionScheme;
  /** Null where it is published nowhere that we know: bespoke, premium, private. */
  readonly registry: Registry | null;
  /** Drupal: the project that ships the module. Releases belong to projects. Equals `slug` where left out. */
  readonly project?: string;
  /** False for a package that another one brought. */
  readonly direct?: boolean;
  /** Why the version is what it is, or why there is none: a git checkout, a development branch. One line. */
  readonly remark?: string;
}

/** Identity of a component within a site: `plugin/akismet`. Two routes that report it mean the same thing. */
export function componentKey({ kind, slug }: Pick<Component, 'kind' | 'slug'>): string {
  return `${kind}/${slug.toLowerCase()}`;
}

/**
 * The name under which releases and advisories of a component are kept: `nuget/umbraco.cms`,
 * `wordpress-org/theme/harbour`. Null for one that no registry publishes.
 */
export function packageKey({
  registry,
  kind,
  project,
  slug,
}: Pick<Component, 'registry' | 'kind' | 'project' | 'slug'>): string | null {
  return registry === null ? null : packageKeyOf(registry, project ?? slug, kind);
}

/**
 * The same for a name that a registry uses. Registries ignore case; on WordPress.org, alone among
 * them, a plugin and a theme may share a name.
 */
export function packageKeyOf(
  registry: Registry,
  name: string,
  kind: ComponentKind = 'plugin',
): string {
  const family = registry === 'wordpress-org' ? `${registry}/${kind}` : registry;
  return `${family}/${name.toLowerCase()}`;
}
