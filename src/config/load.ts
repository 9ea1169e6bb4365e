import { join, resolve } from 'node:path';
import type { Check } from '../core/check.ts';
import type { Channel, EscalationStep } from '../core/notification.ts';
import { environments, platforms } from '../core/site.ts';
import { boltOnIds, packageIds } from '../core/sla/package-ids.ts';
import { unknownCalendarProblems } from './calendar-rules.ts';
import { type PublicHolidays, siteCalendars } from './calendars.ts';
import { type ChannelConfig, channelsOf, escalationOf } from './channels.ts';
import { type EffectiveValue, effectiveValues } from './effective.ts';
import { validateNode } from './issues.ts';
import { layeredPractice, layeredSite } from './layers.ts';
import { linkProblems } from './links.ts';
import { emptyMapping, mappingUnder } from './node.ts';
import { practiceProblems } from './practice-rules.ts';
import { type Practice, practiceSchema } from './practice-schema.ts';
import { inOrder, type Problem, problemOf, renderPlace } from './problem.ts';
import { resolveSecrets } from './secrets.ts';
import { type SiteConfig, siteConfig, siteValues } from './site-config.ts';
import { type SiteTree, siteProblems, type TargetAllowed } from './site-rules.ts';
import { type SiteData, siteSchema } from './site-schema.ts';
import { readSources, type Source } from './source.ts';

/** A config in which nothing is wrong. */
export interface Config {
  /** As it was named by the caller. */
  readonly folder: string;
  readonly practice: Practice;
  /** By id. */
  readonly channels: ReadonlyMap<string, ChannelConfig>;
  readonly escalation: readonly EscalationStep[];
  /** In the order of their ids. */
  readonly sites: readonly SiteConfig[];
  /** Values that must not be printed anywhere; input for the redactor. */
  readonly secrets: readonly string[];
}

/**
 * Every value in force with its origin; secrets masked. Holds the text of all files, so a program
 * that runs long lets go of it.
 */
export interface Origins {
  readonly practice: () => readonly EffectiveValue[];
  /** Null where config has no such site. */
  readonly site: (id: string) => readonly EffectiveValue[] | null;
}

/** A config, or every mistake in it. */
export type LoadedConfig =
  | { readonly ok: true; readonly config: Config; readonly origins: Origins }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** What loading needs from outside. */
export interface ConfigPorts {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Every check there is. */
  readonly checks: readonly Check[];
  /** Every kind of channel there is. */
  readonly channels: readonly Channel[];
  readonly targetAllowed: TargetAllowed;
  /** For whoever promises due times; left out, sites have no calendar, and reading is faster. */
  readonly publicHolidays?: PublicHolidays | undefined;
  /** Folder from which `folder` starts where it is relative. */
  readonly cwd: string;
}

/** Reads a config folder: `caretaker.yaml` and `sites/*.yaml`. Never throws for what stands in the files. */
export async function loadConfig(folder: string, ports: ConfigPorts): Promise<LoadedConfig> {
  const { checks, channels: kinds, cwd, targetAllowed } = ports;
  const sources = await readSources(folder, cwd);
  const problems: Problem[] = [...sources.problems];
  const secrets: string[] = [];

  const fill = async (source: Source, folderOfFile: string) => {
    const places = { env: ports.env, folder: folderOfFile };
    const resolved = await resolveSecrets(source.node ?? emptyMapping, places);
    problems.push(...resolved.problems);
    secrets.push(...resolved.secrets);
    return resolved.node;
  };

  const base = resolve(cwd, folder);
  const practiceTree = sources.practice ? await fill(sources.practice, base) : emptyMapping;
  const practice = validateNode(
    practiceSchema(checks, kinds),
    layeredPractice(practiceTree, checks),
    secrets,
  );
  problems.push(...practice.problems, ...practiceProblems(practiceTree, kinds));

  const known = new Set(problems.map(renderPlace));
  const schema = siteSchema(checks);
  const defaults = mappingUnder(practiceTree, 'defaults');
  const trees: SiteTree[] = [];
  const valid: { readonly tree: SiteTree; readonly data: SiteData }[] = [];
  for (const source of sources.sites) {
    const own = await fill(source, join(base, 'sites'));
    const tree = { ...source, own, merged: layeredSite(own, defaults, checks) };
    trees.push(tree);
    if (source.node === null) continue;
    const validated = validateNode(schema, tree.merged, secrets);
    problems.push(
      ...validated.problems.filter((problem) => !known.has(renderPlace(problem))),
      ...siteProblems(tree, checks, targetAllowed),
      ...unknownCalendarProblems(own, ['calendar'], practiceTree),
    );
    if (validated.data) valid.push({ tree, data: validated.data });
  }
  problems.push(...linkProblems(trees));

  const published = practice.data?.web.publicUrl;
  const hidden = [...new Set(secrets)].filter(
    (secret) => !publicWords.has(secret) && secret !== published,
  );
  if (problems.length > 0 || practice.data === null) {
    return { ok: false, problems: inOrder(problems) };
  }
  const { defaults: _, channels: channelData, escalation, ...own } = practice.data;
  const channels = channelsOf(channelData);
  const shown = { ...own, channels: kindFirst(channels), escalation };
  const file = sources.practice?.file ?? folder;
  const calendars = await siteCalendars(valid, own.calendars, ports.publicHolidays);
  if ('wrong' in calendars) {
    const remedy = 'Try again, or list the dates: `holidays: [2026-12-25]`.';
    return { ok: false, problems: [problemOf(file, calendars.wrong, remedy)] };
  }
  return {
    ok: true,
    config: {
      folder,
      practice: own,
      channels,
      escalation: escalationOf(escalation, own.people, channels, kinds),
      sites: valid.map(({ tree, data }) =>
        siteConfig(tree, data, calendars.bySite.get(tree.name) ?? null, checks),
      ),
      secrets: hidden,
    },
    origins: {
      practice: () => effectiveValues(shown, practiceTree, file),
      site: (id) => {
        const found = valid.find(({ tree }) => tree.name === id);
        return found ? siteValues(found.tree, found.data, checks) : null;
      },
    },
  };
}

/** The order in which people read a channel. */
function kindFirst(channels: ReadonlyMap<string, ChannelConfig>): object {
  return Object.fromEntries(
    [...channels].map(([id, { kind, settings }]) => [id, { kind, ...settings }]),
  );
}

/** Words that config itself publishes cannot be secrets, though they may come from the environment. */
const publicWords: ReadonlySet<string> = new Set([
  ...platforms,
  ...environments,
  ...packageIds,
  ...boltOnIds,
]);
