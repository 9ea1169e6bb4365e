import { resolve } from 'node:path';
import type { App, PlannedCheck } from '../app.ts';
import type { Check, Lane } from '../core/check.ts';
import { forTerminal } from '../core/encode/terminal.ts';
import { type Site, siteOfUrl } from '../core/site.ts';
import { noAccess, type SiteAccess } from '../core/site-access.ts';
import type { Typed } from './commands.ts';
import type { CliProcess } from './process.ts';
import { readTarget } from './target.ts';

/** What was asked for, understood: a site, its checks with their options, and what to keep quiet about. */
export interface Plan {
  readonly site: Site;
  readonly checks: readonly PlannedCheck[];
  readonly secrets: readonly string[];
  /** What config grants for the site. */
  readonly access: SiteAccess;
  /** The practice's store, absolute; null for a URL that is in no config. */
  readonly store: string | null;
  /** Where config says Chromium is. */
  readonly browserPath: string | undefined;
}

/** Page audits take minutes: nobody who is woken waits for them unless they are asked for. */
const slowLanes: ReadonlySet<Lane> = new Set(['browser', 'lighthouse']);

/** What a user typed behind `check`, or why it cannot be done; null where the reasons are printed already. */
export async function planOf(
  typed: Typed,
  app: App,
  io: CliProcess,
): Promise<Plan | { readonly error: string | null }> {
  const asked = typed.args.checks as readonly string[];
  const known = await app.checks.ids();
  const unknown = asked.filter((id) => !known.includes(id));
  if (unknown.length > 0) {
    const { suggestion } = await import('../config/nearest.ts');
    const mistakes = unknown.map((id) =>
      `unknown check \`${forTerminal(id, 100)}\`. ${suggestion(id, known)}`.trimEnd(),
    );
    return { error: `${mistakes.join('\n')}\nKnown checks: ${known.join(', ')}` };
  }
  const target = readTarget(String(typed.args['site|url']));
  if ('error' in target) return target;
  const allowPrivate = typed.options.allowPrivate as readonly string[];
  const senseless = allowPrivate.find((entry) => !app.addresses.isAllowance(entry));
  if (senseless !== undefined) {
    return {
      error: `--allow-private ${forTerminal(senseless)}: expected host:port, an address or a range such as 10.0.0.0/8`,
    };
  }
  const isWanted = ({ meta }: Check) =>
    asked.length > 0 || typed.options.all === true || !slowLanes.has(meta.lane);
  return 'url' in target
    ? planForUrl(target.url, asked.length > 0 ? asked : known, isWanted, allowPrivate, app)
    : planForSite(target.id, asked, isWanted, allowPrivate, typed, io);
}

/** A URL is checked with built-in defaults: it is in no config. */
async function planForUrl(
  url: string,
  ids: readonly string[],
  isWanted: (check: Check) => boolean,
  allowPrivate: readonly string[],
  app: App,
): Promise<Plan> {
  const site = siteOfUrl(url, [...app.addresses.allowanceOfNamedUrl(url), ...allowPrivate]);
  const loaded = await Promise.all([...new Set(ids)].map((id) => app.checks.load(id)));
  const checks = loaded.filter(isWanted);
  return {
    site,
    checks: checks.map((each) => ({ check: each, options: each.options.defaults })),
    secrets: [],
    access: noAccess,
    store: null,
    browserPath: undefined,
  };
}

/** A site is checked as config says; a check that is named runs even where config switches it off. */
async function planForSite(
  id: string,
  asked: readonly string[],
  isWanted: (check: Check) => boolean,
  allowPrivate: readonly string[],
  typed: Typed,
  io: CliProcess,
): Promise<Plan | { readonly error: string | null }> {
  const { configSource } = await import('./sources.ts');
  const { usableConfig, unknownSite } = await import('./config-source.ts');
  const source = await configSource(typed, io);
  const config = await usableConfig(source, io);
  if (config === null) return { error: null };
  const found = config.sites.find(({ site }) => site.id === id);
  if (!found) return { error: unknownSite(id, config) };
  const ids = asked.length > 0 ? [...new Set(asked)] : [...found.checks.keys()];
  const network = { allowPrivate: [...found.site.network.allowPrivate, ...allowPrivate] };
  return {
    site: { ...found.site, network },
    checks: source.checks
      .filter((each) => ids.includes(each.meta.id) && isWanted(each))
      .sort((a, b) => ids.indexOf(a.meta.id) - ids.indexOf(b.meta.id))
      .map((each) => ({
        check: each,
        options: found.checks.get(each.meta.id)?.options ?? each.options.defaults,
      })),
    secrets: config.secrets,
    access: found.access,
    store: resolve(io.cwd, config.practice.store.file),
    browserPath: config.practice.browser.executablePath,
  };
}
