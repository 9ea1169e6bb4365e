import {
  certainConfidence,
  likelyConfidence,
  likelyPlatform,
} from '../analysis/platform-detection/score.ts';
import { createApp } from '../app.ts';
import type { PlatformCandidate, PlatformDetection } from '../core/artifacts/platform-detection.ts';
import { request } from '../core/check.ts';
import { forTerminal } from '../core/encode/terminal.ts';
import { failureMeaning } from '../core/failure-codes.ts';
import { siteOfUrl } from '../core/site.ts';
import { columns } from './columns.ts';
import type { Typed } from './commands.ts';
import { exitUsage } from './exit-codes.ts';
import type { CliProcess } from './process.ts';
import { readTarget } from './target.ts';
import { startProgress } from './terminal.ts';

const exitUnanswered = 1;

/** `caretaker detect`: what a site is built with, and every trace that speaks for it. */
export async function detect(typed: Typed, io: CliProcess): Promise<number> {
  const target = readTarget(String(typed.args.url));
  if ('error' in target || 'id' in target) {
    const why = 'error' in target ? target.error : `\`${target.id}\` is no URL; write https://…`;
    io.stderr(`caretaker: ${forTerminal(why)}\n`);
    return exitUsage;
  }
  const { url } = target;
  const app = createApp();
  const site = siteOfUrl(url, app.addresses.allowanceOfNamedUrl(url));
  const progress = startProgress(io);
  progress.update(`looking at ${url}`);
  const signal = io.interrupted;
  const found = await app.gather(site, request('platform-detection', { url }), { signal });
  progress.clear();
  if (!found.ok) {
    const { code, message } = found.failure;
    const { meaning, remedy } = failureMeaning(code);
    io.stderr(`caretaker: ${forTerminal(`${url}: ${meaning} ${message}. ${remedy}`)}\n`);
    return exitUnanswered;
  }
  if (typed.options.format === 'json') {
    io.stdout(`${JSON.stringify(asJson(url, found.value), null, 2)}\n`);
    return 0;
  }
  const titles = new Map((await app.platforms()).map(({ id, title }) => [id as string, title]));
  const titleOf = ({ platform }: PlatformCandidate) => titles.get(platform) ?? platform;
  io.stdout(asText(url, found.value, titleOf, io.stdoutIsTty ? io.columns : Infinity));
  return 0;
}

/** The surest candidate at the top; no platform is named that is not at least likely. */
function asJson(url: string, { candidates, hiddenBy, restRoot }: PlatformDetection) {
  const likely = likelyPlatform(candidates);
  return {
    schemaVersion: 1,
    url,
    platform: likely?.platform ?? null,
    version: likely?.version ?? null,
    confidence: candidates[0]?.confidence ?? 0,
    evidence: candidates[0]?.evidence ?? [],
    candidates,
    hiddenBy,
    restRoot,
  };
}

function asText(
  url: string,
  { candidates, hiddenBy }: PlatformDetection,
  titleOf: (candidate: PlatformCandidate) => string,
  width: number,
): string {
  const likely = likelyPlatform(candidates);
  const headline = likely ? named(likely, titleOf(likely)) : unrecognised(candidates, hiddenBy);
  const blocks = candidates.map((candidate) => {
    const beside = candidate === likely ? '' : `\nAlso: ${named(candidate, titleOf(candidate))}\n`;
    return beside + columns(evidenceRows(candidate, url), width);
  });
  return `${forTerminal(`${url}: ${headline}`)}\n${blocks.join('')}`;
}

function unrecognised(candidates: readonly PlatformCandidate[], hiddenBy: string | null): string {
  if (hiddenBy !== null) return `unknown, since ${hiddenBy}`;
  return candidates.length > 0
    ? 'not recognised, there are hints only'
    : 'not recognised: no platform that caretaker knows left a trace';
}

function named({ version, confidence }: PlatformCandidate, title: string): string {
  return `${title}${version === null ? '' : ` ${version}`}, ${surety(confidence)} (${confidence} of 100)`;
}

function surety(confidence: number): string {
  if (confidence >= certainConfidence) return 'certain';
  return confidence >= likelyConfidence ? 'likely' : 'a hint';
}

function evidenceRows({ evidence }: PlatformCandidate, url: string): readonly string[][] {
  return evidence.map(({ weight, marker, seen, url: page }) => [
    `  +${weight}`.padEnd(6),
    page === url ? marker : `${marker} (${pathOf(page)})`,
    seen,
  ]);
}

/** Named where it is not the page that was asked for. */
function pathOf(page: string): string {
  const { pathname, search } = new URL(page);
  return pathname + search;
}
