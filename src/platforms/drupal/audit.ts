import { readComposerAudit } from '../../analysis/manifests/composer-audit.ts';
import { rangesOf } from '../../analysis/manifests/composer-constraint.ts';
import type { Component, Registry } from '../../core/component.ts';
import type { Advisory, PackageRecord } from '../../core/package-record.ts';

/** What `composer audit` says, in the words of all feeds; null where the JSON is none of it. */
export function auditHaul(
  json: unknown,
  source: string,
  components: readonly Component[],
): {
  readonly advisories: readonly Advisory[];
  readonly packages: readonly PackageRecord[];
} | null {
  const audit = readComposerAudit(json);
  if (audit === null) return null;
  return {
    advisories: audit.advisories.map((found) => {
      const { registry, name } = registryName(found.package);
      const ranges = found.affected === null ? null : rangesOf(found.affected);
      const { id, aliases, title, rating, publishedAt, url } = found;
      return {
        ...{ registry, package: name, id, aliases, title, rating, publishedAt, url, source },
        cvss: null,
        exploited: false,
        unauthenticatedCodeExecution: false,
        highlyCritical: false,
        ranges: ranges ?? [],
        // Composer looked at what is locked, so where its constraint is beyond us its word stands.
        versions: ranges === null ? versionsOf(components, registry, name) : [],
        fixedIn: (ranges ?? []).flatMap(({ to }) => (to && !to.inclusive ? [to.version] : [])),
      };
    }),
    packages: audit.abandoned.map((found) => ({
      ...registryName(found.package),
      published: true,
      releases: [],
      closed: null,
      unsupported:
        found.replacement === null
          ? 'abandoned by its maintainers'
          : `abandoned by its maintainers, who suggest ${found.replacement}`,
      insecure: null,
      supportedBranches: null,
      testedCore: null,
      source,
    })),
  };
}

function versionsOf(
  components: readonly Component[],
  registry: Registry,
  name: string,
): readonly string[] {
  return components
    .filter((one) => one.registry === registry && (one.project ?? one.slug) === name)
    .flatMap(({ version }) => version ?? []);
}

/** Drupal’s own packages are projects of drupal.org, all others live on Packagist. */
function registryName(composerName: string): {
  readonly registry: Registry;
  readonly name: string;
} {
  const [vendor, name] = composerName.split('/');
  if (vendor !== 'drupal' || name === undefined) {
    return { registry: 'packagist', name: composerName };
  }
  return { registry: 'drupal-org', name: /^core(-.*)?$/.test(name) ? 'drupal' : name };
}
