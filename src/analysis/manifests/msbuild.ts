import {
  frameworkName,
  isPackageId,
  type NuGetPackage,
  type NuGetReading,
} from './nuget-packages.ts';
import { readNuGetRequest } from './nuget-range.ts';
import { childrenOf, metadataOf, readXml, type XmlElement } from './xml.ts';

/** A project with the files that MSBuild joins to it, all as text; null where there is none. */
export interface MsBuildFiles {
  readonly project: string;
  readonly directoryBuildProps: string | null;
  readonly directoryBuildTargets: string | null;
  readonly directoryPackagesProps: string | null;
}

/** Names in the order in which MSBuild reads the files; what comes later wins. */
const order = [
  ['directoryBuildProps', 'Directory.Build.props'],
  ['directoryPackagesProps', 'Directory.Packages.props'],
  ['project', 'The project'],
  ['directoryBuildTargets', 'Directory.Build.targets'],
] as const;

/**
 * The packages that a project asks for, with its own and central versions, overrides and properties
 * (https://learn.microsoft.com/nuget/consume-packages/central-package-management). Nothing is
 * evaluated beyond that: whatever has a condition is taken, and said to be less certain.
 */
export function readMsBuild(files: MsBuildFiles): NuGetReading {
  const roots: XmlElement[] = [];
  const remarks: string[] = [];
  for (const [key, name] of order) {
    const text = files[key];
    if (text === null) continue;
    const xml = readXml(text);
    if (xml.ok) roots.push(xml.root);
    else if (key === 'project') return xml;
    else remarks.push(`${name} ${xml.reason}`);
  }
  const properties = propertiesOf(roots);
  const items = roots.flatMap(itemsOf);
  return {
    ok: true,
    packages: packagesOf(items, properties),
    frameworks: frameworksOf(properties),
    remarks,
  };
}

/** An element of an ItemGroup. */
interface Item {
  readonly type: string;
  /** What it includes or updates, without properties replaced. */
  readonly id: string;
  readonly updates: boolean;
  readonly version: string | null;
  readonly override: string | null;
  readonly conditional: boolean;
}

function itemsOf(root: XmlElement): readonly Item[] {
  return groupsOf(root, 'ItemGroup').flatMap(({ element: group, conditional }) =>
    group.children.flatMap((element) => {
      const include = metadataOf(element, 'Include');
      const id = include ?? metadataOf(element, 'Update');
      if (id === null) return [];
      return {
        type: element.name.toLowerCase(),
        id,
        updates: include === null,
        version: metadataOf(element, 'Version'),
        override: metadataOf(element, 'VersionOverride'),
        conditional: conditional || metadataOf(element, 'Condition') !== null,
      };
    }),
  );
}

/** Groups of a file, also those in a `Choose`. */
function groupsOf(
  root: XmlElement,
  name: string,
): readonly { readonly element: XmlElement; readonly conditional: boolean }[] {
  const branches = childrenOf(root, 'Choose').flatMap(({ children }) => children);
  return [
    ...childrenOf(root, name).map((element) => ({
      element,
      conditional: metadataOf(element, 'Condition') !== null,
    })),
    ...branches.flatMap((branch) =>
      childrenOf(branch, name).map((element) => ({ element, conditional: true })),
    ),
  ];
}

interface Property {
  readonly value: string;
  readonly conditional: boolean;
}

type Properties = ReadonlyMap<string, Property>;

/** Values by name in lower case. One under a condition gives way to one without. */
function propertiesOf(roots: readonly XmlElement[]): Properties {
  const properties = new Map<string, Property>();
  for (const { element: group, conditional } of roots.flatMap((root) =>
    groupsOf(root, 'PropertyGroup'),
  )) {
    for (const element of group.children) {
      const name = element.name.toLowerCase();
      const unsure = conditional || metadataOf(element, 'Condition') !== null;
      if (unsure && properties.has(name)) continue;
      properties.set(name, { value: element.text, conditional: unsure });
    }
  }
  return properties;
}

interface Expansion {
  readonly text: string;
  readonly conditional: boolean;
  /** The first property that nothing sets. */
  readonly unset: string | null;
}

const maxExpansions = 32;
const maxLength = 512;

/** Replaces `$(Name)`, also in what a property holds. Functions of MSBuild stay as they are. */
function expand(raw: string, properties: Properties): Expansion {
  let text = raw.slice(0, maxLength);
  let conditional = false;
  for (let count = 0; count < maxExpansions; count += 1) {
    const [whole, name] = /\$\(([\w.-]{1,100})\)/.exec(text) ?? [];
    if (whole === undefined || name === undefined) break;
    const property = properties.get(name.toLowerCase());
    if (!property) return { text, conditional, unset: name };
    conditional ||= property.conditional;
    text = text.replace(whole, () => property.value).slice(0, maxLength);
  }
  return { text: text.trim(), conditional, unset: null };
}

function packagesOf(items: readonly Item[], properties: Properties): readonly NuGetPackage[] {
  const central = new Map(
    items
      .filter(({ type, version }) => type === 'packageversion' && version !== null)
      .map((item) => [item.id.toLowerCase(), item]),
  );
  const referenced = items.filter(
    ({ type }) => type === 'packagereference' || type === 'globalpackagereference',
  );
  const updates = new Map(
    referenced.filter(({ updates }) => updates).map((item) => [item.id.toLowerCase(), item]),
  );
  return referenced.flatMap((item) => {
    if (item.updates || !isPackageId(item.id)) return [];
    const update = updates.get(item.id.toLowerCase());
    const named = [item, update].find((one) => one?.override || one?.version);
    const place = named ?? central.get(item.id.toLowerCase());
    const asked = place?.override ?? place?.version ?? null;
    return packageOf(item, asked, place?.conditional === true, properties);
  });
}

function packageOf(
  { id, conditional }: Item,
  asked: string | null,
  placeConditional: boolean,
  properties: Properties,
): NuGetPackage {
  const unknown = { id, version: null, direct: true, confidence: 0 };
  if (asked === null) return { ...unknown, remark: 'The project names no version for it' };
  const { text, conditional: unsure, unset } = expand(asked, properties);
  if (unset !== null) {
    return { ...unknown, remark: `Its version is $(${unset}), which these files do not set` };
  }
  const { minimum, exact } = readNuGetRequest(text);
  if (minimum === null) {
    return {
      ...unknown,
      remark: `The project asks for “${text.slice(0, 60)}”: any version may run`,
    };
  }
  const anyCondition = conditional || placeConditional || unsure;
  return {
    id,
    version: minimum,
    direct: true,
    confidence: (exact ? 85 : 65) - (anyCondition ? 15 : 0),
    ...(exact && !anyCondition
      ? {}
      : {
          remark: [
            exact
              ? ''
              : `The least that “${text.slice(0, 60)}” allows: a lock file would tell what runs`,
            anyCondition ? 'It stands under a condition' : '',
          ]
            .filter((part) => part !== '')
            .join('. '),
        }),
  };
}

function frameworksOf(properties: Properties): readonly string[] {
  const named = ['targetframeworks', 'targetframework', 'targetframeworkversion']
    .map((name) => properties.get(name))
    .find((one) => one !== undefined && one.value !== '');
  if (!named) return [];
  const { text, unset } = expand(named.value, properties);
  if (unset !== null) return [];
  return text.split(';').flatMap((one) => {
    const name = one.trim();
    // Old projects name the version of .NET Framework alone: `v4.8`.
    if (/^v\d[\d.]{0,10}$/i.test(name)) return `net${name.slice(1).replaceAll('.', '')}`;
    return name === '' ? [] : frameworkName(name);
  });
}
