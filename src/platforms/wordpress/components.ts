import type { Component, Registry } from '../../core/component.ts';
import { oneLine } from '../../core/text.ts';

/** What a source says of one component, before it is put into shape. */
export interface Found {
  readonly slug: string;
  /** The slug stands in for a name that is missing. */
  readonly name?: string | null;
  readonly version: string | null;
  readonly active: boolean | null;
  readonly source: string;
  /** 0-100. */
  readonly confidence: number;
  /** WordPress.org unless told otherwise. */
  readonly registry?: Registry | null;
  readonly remark?: string;
}

/** WordPress itself. */
export function coreOf(found: Omit<Found, 'slug' | 'name' | 'active' | 'registry'>): Component {
  return component('core', { ...found, slug: 'wordpress', name: 'WordPress', active: true });
}

/** A plugin, a must-use plugin or a drop-in. */
export function pluginOf(found: Found): Component {
  return component('plugin', found);
}

/** A theme. */
export function themeOf(found: Found): Component {
  return component('theme', found);
}

/** What a package's own version ends with: Debian's `8.2.7-1~deb12u1`, Ubuntu's `7.4.3-4ubuntu2.18`, Sury's `8.3.1+ubuntu…`. */
const packaged = /^[\d.]{1,20}[-+~].{0,60}\d/;

/** PHP, by what `PHP_VERSION` prints. Null where that is no version. */
export function phpOf(
  printed: string,
  found: Pick<Found, 'source' | 'confidence' | 'remark'>,
): Component | null {
  const version = /^\d{1,3}(?:\.\d{1,3}){1,2}/.exec(printed)?.[0];
  if (version === undefined) return null;
  const remarks = [
    found.remark ?? '',
    packaged.test(printed)
      ? `built by a distribution (${oneLine(printed, 60)}), which repairs without raising the version`
      : '',
  ].filter((remark) => remark !== '');
  const runtime = { ...found, slug: 'php', name: 'PHP', version, active: true };
  return {
    ...component('runtime', { ...runtime, registry: 'php', remark: remarks.join('; ') }),
    scheme: 'numeric',
  };
}

/**
 * The name under which WordPress.org knows a plugin, by its file below the plugins’ folder: the
 * folder, or the name of a file that stands alone. `hello.php`, which WordPress ships, is published
 * as `hello-dolly`.
 */
export function slugOfPluginFile(file: string, name?: string | null): string {
  const [folder = '', ...rest] = file.split('/');
  if (rest.length > 0) return folder;
  const base = folder.replace(/\.php$/i, '');
  return base === 'hello' && /^(?:hello dolly|hello)?$/i.test(name ?? '') ? 'hello-dolly' : base;
}

/**
 * Where a component with this `Update URI` header is published: WordPress.org unless the header
 * names another place or `false`, which protects against a stranger’s plugin of the same name.
 */
export function registryOfUpdateUri(updateUri: string | null): Registry | null {
  if (updateUri === null || updateUri === '') return 'wordpress-org';
  const host = URL.parse(updateUri.includes('://') ? updateUri : `https://${updateUri}`)?.hostname;
  return host === 'wordpress.org' || host === 'w.org' ? 'wordpress-org' : null;
}

function component(kind: Component['kind'], found: Found): Component {
  const { slug, name, version, active, source, confidence, registry = 'wordpress-org' } = found;
  const shown = oneLine(name ?? '', 200);
  const number = oneLine(version ?? '', 60);
  return {
    kind,
    slug: oneLine(slug, 200),
    name: shown === '' ? oneLine(slug, 200) : shown,
    version: number === '' ? null : number,
    active,
    source,
    confidence,
    scheme: 'wordpress',
    registry,
    ...(found.remark ? { remark: oneLine(found.remark, 300) } : {}),
  };
}
