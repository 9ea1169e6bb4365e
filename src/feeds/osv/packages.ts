import { type OsvEntry, osvKey } from '../../analysis/feeds/osv-entry.ts';
import type { Component, Registry } from '../../core/component.ts';
import type { Advisory } from '../../core/package-record.ts';
import { isDrupal7, isProjectName, projectOf } from '../drupal-org/projects.ts';

/** Under which names OSV and the site know a component's package. */
export interface OsvPackage {
  readonly component: Component;
  readonly ecosystem: string;
  /** OSV takes the case of names seriously. */
  readonly name: string;
  /** As the ecosystem spells it; null where it has no such version, as for a branch. */
  readonly version: string | null;
  /** `osvKey`. */
  readonly key: string;
  readonly registry: Registry;
  /** As the site's registry has it. */
  readonly package: string;
}

/** Drupal's own repository of packages for Composer, as OSV names it. */
const drupalEcosystem = 'Packagist:https://packages.drupal.org/8';

/**
 * The package of a component; null where OSV has no ecosystem for it. Drupal's projects are there under
 * the names and versions that Composer has for them: https://www.drupal.org/docs/develop/using-composer.
 */
export function osvPackageOf(component: Component): OsvPackage | null {
  const { registry, project, slug, version } = component;
  if (registry === 'nuget') {
    return named(component, registry, slug, { ecosystem: 'NuGet', name: slug, version });
  }
  if (registry === 'packagist') {
    const name = (project ?? slug).toLowerCase();
    const ecosystem = name.startsWith('drupal/') ? drupalEcosystem : 'Packagist';
    return named(component, registry, project ?? slug, { ecosystem, name, version });
  }
  // Composer knows nothing of Drupal 7.
  if (registry !== 'drupal-org' || isDrupal7(component)) return null;
  const own = projectOf(component);
  if (!isProjectName(own)) return null;
  const isCore = own === 'drupal';
  return named(component, registry, project ?? slug, {
    ecosystem: isCore ? 'Packagist' : drupalEcosystem,
    name: isCore ? 'drupal/core' : `drupal/${own}`,
    version: version === null ? null : composerVersion(version),
  });
}

/** What is kept of OSV's entries, as advisories for the package that the site has. */
export function osvAdvisories(of: OsvPackage, entries: readonly OsvEntry[]): readonly Advisory[] {
  return entries
    .filter(({ key }) => key === of.key)
    .map(({ advisory }) => ({ ...advisory, registry: of.registry, package: of.package }));
}

function named(
  component: Component,
  registry: Registry,
  own: string,
  { ecosystem, name, version }: Pick<OsvPackage, 'ecosystem' | 'name' | 'version'>,
): OsvPackage {
  const isRelease =
    version !== null && /^v?\d[\w.+-]{0,99}$/.test(version) && !/dev/i.test(version);
  return {
    component,
    ecosystem,
    name,
    version: isRelease ? version : null,
    key: osvKey(ecosystem, name),
    registry,
    package: own,
  };
}

/** `1.12.0` for `8.x-1.12`. */
function composerVersion(version: string): string {
  return version.replace(/^8\.x-(\d{1,9}\.\d{1,9})(?!\.)/, '$1.0');
}
