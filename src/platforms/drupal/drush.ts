import { entriesOf, isObject, textOf } from '../../analysis/manifests/shape.ts';
import type { Component, ComponentKind } from '../../core/component.ts';
import type { Advisory } from '../../core/package-record.ts';
import { drupalCore, phpRuntime } from './components.ts';
import { componentOfGroup, type Extension, groupedByProject } from './extensions.ts';

/** Core and PHP from `drush core:status --format=json`; null where the JSON is none of it. */
export function statusComponents(json: unknown, source: string): readonly Component[] | null {
  const core = textOf(json, 'drupal-version');
  if (core === null) return null;
  const php = textOf(json, 'php-version');
  return [drupalCore(core, source, 98), ...(php === null ? [] : [phpRuntime(php, source)])];
}

const kinds: ReadonlyMap<string, ComponentKind> = new Map([
  ['module', 'module'],
  ['theme', 'theme'],
  ['theme_engine', 'theme'],
  ['profile', 'profile'],
]);

/** Modules and themes from `drush pm:list --format=json`, without core’s; null where the JSON is none of it. */
export function listComponents(json: unknown, source: string): readonly Component[] | null {
  const rows = entriesOf(json);
  const isList = rows.some(
    ([, row]) => textOf(row, 'status') !== null && textOf(row, 'display_name') !== null,
  );
  if (!isList) return null;
  const extensions = rows.flatMap(([key, row]) => extensionOf(key, row));
  return groupedByProject(extensions).map((group) => {
    const bespoke = group.project === null && /(^|\/)custom(\/|$)/.test(group.main.path);
    return componentOfGroup(
      group,
      source,
      95,
      group.version !== null
        ? undefined
        : bespoke
          ? 'Bespoke: it names no version'
          : 'A git checkout or a bespoke extension: it names no version',
    );
  });
}

function extensionOf(key: string, row: unknown): Extension | readonly never[] {
  const project = textOf(row, 'project');
  const path = textOf(row, 'path') ?? key;
  if (project === 'drupal' || path.startsWith('core/')) return [];
  return {
    kind: kinds.get((textOf(row, 'type') ?? '').toLowerCase()) ?? 'module',
    machine: textOf(row, 'name') ?? key,
    // `Address (address)`
    name: (textOf(row, 'display_name') ?? key).replace(/ \([a-z0-9_]{1,100}\)$/, ''),
    path,
    version: textOf(row, 'version'),
    project,
    active: (textOf(row, 'status') ?? '').toLowerCase() === 'enabled',
  };
}

/**
 * What `drush pm:security --format=json` (Drush 12 and older) says: versions that have a known
 * vulnerability, without its name. Null where the JSON is none of it.
 */
export function securityAdvisories(json: unknown, source: string): readonly Advisory[] | null {
  if (Array.isArray(json)) return json.length === 0 ? [] : null;
  if (!isObject(json)) return null;
  return entriesOf(json).flatMap(([key, row]) => {
    const name = (textOf(row, 'name') ?? key).toLowerCase();
    const version = textOf(row, 'version');
    const project = /^drupal\/([a-z0-9_]{1,100})$/.exec(name)?.[1];
    if (version === null || project === undefined) return [];
    return {
      registry: 'drupal-org',
      package: project === 'core' ? 'drupal' : project,
      id: `drush-pm-security:${name}`,
      aliases: [],
      title: `Drush knows of a security release that ${name} ${version} is without`,
      cvss: null,
      rating: null,
      exploited: false,
      unauthenticatedCodeExecution: false,
      highlyCritical: false,
      ranges: [],
      versions: [version],
      fixedIn: [],
      publishedAt: null,
      url: null,
      source,
    } satisfies Advisory;
  });
}
