import { createApp } from '../app.ts';
import { forJson } from '../core/encode/json.ts';
import { forTerminal } from '../core/encode/terminal.ts';
import { redactor } from '../core/redaction.ts';
import { planOf } from './check-plan.ts';
import type { Typed } from './commands.ts';
import { exitUsage } from './exit-codes.ts';
import { withFeedCache } from './feed-cache.ts';
import { inventoryTable } from './inventory-table.ts';
import { inventoryCheck, type TakenInventory, takeInventory } from './inventory-visit.ts';
import type { CliProcess } from './process.ts';
import { startProgress } from './terminal.ts';

const exitFailed = 1;
const exitErrored = 3;

/** `caretaker inventory`: what is installed at a site, whatever there is to say about it. */
export async function inventory(typed: Typed, io: CliProcess): Promise<number> {
  const app = createApp();
  const args = { ...typed.args, checks: [inventoryCheck] };
  const plan = await planOf({ ...typed, args }, app, io);
  if ('error' in plan) {
    if (plan.error) io.stderr(`caretaker: ${plan.error}\n`);
    return exitUsage;
  }
  const progress = startProgress(io);
  progress.update(`looking at ${plan.site.url}`);
  const signal = io.interrupted;
  const found = await withFeedCache(plan, io, (feedCache) =>
    takeInventory(app, plan, { ...feedCache, signal }),
  );
  progress.clear();

  const taken = redactor(plan.secrets).deep(found);
  const site = { id: plan.site.id, url: plan.site.url, platform: platformOf(taken, plan) };
  const format = typed.options.format ?? (io.stdoutIsTty ? 'table' : 'json');
  if (format === 'json') io.stdout(`${forJson(asJson(site, taken))}\n`);
  else io.stdout(inventoryTable(taken, io.stdoutIsTty ? io.columns : Infinity));
  return endOf(taken, io);
}

function asJson(site: object, { result, routes, remarks, feeds }: TakenInventory) {
  return {
    schemaVersion: 1,
    site,
    takenAt: result.startedAt,
    ...(result.reason === undefined ? {} : { reason: result.reason }),
    components: result.components ?? [],
    routes,
    remarks,
    feeds: feeds.map((feed) => ({
      ...feed,
      asOf: feed.asOf === null ? null : new Date(feed.asOf).toISOString(),
    })),
  };
}

/** A site of a bare URL has the platform that was recognised. */
function platformOf(
  { result }: TakenInventory,
  { site }: { readonly site: { readonly platform: string | null } },
): string | null {
  return site.platform ?? result.labels.platform ?? null;
}

/** An inventory that could be taken is a success, whatever stands in it. */
function endOf({ result }: TakenInventory, io: CliProcess): number {
  if (result.components) return 0;
  const [finding] = result.findings;
  const why = result.reason ?? finding?.title ?? 'nothing could be learnt';
  io.stderr(`caretaker: ${forTerminal(why)}\n`);
  return result.outcome === 'failed' ? exitFailed : exitErrored;
}
