import type { ComposerPackage } from '../../analysis/manifests/composer-lock.ts';
import type { InventoryRemark } from '../../core/artifacts/inventory.ts';
import type { Component, ComponentKind } from '../../core/component.ts';
import type { InventoryRoute, RouteOutcome, SiteFolder } from '../../core/platform-module.ts';
import {
  componentOfPackage,
  drupalCore,
  isDevelopment,
  kindOfPackage,
  notCovered,
  sameRelease,
} from './components.ts';
import { type ComposerFiles, readComposerFiles } from './composer-files.ts';
import { type Docroot, findDocroot } from './docroot.ts';
import { findExtensions } from './extension-files.ts';
import { componentOfGroup, type ExtensionGroup, groupedByProject } from './extensions.ts';

const source = 'folder';

/** Reads the site’s files: Drupal’s own, those of its extensions, and what Composer left. */
export const folder: InventoryRoute = {
  id: source,
  title: 'Files of the site',
  missing: (access) =>
    access.folder === null ? 'inventory.folder, a folder with the site’s files' : null,
  take: async ({ folder: files, access }) =>
    files === null || (await files.list('')) === null
      ? {
          ok: false,
          reason: `${access.folder ?? 'inventory.folder'} cannot be opened; is it mounted, and may the agent read it?`,
        }
      : take(files),
};

async function take(files: SiteFolder): Promise<RouteOutcome> {
  const docroot = await findDocroot(files);
  const composer = await readComposerFiles(files, docroot?.path ?? '');
  const known = composer.installed ?? composer.locked;
  if (docroot === null && known === null) {
    return {
      ok: false,
      reason: `inventory.folder holds neither Drupal (core/lib/Drupal.php, also in web/ or docroot/) nor a readable composer.lock${composer.remarks
        .map(({ about, message }) => `; ${about}: ${message}`)
        .join('')}`,
    };
  }
  const tree = docroot === null ? nothing : await ofTree(files, docroot, composer);
  const locked = ofLock(composer, tree.components, docroot !== null);
  return {
    ok: true,
    components: [...tree.components, ...locked.components],
    complete: [
      ...tree.complete,
      ...(known === null ? [] : (['package'] as const)),
      ...(docroot === null && known !== null ? extensionKinds : []),
    ],
    remarks: [...composer.remarks, ...tree.remarks, ...locked.remarks],
  };
}

interface Part {
  readonly components: readonly Component[];
  readonly complete: readonly ComponentKind[];
  readonly remarks: readonly InventoryRemark[];
}

const nothing: Part = { components: [], complete: [], remarks: [] };
const extensionKinds = ['core', 'module', 'theme', 'profile'] as const;

async function ofTree(files: SiteFolder, docroot: Docroot, composer: ComposerFiles): Promise<Part> {
  const found = await findExtensions(files, docroot);
  const packages = byName(composer.installed ?? composer.locked ?? []);
  const core = drupalCore(docroot.version, source, 98, docroot.remarks[0]?.message);
  const extensions = groupedByProject(found.extensions).map((group) =>
    extensionComponent(group, packages),
  );
  const contradictions = [core, ...extensions].flatMap((component) =>
    contradictionOf(component, byName(composer.locked ?? [])),
  );
  return {
    components: [core, ...extensions],
    complete: found.whole ? extensionKinds : ['core'],
    remarks: [...docroot.remarks, ...found.remarks, ...contradictions],
  };
}

function byName(packages: readonly ComposerPackage[]): ReadonlyMap<string, ComposerPackage> {
  return new Map(packages.map((one) => [one.name, one]));
}

/** Where packaging wrote no version, Composer may know it: that is how a git checkout gets one. */
function extensionComponent(
  group: ExtensionGroup,
  packages: ReadonlyMap<string, ComposerPackage>,
): Component {
  const lies = group.main.path.split('/').at(-1) ?? group.main.machine;
  const owner = packages.get(`drupal/${group.project ?? lies}`);
  if (group.version !== null) {
    return componentOfGroup(group, source, 95, owner?.covered === false ? notCovered : undefined);
  }
  const project = group.project ?? (isContributed(group) ? lies : null);
  if (owner) {
    const version = owner.drupalVersion ?? owner.version;
    return componentOfGroup(
      { ...group, project: project ?? lies, version },
      source,
      80,
      isDevelopment(owner.version)
        ? 'A development branch, by Composer: its files name no version'
        : 'By Composer: its files name no version',
    );
  }
  return componentOfGroup(
    { ...group, project },
    source,
    0,
    project === null
      ? 'Bespoke: its files name no version'
      : 'A git checkout or a copy without drupal.org’s packaging lines: its files name no version',
  );
}

function isContributed({ main }: ExtensionGroup): boolean {
  return /(^|\/)contrib\//.test(main.path);
}

function contradictionOf(
  component: Component,
  locked: ReadonlyMap<string, ComposerPackage>,
): readonly InventoryRemark[] {
  const name = component.slug === 'drupal' ? 'core' : component.slug;
  const lock = locked.get(`drupal/${name}`);
  if (!lock || component.version === null || isDevelopment(lock.version)) return [];
  const spellings = [lock.version, lock.drupalVersion ?? lock.version];
  const { version } = component;
  if (isDevelopment(version) || spellings.some((one) => sameRelease(one, version))) return [];
  return [
    {
      about: component.slug,
      message: `The files are ${version}, composer.lock has ${spellings[1]}; the files were believed. Run composer install, or commit the lock that was deployed`,
    },
  ];
}

/**
 * What only Composer knows. Libraries are always taken from it. Extensions that it names and the
 * folder does not hold are left out where the folder is a deployment, and taken where it holds none of
 * them: then it is a checkout, into which nothing was installed.
 */
function ofLock(
  { installed, locked, required }: ComposerFiles,
  tree: readonly Component[],
  hasCore: boolean,
): Pick<Part, 'components' | 'remarks'> {
  const packages = installed ?? locked ?? [];
  const lockName = installed ? 'vendor/composer/installed.json' : 'composer.lock';
  const present = new Set(tree.map(({ slug }) => slug));
  const components = packages.flatMap(
    (one) => componentOfPackage(one, { source, confidence: 85, required }) ?? [],
  );
  const libraries = components.filter(({ kind }) => kind === 'package');
  const extensions = components.filter(
    ({ kind, slug }) => kind !== 'package' && !(hasCore && kind === 'core') && !present.has(slug),
  );
  if (extensions.length === 0) return { components: libraries, remarks: [] };
  const named = packages.filter((one) => !['package', 'core', null].includes(kindOfPackage(one)));
  const deployed = hasCore && named.some(({ name }) => present.has(name.split('/')[1] ?? name));
  const count = `${lockName} names ${extensions.length} ${extensions.length === 1 ? 'extension' : 'extensions'} that the folder does not hold`;
  return deployed
    ? {
        components: libraries,
        remarks: [{ about: lockName, message: `${count}; the folder was believed` }],
      }
    : {
        components: [...extensions.map((one) => ({ ...one, confidence: 60 })), ...libraries],
        remarks: [
          {
            about: lockName,
            message: `${count}; nothing seems to be deployed there, so ${lockName} was believed`,
          },
        ],
      };
}
