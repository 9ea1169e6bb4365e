import type { Gathered } from '../../src/core/artifacts/failure.ts';
import type { Inventory } from '../../src/core/artifacts/inventory.ts';
import type { PlatformDetection } from '../../src/core/artifacts/platform-detection.ts';
import type { GatherContext } from '../../src/core/gatherer.ts';
import type { PlatformModule } from '../../src/core/platform-module.ts';
import { type Platform, siteOfUrl } from '../../src/core/site.ts';
import { type InventoryAccess, noAccess } from '../../src/core/site-access.ts';
import httpExchange from '../../src/gather/http-exchange.ts';
import inventory from '../../src/gather/inventory.ts';
import platformDetection from '../../src/gather/platform-detection.ts';
import { gatherContext } from './gather-context.ts';

/** How the inventory of a test is gathered: by real gatherers, with all of loopback allowed. */
export interface InventoryOptions {
  readonly url?: string;
  readonly platform?: Platform | null;
  readonly modules: readonly PlatformModule[];
  readonly access?: Partial<InventoryAccess>;
  /** Of the platform. */
  readonly credentials?: Readonly<Record<string, string>>;
  /** What detection says, instead of looking. */
  readonly detection?: Gathered<PlatformDetection>;
  readonly context?: Partial<GatherContext>;
}

/** What the inventory's gatherer brings back. */
export function gatherInventory({
  url = 'https://site.example/',
  modules,
  platform = modules[0]?.id ?? null,
  access,
  credentials,
  detection,
  context,
}: InventoryOptions): Promise<Gathered<Inventory>> {
  const site = { ...siteOfUrl(url, ['127.0.0.0/8']), platform };
  const exchanges = new Map<string, Promise<unknown>>();
  const whole: GatherContext = gatherContext({
    site,
    platforms: () => Promise.resolve(modules),
    access: {
      ...noAccess,
      credentials: credentials && platform ? { [platform]: credentials } : {},
      inventory: { ...noAccess.inventory, ...access },
    },
    need: (({ artifact, params }) => {
      if (artifact === 'platform-detection') {
        return Promise.resolve(detection ?? platformDetection.gather({ url }, whole));
      }
      if (artifact !== 'http-exchange') throw new Error(`nothing brings back ${artifact} here`);
      const key = JSON.stringify(params);
      const exchange =
        exchanges.get(key) ??
        httpExchange.gather(params as Parameters<typeof httpExchange.gather>[0], whole);
      exchanges.set(key, exchange);
      return exchange;
    }) as GatherContext['need'],
    ...context,
  });
  return inventory.gather({}, whole);
}

/** The inventory, which has to be had. */
export async function inventoryOf(options: InventoryOptions): Promise<Inventory> {
  const result = await gatherInventory(options);
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message}`);
  return result.value;
}

/** A line a component, the shortest words for what a test is about: `plugin/akismet 5.0.2 active rest 100`. */
export function lines({ components }: Pick<Inventory, 'components'>): readonly string[] {
  return components
    .map(({ kind, slug, version, active, source, confidence }) => {
      const state = active === null ? 'unsaid' : active ? 'active' : 'inactive';
      return `${kind}/${slug} ${version ?? '?'} ${state} ${source} ${confidence}`;
    })
    .sort();
}
