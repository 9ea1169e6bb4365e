import { conflictLine } from './merge-conflict.ts';
import { entriesOf, fieldOf, isObject, listOf, textOf } from './shape.ts';
import { toolJson } from './tool-json.ts';

/** One package, as `composer.lock` or `vendor/composer/installed.json` describes it. */
export interface ComposerPackage {
  /** Vendor and name: `symfony/yaml`. */
  readonly name: string;
  /** Composer’s spelling: `v6.4.11`, `1.12.0`, `dev-2.x`. */
  readonly version: string;
  /** Such as `drupal-module`; null where it names none. */
  readonly type: string | null;
  /** Drupal.org’s spelling: `8.x-1.12`. */
  readonly drupalVersion: string | null;
  /** False where Drupal’s security team says that it does not look after this release. */
  readonly covered: boolean;
  /** Commit or tag. */
  readonly reference: string | null;
}

/** What was read, or why nothing could be. */
export type ComposerPackages =
  | { readonly ok: true; readonly packages: readonly ComposerPackage[] }
  | { readonly ok: false; readonly reason: string };

/** Packages of a `composer.lock`, those for development apart. */
export function readComposerLock(text: string): ComposerPackages {
  return readPackages(text, (json) => (isComposerLock(json) ? listOf(json, 'packages') : null));
}

/** Whether this is the content of a `composer.lock`. */
export function isComposerLock(json: unknown): boolean {
  return (
    Array.isArray(fieldOf(json, 'packages')) &&
    (textOf(json, 'content-hash') ?? textOf(json, 'hash') ?? textOf(json, 'minimum-stability')) !==
      null
  );
}

/** Packages of `vendor/composer/installed.json`: a list with Composer 1, an object since Composer 2. */
export function readComposerInstalled(text: string): ComposerPackages {
  return readPackages(text, (json) => {
    if (Array.isArray(json)) return json;
    return Array.isArray(fieldOf(json, 'packages')) ? listOf(json, 'packages') : null;
  });
}

/** Names that a `composer.json` requires itself; null where it cannot be read. */
export function readComposerRequirements(text: string): ReadonlySet<string> | null {
  const json = toolJson(text);
  return isObject(json)
    ? new Set(entriesOf(json, 'require').map(([name]) => name.toLowerCase()))
    : null;
}

/** Rows without a name or a version are nothing that could be looked up. */
function composerPackagesIn(rows: readonly unknown[]): readonly ComposerPackage[] {
  return rows.flatMap((row) => {
    const name = textOf(row, 'name');
    const version = textOf(row, 'version');
    if (name === null || version === null) return [];
    return {
      name: name.toLowerCase(),
      version,
      type: textOf(row, 'type'),
      drupalVersion: textOf(row, 'extra', 'drupal', 'version'),
      covered: textOf(row, 'extra', 'drupal', 'security-coverage', 'status') !== 'not-covered',
      reference: textOf(row, 'source', 'reference') ?? textOf(row, 'dist', 'reference'),
    };
  });
}

function readPackages(
  text: string,
  rowsOf: (json: unknown) => readonly unknown[] | null,
): ComposerPackages {
  const json = toolJson(text);
  const rows = json === undefined ? null : rowsOf(json);
  if (rows !== null) return { ok: true, packages: composerPackagesIn(rows) };
  const line = conflictLine(text);
  return {
    ok: false,
    reason:
      line === null
        ? 'is not what Composer writes; restore it from version control'
        : `has merge-conflict markers from line ${line}; resolve the merge`,
  };
}
