import type { CDPSession, Page } from 'playwright';
import type { PageSnapshot } from '../../../analysis/accessibility/snapshot.ts';
import {
  type AnimatedPicture,
  noTimeFacts,
  type RunningAnimation,
  type TimeFacts,
} from '../../../analysis/accessibility/time-facts.ts';
import { type Guard, guard } from './keyboard/guard.ts';
import { animationOf } from './time/animated-file.ts';
import { type Clock, openClock } from './time/clock.ts';

/** Long enough to see that something moves for more than five seconds. */
const longMs = 6000;
/** Nothing to wait for. */
const shortMs = 120;
/** From the load on: a timer that beats once a second has beaten. */
const firstBeatMs = 1400;
/** What has not changed for so long has come to rest: a page that has done its set-up, and one that moves. */
const settledMs = 1300;
const restMs = 2500;
const fewChanges = 3;
const stepMs = 250;
const maxPictures = 12;

type Growing = { -readonly [Key in keyof TimeFacts]: TimeFacts[Key] };

/**
 * Watches what the page does by itself. A page that has nothing that could move is watched for a
 * moment only; where something moves by script, for six seconds. It cannot leave meanwhile.
 */
export async function watchTime(
  page: Page,
  session: CDPSession,
  snapshot: PageSnapshot,
): Promise<TimeFacts> {
  const facts: Growing = { ...noTimeFacts };
  const startedAt = performance.now();
  let guarded: Guard | null = null;
  try {
    if (mayLeave(snapshot)) guarded = await guard(page, session);
    await session.send('Page.enable');
    const clock = await openClock(session);
    facts.animations = await clock.ask('animations');
    facts.media = await clock.ask('media');
    facts.brakes = await clock.ask('brakes');
    facts.pictures = await animatedPictures(session, clock);
    if (facts.animations.length > 0) {
      facts.animations = await withLessMotion(page, clock, facts.animations);
    }
    await wait(clock, startedAt);
    Object.assign(facts, await clock.ask('outcome'));
  } catch {
    // A page that hangs or breaks off has been watched as long as it let itself be watched.
  } finally {
    facts.leftFor = wishOf(guarded?.wanted() ?? null);
    await guarded?.stop();
  }
  facts.watchedMs = Math.round(performance.now() - startedAt);
  return facts;
}

/** Without scripts and `<meta>` no page goes anywhere. */
function mayLeave({ root, source }: PageSnapshot): boolean {
  return root.children.length > 0 && /<script|http-equiv|\son[a-z]+\s*=/i.test(source || '<script');
}

function wishOf(wish: { readonly kind: string; readonly to: string } | null): string | null {
  return wish?.kind === 'navigation' ? wish.to : null;
}

async function wait(clock: Clock, startedAt: number): Promise<void> {
  const { timers, slow, sinceLoadMs } = await clock.ask('prospects');
  const waited = () => performance.now() - startedAt;
  const first = timers ? Math.max(shortMs, firstBeatMs - (sinceLoadMs - waited())) : shortMs;
  const least = slow ? longMs : first;
  while (waited() < longMs) {
    await pause(Math.min(stepMs, Math.max(20, least - waited())));
    if (waited() < least) continue;
    const { changed, quietMs } = await clock.ask('pulse');
    if (changed === 0 || quietMs > (changed < fewChanges ? settledMs : restMs)) return;
  }
}

/** Reads the files of pictures, which the browser still holds: nothing is asked of the network. */
async function animatedPictures(
  session: CDPSession,
  { frameId, ask }: Clock,
): Promise<readonly AnimatedPicture[]> {
  const found: AnimatedPicture[] = [];
  for (const { url, ...place } of (await ask('pictures')).slice(0, maxPictures)) {
    const file = url.startsWith('data:')
      ? Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')
      : await fileOf(session, frameId, url);
    const animation = file && animationOf(file);
    if (animation) found.push({ ...place, ...animation });
  }
  return found;
}

async function fileOf(session: CDPSession, frameId: string, url: string): Promise<Buffer | null> {
  try {
    const { content, base64Encoded } = await session.send('Page.getResourceContent', {
      frameId,
      url,
    });
    return base64Encoded ? Buffer.from(content, 'base64') : null;
  } catch {
    // The browser has let go of it.
    return null;
  }
}

/** Asks again while the visitor prefers less motion, as the system settings of many do. */
async function withLessMotion(
  page: Page,
  clock: Clock,
  animations: readonly RunningAnimation[],
): Promise<readonly RunningAnimation[]> {
  try {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const left = await clock.ask('animations');
    return animations.map((one) => ({
      ...one,
      ignoresPreference: left.some(
        ({ path, name, roundMs }) =>
          path === one.path && name === one.name && roundMs === one.roundMs,
      ),
    }));
  } finally {
    await page.emulateMedia({ reducedMotion: null });
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
