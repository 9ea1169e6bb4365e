import { setTimeout } from 'node:timers/promises';
import { robotsInForce } from '../../analysis/robots/answer.ts';
import { type Robots, robotsVerdict } from '../../analysis/robots/robots.ts';
import type { LinkOutcome, LinkTarget } from '../../core/artifacts/link-answers.ts';
import { request } from '../../core/check.ts';
import type { GatherContext } from '../../core/gatherer.ts';
import { askForLink } from './link.ts';

/** What ends the asking before its time. */
export interface HostLimits {
  readonly isOver: () => boolean;
}

/** As which we are named in a robots.txt. */
const agent = 'caretaker';
/** Between two requests of one host, ms: less of the site itself, whose owner wants to know. */
const pauseMs = { own: 150, foreign: 250 } as const;
/** A host that falls silent so often in a row is left alone. */
const mostSilences = 3;

type Asking = Pick<GatherContext, 'need' | 'signal'>;

/**
 * Asks one host for addresses, one after the other. Stops where the host wants rest or falls silent;
 * a host whose name leads nowhere is asked once for all of its addresses.
 */
export async function askHost(
  targets: readonly LinkTarget[],
  { isOver }: HostLimits,
  context: Asking,
  onOutcome: (target: LinkTarget, outcome: LinkOutcome) => void,
): Promise<void> {
  const robots = new Map<string, Robots | null>();
  let silences = 0;
  /** What holds for every further address of this host. */
  let forAll: LinkOutcome | null = null;
  for (const target of targets) {
    const { origin } = new URL(target.url);
    forAll ??= isOver() ? { state: 'skipped', because: 'limit' } : null;
    if (forAll) {
      onOutcome(target, forAll);
      continue;
    }
    if (!robots.has(origin)) robots.set(origin, await robotsOf(origin, context));
    const rules = robots.get(origin);
    if (rules && robotsVerdict(rules, agent, target.url).verdict === 'disallow') {
      onOutcome(target, { state: 'skipped', because: 'robots' });
      continue;
    }
    const pause = () => wait(target.internal ? pauseMs.own : pauseMs.foreign, context.signal);
    await pause();
    const outcome = await askForLink(target.url, pause, context);
    onOutcome(target, outcome);
    silences = outcome.state === 'failed' ? silences + 1 : 0;
    forAll = afterwards(outcome, silences);
  }
}

/** What an outcome means for the rest of its host's addresses; null where they may be asked for. */
function afterwards(outcome: LinkOutcome, silences: number): LinkOutcome | null {
  if (outcome.state === 'failed') {
    if (outcome.code === 'host-not-resolved') return outcome;
    return silences < mostSilences ? null : { state: 'skipped', because: 'rest' };
  }
  const wantsRest = outcome.state === 'answered' && outcome.refusal !== null;
  return wantsRest ? { state: 'skipped', because: 'rest' } : null;
}

/** Null where no answer came at all: then the addresses themselves tell why. */
async function robotsOf(origin: string, { need }: Asking): Promise<Robots | null> {
  const file = await need(request('robots-file', { url: `${origin}/` }));
  const isSilent = !file.ok || (file.value.state === 'unreachable' && file.value.status === null);
  return isSilent ? null : robotsInForce(file.value);
}

/** Ends early where the run is stopped; the request that follows says so. */
async function wait(ms: number, signal: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, { signal }).catch(() => {});
}
