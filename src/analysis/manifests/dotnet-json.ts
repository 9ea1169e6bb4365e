import { conflictLine } from './merge-conflict.ts';
import {
  frameworkName,
  isPackageId,
  type NuGetPackage,
  type NuGetReading,
} from './nuget-packages.ts';
import { entriesOf, fieldOf, isObject, listOf, textOf } from './shape.ts';
import { toolJson } from './tool-json.ts';

/**
 * Reads a `packages.lock.json`: what restore resolved, by target framework
 * (https://learn.microsoft.com/nuget/consume-packages/package-references-in-project-files#locking-dependencies).
 */
export function readPackagesLock(text: string): NuGetReading {
  return reading(text, (json) => {
    if (typeof fieldOf(json, 'version') !== 'number' || !isObject(fieldOf(json, 'dependencies'))) {
      return null;
    }
    const targets = entriesOf(json, 'dependencies');
    return {
      packages: targets.flatMap(([, rows]) =>
        entriesOf(rows).flatMap(([id, row]) => {
          const type = textOf(row, 'type') ?? '';
          if (type === 'Project') return [];
          return packageOf(id, textOf(row, 'resolved'), type === 'Direct', 97);
        }),
      ),
      frameworks: targets.map(([target]) => frameworkName(target)),
    };
  });
}

/** Reads an `<app>.deps.json`: what was published, so what runs. */
export function readDeps(text: string): NuGetReading {
  return reading(text, (json) => {
    if (!isObject(fieldOf(json, 'libraries'))) return null;
    const target = textOf(json, 'runtimeTarget', 'name');
    const libraries = entriesOf(json, 'libraries');
    const own = libraries.filter(([, row]) => textOf(row, 'type') === 'project');
    const direct = new Set(
      own.flatMap(([key]) =>
        entriesOf(fieldOf(json, 'targets', target ?? '', key), 'dependencies').map(([id]) =>
          id.toLowerCase(),
        ),
      ),
    );
    return {
      packages: libraries.flatMap(([key, row]) => {
        if (textOf(row, 'type') !== 'package') return [];
        const { id, version } = splitKey(key);
        return packageOf(id, version, direct.size === 0 ? null : direct.has(id.toLowerCase()), 97);
      }),
      frameworks: target === null ? [] : [frameworkName(target)],
    };
  });
}

/** Reads an `obj/project.assets.json`: what the last restore resolved. */
export function readProjectAssets(text: string): NuGetReading {
  return reading(text, (json) => {
    if (!isObject(fieldOf(json, 'libraries')) || !isObject(fieldOf(json, 'targets'))) return null;
    const direct = new Set(
      entriesOf(json, 'project', 'frameworks').flatMap(([, framework]) =>
        entriesOf(framework, 'dependencies').map(([id]) => id.toLowerCase()),
      ),
    );
    return {
      packages: entriesOf(json, 'libraries').flatMap(([key, row]) => {
        if (textOf(row, 'type') !== 'package') return [];
        const { id, version } = splitKey(key);
        return packageOf(id, version, direct.has(id.toLowerCase()), 90);
      }),
      frameworks: entriesOf(json, 'targets').map(([target]) => frameworkName(target)),
    };
  });
}

/** The runtime that an application asks for, or brings along. */
export interface RuntimeConfig {
  readonly framework: string | null;
  /** `Microsoft.NETCore.App` or `Microsoft.AspNetCore.App`, with the version: of a shared one the least. */
  readonly runtimes: readonly { readonly name: string; readonly version: string }[];
  /** True where the runtime is part of the application, so that an update of the machine’s changes nothing. */
  readonly selfContained: boolean;
}

/** Reads an `<app>.runtimeconfig.json`; null where the text is none. */
export function readRuntimeConfig(text: string): RuntimeConfig | null {
  const options = fieldOf(toolJson(text), 'runtimeOptions');
  if (!isObject(options)) return null;
  const included = listOf(options, 'includedFrameworks');
  const rows =
    included.length > 0
      ? included
      : [fieldOf(options, 'framework'), ...listOf(options, 'frameworks')];
  return {
    framework: textOf(options, 'tfm'),
    runtimes: rows.flatMap((row) => {
      const name = textOf(row, 'name');
      const version = textOf(row, 'version');
      return name === null || version === null ? [] : [{ name, version }];
    }),
    selfContained: included.length > 0,
  };
}

function reading(
  text: string,
  read: (json: unknown) => Omit<NuGetReading & { ok: true }, 'ok'> | null,
): NuGetReading {
  const json = toolJson(text);
  const found = json === undefined ? null : read(json);
  if (found) return { ok: true, ...found };
  const line = conflictLine(text);
  return {
    ok: false,
    reason:
      line === null
        ? 'is not what .NET’s tools write; restore the project again'
        : `has merge-conflict markers from line ${line}; resolve the merge`,
  };
}

/** `Newtonsoft.Json/13.0.1`, split at its last slash. */
function splitKey(key: string): { readonly id: string; readonly version: string | null } {
  const slash = key.lastIndexOf('/');
  return slash < 0
    ? { id: key, version: null }
    : { id: key.slice(0, slash), version: key.slice(slash + 1) || null };
}

function packageOf(
  id: string,
  version: string | null,
  direct: boolean | null,
  confidence: number,
): readonly NuGetPackage[] {
  return isPackageId(id) ? [{ id, version, direct, confidence }] : [];
}
