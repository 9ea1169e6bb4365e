import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright';
import type { FailureCode } from '../../core/failure-codes.ts';
import { JobFailure } from '../worker/parent.ts';
import type { Recording } from './recording.ts';

const loadMs = 30_000;
/** A page counts as settled when nothing new has been asked for this long; some never are. */
const quietMs = 500;
const settleMs = 4000;
const pollMs = 50;
/** A page that goes elsewhere more often than this never comes to rest. */
const maxNavigations = 20;

/** Chromium's names for what went wrong, in ours; see net_error_list.h of its sources. */
const codes: readonly (readonly [RegExp, FailureCode])[] = [
  [/ERR_NAME_NOT_RESOLVED/, 'host-not-resolved'],
  [/ERR_CONNECTION_REFUSED/, 'connection-refused'],
  [/ERR_CONNECTION_(RESET|CLOSED|ABORTED)|ERR_EMPTY_RESPONSE/, 'connection-reset'],
  [/ERR_(CONNECTION_)?TIMED_OUT|Timeout \d+ ?ms exceeded/, 'timed-out'],
  [/ERR_SSL|ERR_CERT|ERR_BAD_SSL/, 'tls-failed'],
  [/ERR_TOO_MANY_REDIRECTS/, 'redirect-loop'],
  [/ERR_CONTENT_/, 'body-broken'],
];

/** Loads a page until it rests; what it has not loaded by then is named. Throws `JobFailure` where there is none. */
export async function load(
  page: Page,
  url: string,
  recording: Recording,
): Promise<{ readonly loadMs: number; readonly gaps: readonly string[] }> {
  let navigations = 0;
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame()) navigations += 1;
  });
  const start = performance.now();
  const gaps: string[] = [];
  try {
    await page.goto(url, { waitUntil: 'load', timeout: loadMs });
  } catch (error) {
    const isLate = /Timeout \d+ ?ms exceeded/.test(String(error)) && recording.document !== null;
    if (!isLate) throw navigationFailure(error);
    gaps.push(`the page was still loading after ${loadMs / 1000} s; it was looked at as it was`);
  }
  const took = Math.round(performance.now() - start);
  await settle(recording, () => navigations);
  if (navigations > maxNavigations) {
    throw new JobFailure('audit-too-long', `the page went elsewhere ${navigations} times in a row`);
  }
  return { loadMs: took, gaps };
}

async function settle(recording: Recording, navigations: () => number): Promise<void> {
  const end = performance.now() + settleMs;
  let seen = '';
  let since = performance.now();
  while (performance.now() < end) {
    const now = `${recording.requestCount} ${recording.pending} ${navigations()}`;
    if (now !== seen) {
      seen = now;
      since = performance.now();
    }
    const quiet = recording.pending === 0 ? quietMs / 2 : quietMs;
    if (performance.now() - since >= quiet) return;
    await pause(pollMs);
  }
}

function navigationFailure(error: unknown): JobFailure {
  const text = error instanceof Error ? error.message : String(error);
  const reason = /net::(ERR_[A-Z_]+)/.exec(text)?.[1] ?? text.split('\n')[0]?.slice(0, 200) ?? '';
  const known = codes.find(([pattern]) => pattern.test(text));
  return new JobFailure(known?.[1] ?? 'protocol-error', `the browser says ${reason}`);
}
