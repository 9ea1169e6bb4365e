import { sameAnswer } from '../analysis/control-answer.ts';
import { nextProbe, type PlannedProbe } from '../analysis/platform-detection/plan.ts';
import { restRootIn } from '../analysis/platform-detection/rest-root.ts';
import { candidatesOf, type Trace, tracesIn } from '../analysis/platform-detection/score.ts';
import { hiddenBy } from '../analysis/refusal.ts';
import { addressBelow, folderOf, withinSite } from '../analysis/site-address.ts';
import { gathered, notGathered } from '../core/artifacts/failure.ts';
import { type HttpExchange, pageParams } from '../core/artifacts/http-exchange.ts';
import type { PlatformDetection } from '../core/artifacts/platform-detection.ts';
import { request } from '../core/check.ts';
import type { GatherContext, Gatherer } from '../core/gatherer.ts';
import type { PlatformModule } from '../core/platform-module.ts';
import type { Platform } from '../core/site.ts';
import { controlParams } from './control-request.ts';
import { askPolitely } from './polite-request.ts';

const probeBytes = 64 * 1024;

/**
 * Recognises what a site is built with: by its home page, and where that does not decide by a few paths
 * that platforms answer in their own way, held against the answer to a path that cannot exist.
 */
export default {
  artifact: 'platform-detection',
  async gather({ url }, context) {
    const home = await context.need(request('http-exchange', pageParams(url)));
    if (!home.ok) {
      const { code, message } = home.failure;
      return notGathered({ code, message });
    }
    const hidden = hiddenBy(home.value);
    if (hidden !== null) return gathered({ candidates: [], hiddenBy: hidden, restRoot: null });
    return gathered(await detect(home.value, await context.platforms(), context));
  },
} satisfies Gatherer<'platform-detection'>;

async function detect(
  home: HttpExchange,
  modules: readonly PlatformModule[],
  context: GatherContext,
): Promise<PlatformDetection> {
  const notes = notebook(context);
  const notePage = (page: HttpExchange) => {
    for (const { id, markers } of modules) notes.add(id, tracesIn(page, markers));
  };
  notePage(home);
  let restRoot = restRootIn(home);
  let refusal: string | null = null;
  let control: HttpExchange | null = null;
  const asked: PlannedProbe[] = [];

  while (refusal === null && !context.signal.aborted) {
    const next = nextProbe(modules, candidatesOf(notes.traces), asked);
    if (next === null) break;
    if (asked.length === 0) {
      const answer = await ownPage(controlParams(home), home, context);
      refusal = answer.refusal;
      control = answer.page;
      if (control) notePage(control);
      restRoot ??= control && restRootIn(control);
    }
    if (refusal !== null) break;
    asked.push(next);
    const url = addressBelow(folderOf(home.url, home.finalUrl), next.probe.path);
    const answer = await ownPage(pageParams(url, { maxBodyBytes: probeBytes }), home, context);
    refusal = answer.refusal;
    const { page } = answer;
    if (!page || (control && sameAnswer(page, control))) continue;
    const found = tracesIn(page, next.probe.markers);
    notes.add(next.platform, found);
    if (next.platform === 'wordpress' && found.length > 0) restRoot ??= restRootIn(page);
  }
  const candidates = candidatesOf(notes.traces);
  const unknown = candidates.length === 0 ? (refusal ?? failingBy(home)) : null;
  return { candidates, hiddenBy: unknown, restRoot };
}

/** Why a home page without traces tells nothing: it may be a firewall’s, or a proxy’s in front of a dead server. */
function failingBy({ status }: HttpExchange): string | null {
  return status < 400 ? null : `its home page answers with status ${status}`;
}

/** Traces as they are found, platform by platform. */
function notebook({ trace }: Pick<GatherContext, 'trace'>) {
  const traces = new Map<Platform, readonly Trace[]>();
  const add = (platform: Platform, found: readonly Trace[]) => {
    if (found.length > 0) traces.set(platform, [...(traces.get(platform) ?? []), ...found]);
    for (const { marker, seen, weight } of found) {
      trace('detect', `${platform} +${weight}: ${marker}: ${seen}`);
    }
  };
  return { traces, add };
}

/** A further page, unless it is not the site's own: refusals and other sites say nothing about it. */
async function ownPage(
  params: ReturnType<typeof pageParams>,
  home: HttpExchange,
  context: GatherContext,
): Promise<{ readonly page: HttpExchange | null; readonly refusal: string | null }> {
  const { answer, refusal } = await askPolitely(params, context);
  if (!answer.ok || refusal !== null) return { page: null, refusal };
  const isOwn = withinSite(new URL(answer.value.finalUrl), new URL(home.finalUrl));
  return { page: isOwn ? answer.value : null, refusal: null };
}
