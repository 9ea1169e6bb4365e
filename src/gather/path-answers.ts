import { restAddress } from '../analysis/platform-detection/rest-root.ts';
import { likelyPlatform } from '../analysis/platform-detection/score.ts';
import { hiddenBy } from '../analysis/refusal.ts';
import { addressBelow, folderOf } from '../analysis/site-address.ts';
import { type Gathered, gathered } from '../core/artifacts/failure.ts';
import { type HttpExchange, pageParams } from '../core/artifacts/http-exchange.ts';
import type { PathAnswers, PathAnswersParams, PathProbe } from '../core/artifacts/path-answers.ts';
import type { PlatformDetection } from '../core/artifacts/platform-detection.ts';
import { request } from '../core/check.ts';
import type { GatherContext, Gatherer } from '../core/gatherer.ts';
import type { Platform } from '../core/site.ts';
import { controlParams } from './control-request.ts';
import { askPolitely } from './polite-request.ts';

const timeoutMs = 8000;
const restPlaceholder = '{rest}';

/**
 * Asks a site for paths, one after the other with a pause between, and for one that cannot exist.
 * Stops where the site asks for rest, takes us for a robot, or falls silent twice in a row.
 */
export default {
  artifact: 'path-answers',
  async gather(params, context) {
    const home = await context.need(request('http-exchange', pageParams(params.url)));
    const hidden = home.ok ? hiddenBy(home.value) : silenceOf(home.failure.message);
    if (!home.ok || hidden !== null) {
      const { platform } = params;
      const nothing = { detection: null, control: home, answers: {} };
      return gathered<PathAnswers>({ platform, home, ...nothing, stoppedBy: hidden });
    }
    const detection = needsDetection(params) ? await detectionOf(params.url, context) : null;
    const found = detection === null ? null : likelyPlatform(detection.candidates);
    const platform = params.platform ?? found?.platform ?? null;
    const control = await askPolitely(controlParams(home.value), context);
    const probes = params.probes.filter((probe) => makesSense(probe, platform));
    const folder = folderOf(home.value.url, home.value.finalUrl);
    const asked: Asked =
      control.refusal === null
        ? await askAll(probes, (path) => addressOf(path, folder, detection), context)
        : { answers: {}, stoppedBy: control.refusal };
    return gathered<PathAnswers>({ platform, detection, home, control: control.answer, ...asked });
  },
} satisfies Gatherer<'path-answers'>;

type Asked = Pick<PathAnswers, 'answers' | 'stoppedBy'>;

async function askAll(
  probes: readonly PathProbe[],
  addressFor: (path: string) => string,
  context: GatherContext,
): Promise<Asked> {
  const answers: Record<string, Gathered<HttpExchange>> = {};
  let silent = 0;
  for (const { id, path, method, body, headers = {}, maxBodyBytes } of probes) {
    const limits = { timeoutMs, maxBodyBytes };
    const { answer, refusal } = await askPolitely(
      pageParams(addressFor(path), { method, headers, ...limits, ...(body ? { body } : {}) }),
      context,
    );
    if (refusal !== null) return { answers, stoppedBy: refusal };
    if (context.signal.aborted) return { answers, stoppedBy: 'the run was stopped' };
    answers[id] = answer;
    silent = answer.ok ? 0 : silent + 1;
    if (!answer.ok && silent === 2) {
      return {
        answers,
        stoppedBy: `two paths in a row came to nothing (${answer.failure.message})`,
      };
    }
  }
  return { answers, stoppedBy: null };
}

function makesSense({ platforms }: PathProbe, platform: Platform | null): boolean {
  return platforms === 'any' || (platform !== null && platforms.includes(platform));
}

/** Where config names the platform, only WordPress's REST root is still to be found out. */
function needsDetection({ platform, probes }: PathAnswersParams): boolean {
  if (platform === null) return true;
  return platform === 'wordpress' && probes.some(({ path }) => path.startsWith(restPlaceholder));
}

async function detectionOf(url: string, context: GatherContext): Promise<PlatformDetection | null> {
  const detection = await context.need(request('platform-detection', { url }));
  return detection.ok ? detection.value : null;
}

function silenceOf(message: string): string {
  return `the site does not answer (${message})`;
}

function addressOf(path: string, folder: URL, detection: PlatformDetection | null): string {
  if (!path.startsWith(restPlaceholder)) return addressBelow(folder, path);
  // The plain form answers whatever the permalinks are.
  const root = detection?.restRoot ?? addressBelow(folder, '/?rest_route=/');
  return restAddress(root, path.slice(restPlaceholder.length));
}
