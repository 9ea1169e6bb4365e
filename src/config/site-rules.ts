import type { Check } from '../core/check.ts';
import type { Platform } from '../core/site.ts';
import { isSecretCredential } from '../core/site-access.ts';
import { packagesFor } from '../core/sla/as-sold.ts';
import { type BoltOnId, boltOnIds, type PackageId, packageIds } from '../core/sla/package-ids.ts';
import { idPattern } from './fields.ts';
import { child, mappingUnder, type Node, nodeAt, scalars } from './node.ts';
import { type Problem, problemAt, problemOf } from './problem.ts';
import { openSecretProblems, textAt } from './text-at.ts';

/** A site's file with the layers below it. */
export interface SiteTree {
  readonly file: string;
  /** File name without extension: the site's id. */
  readonly name: string;
  /** What the file itself says. */
  readonly own: Node;
  /** With the practice's and the built-in defaults below. */
  readonly merged: Node;
}

/** Whether a URL may be contacted, given `network.allowPrivate`. */
export type TargetAllowed = (url: string, allowPrivate: readonly string[]) => boolean;

/** Whether a check makes sense on a platform; an unknown platform gets what fits any. */
export function fitsPlatform(check: Check, platform: Platform | null): boolean {
  const { platforms } = check.meta;
  return platforms === 'any' || (platform !== null && platforms.includes(platform));
}

/** Rules between the values of one site. Values that are wrong in themselves are left to the schema. */
export function siteProblems(
  site: SiteTree,
  checks: readonly Check[],
  targetAllowed: TargetAllowed,
): readonly Problem[] {
  return [
    ...idProblems(site),
    ...targetProblems(site, targetAllowed),
    ...pageProblems(site),
    ...boltOnProblems(site),
    ...credentialProblems(site),
    ...platformProblems(site, checks),
  ];
}

function idProblems({ file, name, own }: SiteTree): readonly Problem[] {
  if (!idPattern.test(name)) {
    const remedy = 'Rename the file: small letters, digits and hyphens, such as `acme-shop.yaml`.';
    return [problemOf(file, `\`${name}\` cannot be the id of a site`, remedy)];
  }
  const id = textAt(own, ['id']);
  if (id === null || id.value === name || !idPattern.test(id.value)) return [];
  const remedy = id.secret
    ? 'Delete `id`.'
    : `Delete \`id\`, or rename the file to \`${id.value}.yaml\`.`;
  const found = id.secret ? 'another' : `\`${id.value}\``;
  return [id.problem(`\`id\` is ${found}, but the file name says \`${name}\``, remedy)];
}

function targetProblems({ merged }: SiteTree, targetAllowed: TargetAllowed): readonly Problem[] {
  const url = textAt(merged, ['url']);
  if (url === null || !isHttp(url.value)) return [];
  const allowed = nodeAt(merged, ['network', 'allowPrivate']);
  const entries = allowed ? [...scalars(allowed)].map(([, entry]) => String(entry.value)) : [];
  if (targetAllowed(url.value, entries)) return [];
  const { host, hostname, port, protocol } = new URL(url.value);
  const entry = port ? host : `${hostname}:${protocol === 'https:' ? 443 : 80}`;
  return url.secret
    ? [
        url.problem(
          '`url` leads to an address that is not public',
          'List it under `network.allowPrivate`.',
        ),
      ]
    : [
        url.problem(
          `\`url\`: \`${hostname}\` is not a public address`,
          `If this is meant, write \`network: { allowPrivate: ["${entry}"] }\`.`,
        ),
      ];
}

function pageProblems({ merged }: SiteTree): readonly Problem[] {
  const url = textAt(merged, ['url']);
  const pages = child(merged, 'pages');
  if (url === null || !isHttp(url.value) || pages?.kind !== 'list') return [];
  const { host } = new URL(url.value);
  return pages.items.flatMap((_, index) => {
    const page = textAt(merged, ['pages', index]);
    if (page === null || !isHttp(page.value) || new URL(page.value).host === host) return [];
    const remedy =
      'Write a path such as `/contact`, or give the other host a site file of its own.';
    return [page.problem(`\`pages[${index}]\` belongs to another host than \`url\``, remedy)];
  });
}

function boltOnProblems({ merged }: SiteTree): readonly Problem[] {
  const bought = textAt(merged, ['package'])?.value ?? null;
  const list = child(merged, 'boltOns');
  if (list?.kind !== 'list' || (bought !== null && !isOneOf(packageIds, bought))) return [];
  return list.items.flatMap((_, index) => {
    const boltOn = textAt(merged, ['boltOns', index]);
    if (boltOn === null || !isOneOf<BoltOnId>(boltOnIds, boltOn.value)) return [];
    const bases: readonly string[] = packagesFor(boltOn.value);
    if (bought !== null && bases.includes(bought)) return [];
    const sold = bases.map((base) => `\`${base}\``).join(', ');
    const found = bought === null ? 'the site has no package' : `the package is \`${bought}\``;
    const message = `\`${boltOn.value}\` is sold on ${sold} only; ${found}`;
    return [boltOn.problem(message, 'Correct `package` or take the bolt-on out.')];
  });
}

function credentialProblems({ own }: SiteTree): readonly Problem[] {
  const credentials = scalars(mappingUnder(own, 'credentials'), ['credentials']);
  return [...credentials]
    .filter(([path]) => isSecretCredential(String(path.at(-1))))
    .flatMap(([path, scalar]) => openSecretProblems(path, scalar));
}

function platformProblems({ own, merged }: SiteTree, checks: readonly Check[]): readonly Problem[] {
  const platform = textAt(merged, ['platform'])?.value ?? null;
  const named = mappingUnder(own, 'checks').entries;
  return checks.flatMap((check) => {
    const entry = named.get(check.meta.id);
    if (entry?.value.kind !== 'mapping' || !entry.key) return [];
    if (fitsPlatform(check, platform as Platform | null)) return [];
    const fitting = [check.meta.platforms].flat().join(', ');
    const found =
      platform === null ? 'the site names no platform' : `the site’s is \`${platform}\``;
    const message = `the check \`${check.meta.id}\` is for the platforms ${fitting}; ${found}`;
    return [problemAt(entry.key, message, 'Correct `platform` or delete the check.')];
  });
}

function isHttp(text: string): boolean {
  return /^https?:$/.test(URL.parse(text)?.protocol ?? '');
}

function isOneOf<Word extends string = PackageId>(
  words: readonly Word[],
  word: string,
): word is Word {
  return words.some((each) => each === word);
}
