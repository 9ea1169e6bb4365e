import { fieldOf, listOf, textOf } from '../../analysis/manifests/shape.ts';
import { toolJson } from '../../analysis/manifests/tool-json.ts';
import type { ServiceNotice } from '../../core/artifacts/inventory.ts';
import type { Component } from '../../core/component.ts';
import type { PackageRecord } from '../../core/package-record.ts';
import type { RouteHaul } from '../../core/platform-module.ts';
import { oneLine } from '../../core/text.ts';
import { isApiVersion, releasedAt } from './calendar.ts';
import { apiComponent, appComponent, themeComponent } from './components.ts';
import { scriptTagNotice, webhookNotice } from './notices.ts';
import type { QueryName } from './queries.ts';

/** How a route reads its answers. */
export interface Reading {
  readonly source: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

const read: Readonly<Record<QueryName, (data: unknown, reading: Reading) => RouteHaul | null>> = {
  themes: readThemes,
  apps: readApps,
  versions: readVersions,
  scriptTags: readScriptTags,
  webhooks: readWebhooks,
};

/** What the answer to one of the questions holds; null where it is the answer to another. */
export function readData(query: QueryName, data: unknown, reading: Reading): RouteHaul | null {
  return read[query](data, reading);
}

function readThemes(data: unknown, { source }: Reading): RouteHaul | null {
  if (!Array.isArray(fieldOf(data, 'themes', 'nodes'))) return null;
  const main = listOf(data, 'themes', 'nodes').find((node) => textOf(node, 'role') === 'MAIN');
  if (main === undefined) return { components: [], complete: [] };
  const schema = listOf(main, 'files', 'nodes').flatMap((file) =>
    textOf(file, 'filename') === 'config/settings_schema.json'
      ? (textOf(file, 'body', 'content') ?? [])
      : [],
  )[0];
  const info = schema === undefined ? null : themeInfo(schema);
  const name = textOf(main, 'name') ?? 'Theme';
  const component = themeComponent({
    schemaName: info?.name ?? null,
    name,
    version: info?.version ?? null,
    fromStore: typeof fieldOf(main, 'themeStoreId') === 'number',
    source,
    confidence: 95,
  });
  return { components: [component], complete: ['theme'] };
}

/** What `config/settings_schema.json` says of its theme. A comment may stand before the JSON. */
export function themeInfo(
  schema: string,
): { readonly name: string | null; readonly version: string | null } | null {
  const json = toolJson(schema.trimStart().replace(/^\/\*[\s\S]*?\*\//, ''));
  if (!Array.isArray(json)) return null;
  const info: unknown = json.find((row: unknown) => textOf(row, 'name') === 'theme_info');
  return info === undefined
    ? null
    : { name: textOf(info, 'theme_name'), version: textOf(info, 'theme_version') };
}

function readApps(data: unknown, { source }: Reading): RouteHaul | null {
  if (!Array.isArray(fieldOf(data, 'appInstallations', 'nodes'))) return null;
  const components = listOf(data, 'appInstallations', 'nodes').flatMap(
    (node): Component | readonly never[] => {
      const title = textOf(node, 'app', 'title');
      const handle = textOf(node, 'app', 'handle') ?? title;
      if (handle === null) return [];
      return appComponent({
        handle,
        title: title ?? handle,
        version: null,
        source,
        confidence: 95,
      });
    },
  );
  return cutOff(data, 'appInstallations')
    ? {
        components,
        complete: [],
        remarks: [{ about: 'apps', message: 'Only the first 100 apps were listed' }],
      }
    : { components, complete: ['app'] };
}

function readVersions(data: unknown, { source, now }: Reading): RouteHaul | null {
  if (!Array.isArray(fieldOf(data, 'publicApiVersions'))) return null;
  const releases = listOf(data, 'publicApiVersions').flatMap((row) => {
    const version = textOf(row, 'handle');
    const released = version === null ? null : releasedAt(version);
    // Candidates of the next quarter are unsupported as well, but not since they are old.
    if (version === null || released === null || released > now) return [];
    const supported = fieldOf(row, 'supported') === true;
    return {
      version,
      releasedAt: released,
      security: false,
      withdrawn: false,
      unsupported: supported ? null : 'no longer supported by Shopify',
    };
  });
  const record: PackageRecord = {
    registry: 'shopify',
    name: 'admin-api',
    published: true,
    releases: releases.toSorted((a, b) => b.releasedAt - a.releasedAt),
    closed: null,
    unsupported: null,
    insecure: null,
    supportedBranches: null,
    testedCore: null,
    source,
  };
  return { components: [], complete: [], packages: releases.length === 0 ? [] : [record] };
}

function readScriptTags(data: unknown, { now }: Reading): RouteHaul | null {
  if (!Array.isArray(fieldOf(data, 'scriptTags', 'nodes'))) return null;
  const notices = listOf(data, 'scriptTags', 'nodes').flatMap((node) => {
    const src = textOf(node, 'src');
    return src === null ? [] : scriptTagNotice(src, textOf(node, 'displayScope'), now);
  });
  return {
    components: [],
    complete: [],
    notices,
    remarks: cutOff(data, 'scriptTags')
      ? [{ about: 'script tags', message: 'Only the first 100 script tags were listed' }]
      : [],
  };
}

/** Versions that webhooks are sent in: the oldest is the one that ends first. */
function readWebhooks(data: unknown, { source }: Reading): RouteHaul | null {
  if (!Array.isArray(fieldOf(data, 'webhookSubscriptions', 'nodes'))) return null;
  const rows = listOf(data, 'webhookSubscriptions', 'nodes').flatMap((node) => {
    const version = textOf(node, 'apiVersion', 'handle');
    if (version === null || !isApiVersion(version)) return [];
    const supported = fieldOf(node, 'apiVersion', 'supported') !== false;
    return { version, supported, topic: oneLine(textOf(node, 'topic') ?? 'a topic', 80) };
  });
  const notices: readonly ServiceNotice[] = rows.flatMap(({ supported, topic, version }) =>
    supported ? [] : webhookNotice(topic, version),
  );
  const oldest = rows.map(({ version }) => version).sort()[0];
  return {
    components:
      oldest === undefined
        ? []
        : [apiComponent(oldest, source, 80, 'The oldest version that a webhook is sent in')],
    complete: [],
    notices,
  };
}

function cutOff(data: unknown, connection: string): boolean {
  return fieldOf(data, connection, 'pageInfo', 'hasNextPage') === true;
}
