import PQueue from 'p-queue';
import { actsWhenAsked } from '../analysis/links/acts.ts';
import { linkTargets, loadedAddresses } from '../analysis/links/targets.ts';
import { gathered, notGathered } from '../core/artifacts/failure.ts';
import type { LinkOutcome, LinkTarget } from '../core/artifacts/link-answers.ts';
import { request } from '../core/check.ts';
import type { GatherContext, Gatherer } from '../core/gatherer.ts';
import { askHost, type HostLimits } from './links/host.ts';

/** Hosts that are asked at the same time, each of them one address after the other. */
const hostsAtOnce = 6;
/** What is not asked by then is left for another run, ms. */
const longestMs = 5 * 60_000;
/** How often whoever waits hears how far it is. */
const toldEvery = 20;

/**
 * Asks for everything that a sample of pages leads to: politely, a host at a time as its robots.txt
 * allows, and never for an address that might change something. What the browser has loaded already is
 * not asked for again.
 */
export default {
  artifact: 'link-answers',
  async gather(params, context) {
    const sample = await context.need(request('page-audits', params.pages));
    if (!sample.ok) return notGathered({ ...sample.failure });
    const audits = sample.value.audits.flatMap(({ audit }) => (audit.ok ? [audit.value] : []));
    const pages = sample.value.audits.map(({ page, audit }) => ({
      url: page.url,
      failure: audit.ok ? null : audit.failure,
    }));
    const targets = linkTargets(audits, params.pages.url).filter(
      ({ url }) => !params.ignore.some((beginning) => url.startsWith(beginning)),
    );
    const outcomes = new Map<LinkTarget, LinkOutcome>();
    const loaded = loadedAddresses(audits);
    const wanted: LinkTarget[] = [];
    for (const target of targets) {
      const status = loaded.get(target.url);
      if (status !== undefined) outcomes.set(target, loadedAs(target.url, status));
      else if (actsWhenAsked(new URL(target.url))) outcomes.set(target, skipped('acts'));
      else if (wanted.length >= params.limit) outcomes.set(target, skipped('limit'));
      else wanted.push(target);
    }
    await askAll(wanted, context, (target, outcome) => outcomes.set(target, outcome));
    return gathered({
      pages,
      links: targets.map((target) => ({
        ...target,
        outcome: outcomes.get(target) ?? skipped('limit'),
      })),
    });
  },
} satisfies Gatherer<'link-answers'>;

async function askAll(
  targets: readonly LinkTarget[],
  context: GatherContext,
  onOutcome: (target: LinkTarget, outcome: LinkOutcome) => void,
): Promise<void> {
  const { clock, signal, progress } = context;
  const start = clock.monotonic();
  const limits: HostLimits = {
    isOver: () => signal.aborted || clock.monotonic() - start > longestMs,
  };
  let done = 0;
  const tell = (target: LinkTarget, outcome: LinkOutcome) => {
    onOutcome(target, outcome);
    done += 1;
    if (done % toldEvery === 0) progress(`links: ${done} of ${targets.length}`);
  };
  const byHost = Map.groupBy(targets, ({ url }) => new URL(url).host);
  const queue = new PQueue({ concurrency: hostsAtOnce });
  await queue.addAll(
    [...byHost.values()].map((those) => () => askHost(those, limits, context, tell)),
  );
}

function loadedAs(url: string, status: number): LinkOutcome {
  const fine = { redirects: 0, refusal: null, tlsFault: null };
  return { state: 'answered', status, finalUrl: url, ...fine };
}

function skipped(because: 'acts' | 'limit'): LinkOutcome {
  return { state: 'skipped', because };
}
