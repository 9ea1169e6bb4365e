import { fieldOf, isObject, textOf } from '../../analysis/manifests/shape.ts';
import { toolJson } from '../../analysis/manifests/tool-json.ts';
import type { Component } from '../../core/component.ts';
import type { InventoryRoute } from '../../core/platform-module.ts';
import { appComponent, themeComponent } from './components.ts';

const source = 'black-box';

/** Reads what the storefront tells every visitor: its theme, and apps that put scripts on the page. */
export const blackBox: InventoryRoute = {
  id: source,
  title: 'The storefront seen from outside',
  missing: () => null,
  take: async (ports) => {
    const exchange = await ports.request(ports.site.url);
    if (!exchange.ok) return { ok: false, reason: exchange.failure.message };
    const { status, body } = exchange.value;
    const theme = themeOn(body.text);
    const apps = appsOn(body.text);
    if (theme === null && apps.length === 0) {
      return { ok: false, reason: `The page (status ${status}) names no Shopify theme` };
    }
    return {
      ok: true,
      components: [...(theme ? [theme.component] : []), ...apps],
      complete: theme ? ['theme'] : [],
      remarks:
        theme && theme.role !== 'main'
          ? [{ about: 'theme', message: `Visitors see a theme with the role “${theme.role}”` }]
          : [],
    };
  },
};

/** Longest that the theme's JSON may be, UTF-16 units. */
const longestTheme = 4096;

/** `Shopify.theme = {…}` of an inline script. */
function themeOn(page: string): { readonly component: Component; readonly role: string } | null {
  const start = /\bShopify\.theme\s{0,5}=\s{0,5}(?=\{)/.exec(page);
  if (!start) return null;
  const json = objectAt(page.slice(start.index + start[0].length).slice(0, longestTheme));
  const name = textOf(json, 'name');
  if (!isObject(json) || name === null) return null;
  return {
    component: themeComponent({
      schemaName: textOf(json, 'schema_name'),
      name,
      version: textOf(json, 'schema_version'),
      fromStore: typeof fieldOf(json, 'theme_store_id') === 'number',
      source,
      confidence: 75,
    }),
    role: textOf(json, 'role') ?? 'main',
  };
}

/** The object that a text begins with. A name may hold braces, so the first one need not be its end. */
function objectAt(text: string): unknown {
  for (const { index } of [...text.matchAll(/\}/g)].slice(0, 20)) {
    const json = toolJson(text.slice(0, index + 1));
    if (json !== undefined) return json;
  }
  return undefined;
}

const maxApps = 50;

/** Theme app extensions, by where their files lie. Their number is one of the extension, not of a release. */
function appsOn(page: string): readonly Component[] {
  const found = page.matchAll(
    /cdn\.shopify\.com\/extensions\/[0-9a-f-]{36}\/([a-z0-9][a-z0-9_-]{0,80}?)-(\d{1,6}(?:\.\d{1,6}){0,3})\//gi,
  );
  const apps = new Map<string, Component>();
  for (const [, handle = '', version = ''] of found) {
    if (apps.size >= maxApps) break;
    const slug = handle.toLowerCase();
    apps.set(slug, appComponent({ handle: slug, title: handle, version, source, confidence: 30 }));
  }
  return [...apps.values()];
}
