import type { Component, ComponentKind } from '../../core/component.ts';

/** A module, theme or profile, as drush or its info file describes it. */
export interface Extension {
  readonly kind: ComponentKind;
  /** Machine name. */
  readonly machine: string;
  readonly name: string;
  /** From the site’s root, with the extension’s folder as its last part. */
  readonly path: string;
  readonly version: string | null;
  readonly project: string | null;
  readonly active: boolean | null;
}

/** Extensions that are released together. */
export interface ExtensionGroup {
  /** The one that gives the group its name. */
  readonly main: Extension;
  readonly project: string | null;
  readonly version: string | null;
  readonly active: boolean | null;
}

/**
 * Extensions by the project that ships them. One without a project belongs to the extension in whose
 * folder it lies: submodules of bespoke modules and of git checkouts.
 */
export function groupedByProject(extensions: readonly Extension[]): readonly ExtensionGroup[] {
  const byPath = [...extensions].sort((a, b) => a.path.length - b.path.length);
  const groups = new Map<string, Extension[]>();
  const keys = new Map<string, string>();
  for (const extension of byPath) {
    const key = extension.project ?? parentKey(extension.path, keys) ?? `: ${extension.machine}`;
    keys.set(extension.path, key);
    groups.set(key, [...(groups.get(key) ?? []), extension]);
  }
  return [...groups.values()].flatMap((members) => groupOf(members) ?? []);
}

function parentKey(path: string, keys: ReadonlyMap<string, string>): string | undefined {
  const parts = path.split('/');
  for (let length = parts.length - 1; length > 0; length -= 1) {
    const key = keys.get(parts.slice(0, length).join('/'));
    if (key !== undefined) return key;
  }
  return undefined;
}

function groupOf(members: readonly Extension[]): ExtensionGroup | null {
  const main = members.find(({ machine, project }) => machine === project) ?? members[0];
  if (main === undefined) return null;
  return {
    main,
    project: main.project,
    version: main.version ?? members.find(({ version }) => version !== null)?.version ?? null,
    active: members.every(({ active }) => active === null)
      ? null
      : members.some(({ active }) => active === true),
  };
}

/** A group as a component. Only what a project of drupal.org ships is published there. */
export function componentOfGroup(
  { main, project, version, active }: ExtensionGroup,
  source: string,
  confidence: number,
  remark?: string,
): Component {
  return {
    kind: main.kind,
    slug: project ?? main.machine,
    name: main.name,
    version,
    active,
    source,
    confidence: version === null ? 0 : confidence,
    scheme: 'drupal',
    registry: project === null ? null : 'drupal-org',
    ...(remark === undefined ? {} : { remark }),
  };
}
