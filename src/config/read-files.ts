import { join } from 'node:path';
import { unknownCalendarProblems } from './calendar-rules.ts';
import { inventoryProblems } from './inventory-rules.ts';
import { validateNode } from './issues.ts';
import { layeredPractice, layeredSite } from './layers.ts';
import { linkProblems } from './links.ts';
import type { Modules } from './modules.ts';
import { child, emptyMapping, mappingUnder, type Node } from './node.ts';
import { practiceProblems } from './practice-rules.ts';
import { type PracticeFile, practiceSchema } from './practice-schema.ts';
import { type Problem, renderPlace } from './problem.ts';
import { resolveSecrets } from './secrets.ts';
import { type SiteTree, siteProblems, type TargetAllowed } from './site-rules.ts';
import { type SiteData, siteSchema } from './site-schema.ts';
import type { Source, Sources } from './source.ts';

/** What the files are judged by. */
export interface Judges extends Modules {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly targetAllowed: TargetAllowed;
}

/** `caretaker.yaml` with its secrets filled in. */
export interface ReadPractice {
  readonly tree: Node;
  /** Null where something is wrong with it. */
  readonly data: PracticeFile | null;
  readonly problems: readonly Problem[];
  readonly secrets: readonly string[];
}

/** A site in whose file nothing is wrong by itself. */
export interface ValidSite {
  readonly tree: SiteTree;
  readonly data: SiteData;
}

/** Every file of a site. */
export interface ReadSites {
  readonly valid: readonly ValidSite[];
  readonly problems: readonly Problem[];
  readonly secrets: readonly string[];
}

/** Judges the practice's file; one that is not there is empty. `folder` is the config folder, absolute. */
export async function readPractice(
  source: Source | null,
  folder: string,
  judges: Judges,
): Promise<ReadPractice> {
  const { env, checks, channels } = judges;
  const { node, problems, secrets } = await resolveSecrets(source?.node ?? emptyMapping, {
    env,
    folder,
  });
  const schema = practiceSchema(judges);
  const validated = validateNode(schema, layeredPractice(node, checks), secrets);
  return {
    tree: node,
    data: validated.data,
    problems: [...problems, ...validated.problems, ...practiceProblems(node, channels)],
    secrets,
  };
}

/**
 * Judges the files of all sites, each over the defaults of the practice. What is wrong at a place of
 * which something is told already is not told again, as a mistake in the defaults would be for each site. `folder` is the config folder, absolute.
 */
export async function readSites(
  sources: Sources,
  practice: ReadPractice,
  folder: string,
  judges: Judges,
): Promise<ReadSites> {
  const { checks, env, platforms, targetAllowed } = judges;
  const told = new Set([...sources.problems, ...practice.problems].map(renderPlace));
  const schema = siteSchema(judges);
  const allowCommands = commandsAllowed(practice.tree);
  const defaults = mappingUnder(practice.tree, 'defaults');
  const trees: SiteTree[] = [];
  const valid: ValidSite[] = [];
  const problems: Problem[] = [];
  const secrets: string[] = [];
  for (const source of sources.sites) {
    const places = { env, folder: join(folder, 'sites') };
    const resolved = await resolveSecrets(source.node ?? emptyMapping, places);
    problems.push(...resolved.problems);
    secrets.push(...resolved.secrets);
    const own = resolved.node;
    const tree = { ...source, own, merged: layeredSite(own, defaults, checks) };
    trees.push(tree);
    if (source.node === null) continue;
    const { data, problems: wrong } = validateNode(schema, tree.merged, [
      ...practice.secrets,
      ...secrets,
    ]);
    problems.push(
      ...wrong.filter((problem) => !told.has(renderPlace(problem))),
      ...siteProblems(tree, checks, targetAllowed),
      ...inventoryProblems(tree, { platforms, allowCommands }),
      ...unknownCalendarProblems(own, ['calendar'], practice.tree),
    );
    if (data) valid.push({ tree, data });
  }
  return { valid, problems: [...problems, ...linkProblems(trees)], secrets };
}

/** Read from the tree, since a mistake elsewhere in the practice's file does not change the answer. */
function commandsAllowed(practice: Node): boolean {
  const allowed = child(practice, 'allowCommands');
  return allowed?.kind === 'scalar' && allowed.value === true;
}
