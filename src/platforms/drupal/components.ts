import type { ComposerPackage } from '../../analysis/manifests/composer-lock.ts';
import type { Component, ComponentKind } from '../../core/component.ts';

/** Drupal itself. */
export function drupalCore(
  version: string | null,
  source: string,
  confidence: number,
  remark?: string,
): Component {
  return {
    kind: 'core',
    slug: 'drupal',
    name: 'Drupal',
    version,
    active: true,
    source,
    confidence: version === null ? 0 : confidence,
    scheme: 'drupal',
    registry: 'drupal-org',
    ...(remark === undefined ? {} : { remark }),
  };
}

/** PHP, whose distribution may have put its own suffix behind the version: `8.2.29-1+deb12u1`. */
export function phpRuntime(version: string, source: string): Component {
  const upstream = /^\d{1,4}(?:\.\d{1,4}){1,2}/.exec(version)?.[0] ?? null;
  return {
    kind: 'runtime',
    slug: 'php',
    name: 'PHP',
    version: upstream ?? version,
    active: true,
    source,
    confidence: 95,
    scheme: 'numeric',
    registry: 'php',
    ...(upstream === null || upstream === version
      ? {}
      : {
          remark: `Packaged as ${version}; distributions repair old versions without a new number`,
        }),
  };
}

const kindByType: ReadonlyMap<string, ComponentKind> = new Map([
  ['drupal-module', 'module'],
  ['drupal-custom-module', 'module'],
  ['drupal-theme', 'theme'],
  ['drupal-custom-theme', 'theme'],
  ['drupal-profile', 'profile'],
  ['drupal-custom-profile', 'profile'],
]);

/** Which part of the site a Composer package is; null for those that only hold core together. */
export function kindOfPackage({ name, type }: ComposerPackage): ComponentKind | null {
  if (name === 'drupal/core') return 'core';
  if (name.startsWith('drupal/core-')) return null;
  return kindByType.get(type ?? '') ?? 'package';
}

/** A package of Composer as a component; null for those that only hold core together. */
export function componentOfPackage(
  found: ComposerPackage,
  {
    source,
    confidence,
    required,
  }: {
    readonly source: string;
    readonly confidence: number;
    /** What the site itself asks for; null where nobody knows. */
    readonly required: ReadonlySet<string> | null;
  },
): Component | null {
  const kind = kindOfPackage(found);
  if (kind === null) return null;
  const version = found.drupalVersion ?? found.version;
  if (kind === 'core') return drupalCore(version, source, confidence);
  const [vendor = '', name = found.name] = found.name.split('/');
  const ofDrupal = vendor === 'drupal';
  const bespoke = found.type?.startsWith('drupal-custom-') === true;
  const extension = kind !== 'package';
  return {
    kind,
    slug: extension || ofDrupal ? name : found.name,
    name: extension || ofDrupal ? name : found.name,
    version,
    active: null,
    source,
    confidence,
    scheme: ofDrupal ? 'drupal' : 'composer',
    registry: bespoke ? null : ofDrupal ? 'drupal-org' : 'packagist',
    ...(extension && !ofDrupal && !bespoke ? { project: found.name } : {}),
    ...(kind === 'package' && required ? { direct: required.has(found.name) } : {}),
    ...remarkOf(found),
  };
}

function remarkOf(found: ComposerPackage): { readonly remark?: string } {
  if (isDevelopment(found.version)) {
    const commit = found.reference === null ? '' : ` at ${found.reference.slice(0, 12)}`;
    return { remark: `A development branch${commit}: no release` };
  }
  return found.covered ? {} : { remark: notCovered };
}

/** Said of releases that Drupal’s security team does not look after. */
export const notCovered = 'Not covered by Drupal’s security advisory policy';

/** Whether Composer or drupal.org means a branch: `dev-main`, `2.x-dev`. */
export function isDevelopment(version: string): boolean {
  return version.startsWith('dev-') || version.endsWith('-dev');
}

/**
 * Whether two spellings mean one release: drupal.org’s `8.x-1.12` is Composer’s `1.12.0`
 * (https://www.drupal.org/docs/develop/using-composer).
 */
export function sameRelease(a: string, b: string): boolean {
  return canonical(a) === canonical(b);
}

function canonical(version: string): string {
  const [, numbers = version, extra = ''] =
    /^(?:\d{1,2}\.x-|v)?(\d[\d.]{0,60})(.{0,60})$/.exec(version.toLowerCase()) ?? [];
  return `${numbers.split('.').length === 2 ? `${numbers}.0` : numbers}${extra}`;
}
