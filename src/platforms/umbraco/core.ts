import type { Component } from '../../core/component.ts';
import type { InventoryRoute, RouteOutcome } from '../../core/platform-module.ts';

/** The packages that are Umbraco, by its generation; the first that is installed names the version. */
const corePackages = [
  { core: 'Umbraco.Cms', packages: ['umbraco.cms', 'umbraco.cms.core'] },
  { core: 'UmbracoCms', packages: ['umbracocms', 'umbracocms.core'] },
];

/** Umbraco itself: since version 9 the package `Umbraco.Cms`, before `UmbracoCms`. */
export function umbracoCore(
  slug: string,
  version: string | null,
  source: string,
  confidence: number,
  remark?: string,
): Component {
  return {
    kind: 'core',
    slug,
    name: 'Umbraco',
    version,
    active: true,
    source,
    confidence: version === null ? 0 : confidence,
    scheme: 'nuget',
    registry: 'nuget',
    ...(remark === undefined ? {} : { remark }),
  };
}

/** A route of .NET whose packages tell which Umbraco it is. */
export function withCore(route: InventoryRoute): InventoryRoute {
  return {
    ...route,
    take: async (ports) => coreNamed(await route.take(ports)),
  };
}

function coreNamed(outcome: RouteOutcome): RouteOutcome {
  if (!outcome.ok) return outcome;
  const { components, complete, remarks = [] } = outcome;
  for (const { core, packages } of corePackages) {
    const found = packages
      .map((name) => components.find(({ slug }) => slug.toLowerCase() === name))
      .find((one) => one !== undefined);
    if (!found) continue;
    const { version, source, confidence, remark } = found;
    return {
      ...outcome,
      components: [
        umbracoCore(core, version, source, confidence, remark),
        ...components.filter(({ slug }) => slug.toLowerCase() !== core.toLowerCase()),
      ],
      complete: ['core', ...complete],
    };
  }
  return {
    ...outcome,
    remarks: [
      ...remarks,
      { about: 'Umbraco.Cms', message: 'No package of Umbraco is among those that were found' },
    ],
  };
}
