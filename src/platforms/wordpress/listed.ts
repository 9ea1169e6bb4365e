import { textOf } from '../../analysis/manifests/shape.ts';
import type { Component, ComponentKind } from '../../core/component.ts';
import type { PackageRecord } from '../../core/package-record.ts';
import { coreOf, phpOf, pluginOf, slugOfPluginFile, themeOf } from './components.ts';

/** Rows that a tool printed, made into components, and what it knew of newer versions. */
export interface Listed {
  readonly components: readonly Component[];
  readonly packages: readonly PackageRecord[];
}

/** No site has more; a longer list is cut. */
const maxRows = 5000;

/** Rows of `wp plugin list`: plugins, must-use plugins and drop-ins. */
export function pluginsOfCli(rows: readonly unknown[], source: string): Listed {
  return listed(rows, source, (row, name) => {
    const status = textOf(row, 'status');
    const published = status !== 'must-use' && status !== 'dropin';
    const title = textOf(row, 'title');
    return pluginOf({
      // Of a plugin in a folder WP-CLI prints the folder.
      slug: published ? slugOfPluginFile(textOf(row, 'file') ?? name, title) : name,
      name: title ?? name,
      version: textOf(row, 'version'),
      active: status === null ? null : status !== 'inactive',
      source,
      confidence: 100,
      registry: published ? 'wordpress-org' : null,
      ...(published ? {} : { remark: status === 'dropin' ? 'drop-in' : 'must-use plugin' }),
    });
  });
}

/** Rows of `wp theme list`. The parent of the active theme is in use, too. */
export function themesOfCli(rows: readonly unknown[], source: string): Listed {
  return listed(rows, source, (row, name) => {
    const status = textOf(row, 'status');
    return themeOf({
      slug: name,
      name: textOf(row, 'title') ?? name,
      version: textOf(row, 'version'),
      active: status === null ? null : status !== 'inactive',
      source,
      confidence: 100,
      ...(status === 'parent' ? { remark: 'parent of the active theme' } : {}),
    });
  });
}

/** Rows of `wp core check-update`: newer versions of WordPress, none where it is current. */
export function coreUpdatesOfCli(
  rows: readonly unknown[],
  source: string,
): readonly PackageRecord[] {
  const versions = rows.flatMap((row) => textOf(row, 'version') ?? []);
  return versions.length === 0 ? [] : [recordOf('core', 'wordpress', versions, source)];
}

/** Items of the REST route `wp/v2/plugins`. */
export function pluginsOfRest(items: readonly unknown[], source: string): readonly Component[] {
  return items.slice(0, maxRows).flatMap((item) => {
    const file = textOf(item, 'plugin');
    if (file === null) return [];
    const name = textOf(item, 'name');
    const status = textOf(item, 'status');
    return pluginOf({
      slug: slugOfPluginFile(file, name),
      name,
      version: textOf(item, 'version'),
      active: status === null ? null : status !== 'inactive',
      source,
      confidence: 100,
    });
  });
}

/** Items of the REST route `wp/v2/themes`. */
export function themesOfRest(items: readonly unknown[], source: string): readonly Component[] {
  const rows = items.slice(0, maxRows);
  const parents = new Set(
    rows.filter((row) => textOf(row, 'status') === 'active').map((row) => textOf(row, 'template')),
  );
  return rows.flatMap((row) => {
    const slug = textOf(row, 'stylesheet');
    if (slug === null) return [];
    const active = textOf(row, 'status') === 'active';
    const name = textOf(row, 'name', 'raw') ?? textOf(row, 'name', 'rendered');
    const version = textOf(row, 'version');
    const isParent = !active && parents.has(slug);
    return themeOf({
      ...{ slug, name, version, source, confidence: 100 },
      active: active || isParent,
      ...(isParent ? { remark: 'parent of the active theme' } : {}),
    });
  });
}

/** WordPress by what `wp core version` prints, after whatever PHP had to say; null where there is no version. */
export function coreOfCli(output: string, source: string): Component | null {
  const line = output.trim().split('\n').at(-1)?.trim() ?? '';
  const version = /^\d{1,2}\.\d{1,3}(?:\.\d{1,3})?(?:-[\w.-]{1,40})?$/.exec(line)?.[0];
  return version === undefined ? null : coreOf({ version, source, confidence: 100 });
}

/** PHP by what `wp cli info` prints; null where it does not say. */
export function phpOfCli(output: string, source: string): Component | null {
  const printed = /^PHP version:\s{0,20}(\S{1,60})/m.exec(output)?.[1];
  const remark = 'PHP of the command line; the web server may run another';
  return printed === undefined ? null : phpOf(printed, { source, confidence: 60, remark });
}

/** A file's own word for WordPress, `$wp_version`; null where it is not `version.php`. */
export function coreOfVersionFile(text: string, source: string): Component | null {
  const version = /^\s{0,20}\$wp_version\s{0,20}=\s{0,20}['"]([\w.-]{1,60})['"]/m.exec(text)?.[1];
  return version === undefined ? null : coreOf({ version, source, confidence: 100 });
}

function listed(
  rows: readonly unknown[],
  source: string,
  componentOf: (row: unknown, name: string) => Component,
): Listed {
  const known = rows.slice(0, maxRows).flatMap((row) => {
    const name = textOf(row, 'name');
    return name === null ? [] : { row, component: componentOf(row, name) };
  });
  return {
    components: known.map(({ component }) => component),
    packages: known.flatMap(({ row, component }) => {
      const newer = textOf(row, 'update_version');
      const isNewer = newer !== null && component.registry !== null;
      return isNewer ? recordOf(component.kind, component.slug, [newer], source) : [];
    }),
  };
}

/** What WordPress itself was told of newer versions. It says nothing of what lies between. */
function recordOf(
  kind: ComponentKind,
  name: string,
  versions: readonly string[],
  source: string,
): PackageRecord {
  const newestFirst = versions.toSorted((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  return {
    registry: 'wordpress-org',
    name,
    kind,
    published: true,
    releases: newestFirst.map((version) => ({
      version,
      releasedAt: null,
      security: false,
      withdrawn: false,
      unsupported: null,
    })),
    closed: null,
    unsupported: null,
    insecure: null,
    supportedBranches: null,
    testedCore: null,
    source,
  };
}
