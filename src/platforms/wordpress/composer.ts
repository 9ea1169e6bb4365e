import type { ComposerPackage } from '../../analysis/manifests/composer-lock.ts';
import type { Component } from '../../core/component.ts';
import { coreOf, type Found, pluginOf, themeOf } from './components.ts';

/** Packages that are WordPress itself. */
const cores = /^(?:roots\/wordpress(?:-no-content|-full)?|johnpbloch\/wordpress-core)$/;

/** Vendors under which mirrors of WordPress.org publish its plugins and themes. */
const mirrors: Readonly<Record<string, 'plugin' | 'theme'>> = {
  'wpackagist-plugin': 'plugin',
  'wpackagist-theme': 'theme',
  'wp-plugin': 'plugin',
  'wp-theme': 'theme',
};

/** WordPress, plugins and themes among what Composer locked; the rest are libraries, and nobody’s plugin. */
export function composerComponents(
  packages: readonly ComposerPackage[],
  source: string,
): readonly Component[] {
  return packages.flatMap(({ name, version: spelled, type }) => {
    const [vendor = '', slug = ''] = name.split('/');
    const isBranch = /^dev-|-dev$/.test(spelled);
    const version = isBranch ? null : spelled.replace(/^v(?=\d)/, '');
    const remark = isBranch ? `development branch ${spelled}` : 'locked by Composer';
    const found: Found = { slug, version, active: null, source, confidence: 95, remark };
    if (cores.test(name)) return coreOf(found);
    const kind = Object.hasOwn(mirrors, vendor) ? mirrors[vendor] : undefined;
    if (kind) return kind === 'plugin' ? pluginOf(found) : themeOf(found);
    const bespoke: Found = { ...found, registry: null };
    if (type === 'wordpress-theme') return themeOf(bespoke);
    return type === 'wordpress-plugin' || type === 'wordpress-muplugin' ? pluginOf(bespoke) : [];
  });
}
