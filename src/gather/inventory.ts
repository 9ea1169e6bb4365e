import { type Gathered, gathered, notGathered } from '../core/artifacts/failure.ts';
import { pageParams } from '../core/artifacts/http-exchange.ts';
import type { Inventory } from '../core/artifacts/inventory.ts';
import type { PlatformDetection } from '../core/artifacts/platform-detection.ts';
import { request } from '../core/check.ts';
import type { GatherContext, Gatherer } from '../core/gatherer.ts';
import type { PlatformModule, RouteAccess, RoutePorts } from '../core/platform-module.ts';
import { redactor } from '../core/redaction.ts';
import type { Platform } from '../core/site.ts';
import { commandRunner } from './inventory/command-runner.ts';
import { mergeHauls } from './inventory/merge.ts';
import { choosePlatform } from './inventory/platform.ts';
import { walkRoutes } from './inventory/routes.ts';
import { savedFiles } from './inventory/saved-files.ts';
import { siteFolder } from './inventory/site-folder.ts';

/** Longer than any program may take, so that it is the program that is named. */
const routeTimeoutMs = 180_000;

/**
 * Learns what is installed at a site by the routes of its platform. A site whose platform is not
 * known has an inventory of the platform `other`: empty, without routes, with the reason as its remark.
 */
export default {
  artifact: 'inventory',
  async gather(_params, context) {
    const detect = () => context.need(request('platform-detection', { url: context.site.url }));
    const choice = await choosePlatform(context.site, detect);
    if (!choice.ok) return notGathered(choice.failure);
    if (choice.value.platform === null) return gathered(noInventory(choice.value.reason));
    const { platform } = choice.value;
    const module = (await context.platforms()).find(({ id }) => id === platform);
    if (!module) return gathered(noInventory(`nothing is known of how ${platform} is built`));
    return inventoryOf(module, platform, context, detect);
  },
} satisfies Gatherer<'inventory'>;

async function inventoryOf(
  module: PlatformModule,
  platform: Platform,
  context: GatherContext,
  detect: () => Promise<Gathered<PlatformDetection>>,
): Promise<Gathered<Inventory>> {
  const { inventory, credentials } = context.access;
  const access: RouteAccess = { ...inventory, credentials: credentials[platform] ?? {} };
  const files = await savedFiles(inventory.files);
  const { hauls, routes } = await walkRoutes(module, {
    timeoutMs: routeTimeoutMs,
    signal: context.signal,
    portsUntil: (signal) => portsOf(access, files, context, detect, signal),
  });
  for (const { route, outcome, reason } of routes) {
    context.trace('gather', `inventory by ${route}: ${outcome}${reason ? `: ${reason}` : ''}`);
  }
  if (context.signal.aborted) {
    return notGathered({ code: 'cancelled', message: 'stopped while looking for components' });
  }
  const redact = redactor(secretsOf(access.credentials));
  return gathered(redact.deep({ platform, routes, ...mergeHauls(hauls) }));
}

function portsOf(
  access: RouteAccess,
  files: RoutePorts['files'],
  { site, clock, need }: GatherContext,
  detection: RoutePorts['detection'],
  signal: AbortSignal,
): RoutePorts {
  const { commands, folder } = access;
  return {
    site,
    access,
    now: clock.now(),
    signal,
    request: (url, overrides) =>
      need(request('http-exchange', pageParams(new URL(url, site.url).href, overrides))),
    detection,
    run: commandRunner({ commands, folder, signal }),
    folder: folder === null ? null : siteFolder(folder),
    files,
  };
}

/** Names of accounts are no secrets, and would be found in components by chance. */
function secretsOf(credentials: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(credentials)
    .filter(([name]) => /pass|secret|token|key/i.test(name))
    .flatMap(([, value]) => [value, value.replaceAll(' ', '')]);
}

function noInventory(reason: string): Inventory {
  return {
    platform: 'other',
    components: [],
    routes: [],
    remarks: [{ about: 'platform', message: reason }],
    packages: [],
    advisories: [],
    notices: [],
  };
}
