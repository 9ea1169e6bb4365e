import type { PlatformModule } from '../core/platform-module.ts';
import { programNames, routeIds } from './inventory.ts';
import { suggestion } from './nearest.ts';
import { child, mappingUnder, nodeAt } from './node.ts';
import { type Problem, problemAt } from './problem.ts';
import type { SiteTree } from './site-rules.ts';
import { textAt } from './text-at.ts';

/** What the rules need to know beside the site's file. */
export interface InventoryJudges {
  readonly platforms: readonly PlatformModule[];
  /** Whether the practice lets programs be started that config names. */
  readonly allowCommands: boolean;
}

/**
 * Ways to an inventory that do not fit the site's platform, and programs that the practice does not
 * let run. Words that no platform knows are left to the schema; a site without a platform may have
 * whatever any platform knows, since the platform is recognised later.
 */
export function inventoryProblems(
  site: SiteTree,
  { platforms, allowCommands }: InventoryJudges,
): readonly Problem[] {
  return [...(allowCommands ? [] : forbiddenProblems(site)), ...misfitProblems(site, platforms)];
}

function misfitProblems(site: SiteTree, platforms: readonly PlatformModule[]): readonly Problem[] {
  const platform = textAt(site.merged, ['platform'])?.value ?? null;
  if (platform === null) return [];
  const own = platforms.filter(({ id }) => id === platform);
  return [
    ...routeProblems(site, platform, routeIds(own), routeIds(platforms)),
    ...commandProblems(site, platform, programNames(own), programNames(platforms)),
    ...credentialProblems(site, platform, platforms),
  ];
}

function forbiddenProblems({ own }: SiteTree): readonly Problem[] {
  const key = mappingUnder(own, 'inventory').entries.get('commands')?.key;
  if (!key || mappingUnder(mappingUnder(own, 'inventory'), 'commands').entries.size === 0)
    return [];
  const message = '`inventory.commands` names programs, and the practice lets none be started';
  return [
    problemAt(key, message, 'Set `allowCommands: true` in caretaker.yaml, or delete the commands.'),
  ];
}

function routeProblems(
  { own }: SiteTree,
  platform: string,
  fitting: readonly string[],
  known: readonly string[],
): readonly Problem[] {
  const path = ['inventory', 'routes'];
  const list = nodeAt(own, path);
  if (list?.kind !== 'list') return [];
  return list.items.flatMap((_, index) => {
    const route = textAt(own, [...path, index]);
    if (!route || !known.includes(route.value) || fitting.includes(route.value)) return [];
    const named = route.secret ? 'what is meant here' : `\`${route.value}\``;
    const message = `\`inventory.routes[${index}]\`: ${named} is no route of the platform \`${platform}\``;
    return [route.problem(message, remedy(route.secret ? '' : route.value, 'Routes', fitting))];
  });
}

function commandProblems(
  { own }: SiteTree,
  platform: string,
  fitting: readonly string[],
  known: readonly string[],
): readonly Problem[] {
  const commands = mappingUnder(mappingUnder(own, 'inventory'), 'commands');
  return [...commands.entries].flatMap(([program, { key }]) => {
    if (!key || !known.includes(program) || fitting.includes(program)) return [];
    const message = `\`inventory.commands.${program}\`: no route of the platform \`${platform}\` starts it`;
    return [problemAt(key, message, remedy(program, 'Programs', fitting))];
  });
}

/** Credentials of another platform would lie there unused, and look as if they were not. */
function credentialProblems(
  { own }: SiteTree,
  platform: string,
  platforms: readonly PlatformModule[],
): readonly Problem[] {
  const credentials = child(own, 'credentials');
  if (credentials?.kind !== 'mapping') return [];
  return [...credentials.entries].flatMap(([id, { key }]) => {
    if (!key || id === platform || !platforms.some((module) => module.id === id)) return [];
    const message = `\`credentials.${id}\` is never used: the site’s platform is \`${platform}\``;
    return [problemAt(key, message, 'Correct `platform` or delete them.')];
  });
}

function remedy(word: string, what: string, fitting: readonly string[]): string {
  const all = fitting.map((each) => `\`${each}\``).join(', ') || 'none';
  return `${suggestion(word, fitting)} ${what} of this platform: ${all}.`.trim();
}
