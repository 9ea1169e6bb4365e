import { join, resolve } from 'node:path';
import type { EscalationStep } from '../core/notification.ts';
import { environments, platforms } from '../core/site.ts';
import { boltOnIds, packageIds } from '../core/sla/package-ids.ts';
import { type PublicHolidays, siteCalendars } from './calendars.ts';
import { type ChannelConfig, channelsOf, escalationOf } from './channels.ts';
import { type EffectiveValue, effectiveValues } from './effective.ts';
import { feedSettings } from './feeds.ts';
import type { Practice } from './practice-schema.ts';
import { inOrder, type Problem, problemOf } from './problem.ts';
import { type Judges, readPractice, readSites } from './read-files.ts';
import { type SiteConfig, siteConfig, siteValues } from './site-config.ts';
import { readSources } from './source.ts';

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
export interface ConfigPorts extends Judges {
  /** For whoever promises due times; left out, sites have no calendar, and reading is faster. */
  readonly publicHolidays?: PublicHolidays | undefined;
  /** Folder from which `folder` starts where it is relative. */
  readonly cwd: string;
}

/** Reads a config folder: `caretaker.yaml` and `sites/*.yaml`. Never throws for what stands in the files. */
export async function loadConfig(folder: string, ports: ConfigPorts): Promise<LoadedConfig> {
  const base = resolve(ports.cwd, folder);
  const sources = await readSources(folder, ports.cwd);
  const practice = await readPractice(sources.practice, base, ports);
  const sites = await readSites(sources, practice, base, ports);
  const problems = [...sources.problems, ...practice.problems, ...sites.problems];
  const { data } = practice;
  if (problems.length > 0 || data === null) return { ok: false, problems: inOrder(problems) };

  const file = sources.practice?.file ?? folder;
  const calendars = await siteCalendars(sites.valid, data.calendars, ports.publicHolidays);
  if ('wrong' in calendars) {
    const remedy = 'Try again, or list the dates: `holidays: [2026-12-25]`.';
    return { ok: false, problems: [problemOf(file, calendars.wrong, remedy)] };
  }
  const { defaults: _, channels: channelData, escalation, ...own } = data;
  const channels = channelsOf(channelData);
  const around = {
    checks: ports.checks,
    folder: join(base, 'sites'),
    allowCommands: own.allowCommands,
    feeds: feedSettings(own.feeds, base),
  };
  const shown = { ...own, channels: kindFirst(channels), escalation };
  return {
    ok: true,
    config: {
      folder,
      practice: own,
      channels,
      escalation: escalationOf(escalation, own.people, channels, ports.channels),
      sites: sites.valid.map(({ tree, data }) =>
        siteConfig(tree, data, { ...around, calendar: calendars.bySite.get(tree.name) ?? null }),
      ),
      secrets: hidden([...practice.secrets, ...sites.secrets], own.web.publicUrl),
    },
    origins: {
      practice: () => effectiveValues(shown, practice.tree, file),
      site: (id) => {
        const found = sites.valid.find(({ tree }) => tree.name === id);
        return found ? siteValues(found.tree, found.data, ports.checks) : null;
      },
    },
  };
}

/** What must not be printed: every secret that config does not publish itself. */
function hidden(secrets: readonly string[], publicUrl: string | undefined): readonly string[] {
  const distinct = [...new Set(secrets)];
  return distinct.filter((secret) => !publicWords.has(secret) && secret !== publicUrl);
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
