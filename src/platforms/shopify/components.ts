import type { Component } from '../../core/component.ts';
import { oneLine } from '../../core/text.ts';

/** The version of the Admin API that the site's integration speaks. */
export function apiComponent(
  version: string,
  source: string,
  confidence: number,
  remark?: string,
): Component {
  return {
    kind: 'api',
    slug: 'admin-api',
    name: 'Shopify Admin API',
    version,
    active: true,
    source,
    confidence,
    scheme: 'shopify',
    registry: 'shopify',
    ...(remark === undefined ? {} : { remark }),
  };
}

/** What is known of a theme. */
export interface ThemeFacts {
  /** What its maker calls it; null where it does not say. */
  readonly schemaName: string | null;
  /** What the merchant calls it. */
  readonly name: string;
  readonly version: string | null;
  /** Whether it came from the Theme Store; null where nobody says. */
  readonly fromStore: boolean | null;
  readonly source: string;
  readonly confidence: number;
}

/** The theme that visitors see. Merchants rename themes, so its maker's name comes first. No registry lists its releases. */
export function themeComponent(theme: ThemeFacts): Component {
  const { schemaName, name, version, fromStore, source, confidence } = theme;
  const own = schemaName !== null && schemaName !== name ? `Named “${oneLine(name, 80)}”. ` : '';
  return {
    kind: 'theme',
    slug: oneLine(schemaName ?? name, 100),
    name: oneLine(schemaName ?? name, 100),
    version: version === null ? null : oneLine(version, 60),
    active: true,
    source,
    confidence: version === null ? 0 : confidence,
    scheme: 'semver',
    registry: null,
    remark: `${own}${
      fromStore === false
        ? 'Not from the Theme Store: no updates come by themselves'
        : 'The Theme Store’s page alone tells of newer versions'
    }`,
  };
}

/** An app. Its maker runs it, so it has no version that the shop could update. */
export function appComponent(app: {
  readonly handle: string;
  readonly title: string;
  readonly version: string | null;
  readonly source: string;
  readonly confidence: number;
}): Component {
  return {
    kind: 'app',
    slug: oneLine(app.handle, 100),
    name: oneLine(app.title, 100),
    version: app.version,
    active: true,
    source: app.source,
    confidence: app.version === null ? 0 : app.confidence,
    scheme: 'semver',
    registry: null,
    remark: 'Run by its maker, who updates it',
  };
}
