import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { CDPSession } from 'playwright';
import type { AxeReport, AxeRule, Sighting } from '../../core/artifacts/page-audit.ts';
import { oneLine } from '../../core/text.ts';
import { frameIdAt, type IsolatedWorld, isolatedWorld, mainFrameId } from './isolated-world.ts';
import { type Located, locate, type Target } from './located.ts';

/** Frames that are looked into. */
const maxFrames = 10;
const maxSightings = 20;

let source: Promise<Source> | null = null;

/**
 * Runs axe-core with every rule that is not deprecated, in worlds that the page cannot reach: each
 * frame for itself, put together by the engine (its `runPartial` and `finishRun`).
 */
export async function runAxe(session: CDPSession): Promise<AxeReport> {
  source ??= loadSource();
  const { script, version } = await source;
  const main = await mainFrameId(session);
  const world = await worldWithAxe(session, main, { script, version });
  const partials = await partialResults(session, main, world, { script, version });
  const results = await world.call(finishInPage, partials);
  const targets = results.flatMap(({ nodes }) => nodes.map(({ target }) => target));
  return { version, rules: withPlaces(results, await locate(world, targets)) };
}

interface Source {
  readonly script: string;
  readonly version: string;
}

async function worldWithAxe(
  session: CDPSession,
  frameId: string,
  { script, version }: Source,
): Promise<IsolatedWorld> {
  const world = await isolatedWorld(session, frameId);
  await world.evaluate(`${script};0`);
  const found = await world.evaluate('axe.version');
  if (found !== version)
    throw new Error(`axe-core is ${String(found)} in the page, not ${version}`);
  return world;
}

/** The page's own part, then those of its frames, as the engine wants them; null for a frame that is out of reach. */
async function partialResults(
  session: CDPSession,
  mainFrame: string,
  mainWorld: IsolatedWorld,
  engine: Source,
): Promise<readonly unknown[]> {
  let left = maxFrames;
  const inFrame = async (
    frameId: string,
    world: IsolatedWorld,
    context: unknown,
  ): Promise<readonly unknown[]> => {
    const { partial, frames } = await world.call(partialInPage, context);
    const results: unknown[] = [partial];
    for (const { selector, context: within } of frames) {
      left -= 1;
      const inner = left < 0 ? null : await frameIdAt(session, frameId, selector).catch(() => null);
      const innerWorld =
        inner === null ? null : await worldWithAxe(session, inner, engine).catch(() => null);
      if (inner === null || innerWorld === null) results.push(null);
      else results.push(...(await inFrame(inner, innerWorld, within).catch(() => [null])));
    }
    return results;
  };
  return inFrame(mainFrame, mainWorld, null);
}

/** One rule as the page's world gives it back. */
interface InPageRule extends Omit<AxeRule, 'sightings'> {
  readonly nodes: readonly {
    readonly target: Target;
    readonly html: string;
    readonly summary: string;
  }[];
}
type Engine = typeof axe;
interface Frame {
  readonly selector: string;
  readonly context: unknown;
}

/** Runs in an isolated world, so it may use nothing from outside. */
async function partialInPage(
  context: unknown,
): Promise<{ readonly partial: unknown; readonly frames: readonly Frame[] }> {
  const engine = (globalThis as unknown as { axe: Engine }).axe;
  const rules: Record<string, { enabled: boolean }> = {};
  for (const { ruleId, tags } of engine.getRules()) {
    rules[ruleId] = { enabled: !tags.includes('deprecated') };
  }
  const options: axe.RunOptions = {
    rules,
    resultTypes: ['violations', 'incomplete'],
    // Style sheets and the metadata of media, for the few rules that need them.
    preload: { assets: ['cssom', 'media'], timeout: 3000 },
  };
  const within = (context ?? document) as axe.ElementContext;
  const frames = engine.utils.getFrameContexts(within, options);
  const partial = await engine.runPartial(within, options);
  return {
    partial: JSON.parse(JSON.stringify(partial)),
    frames: frames.flatMap(({ frameSelector, frameContext }) =>
      typeof frameSelector === 'string' ? [{ selector: frameSelector, context: frameContext }] : [],
    ),
  };
}

/** Runs in an isolated world, so it may use nothing from outside. */
async function finishInPage(partials: readonly unknown[]): Promise<readonly InPageRule[]> {
  const engine = (globalThis as unknown as { axe: Engine }).axe;
  const longest = 160;
  const mostNodes = 40;
  const { violations, incomplete } = await engine.finishRun(partials as axe.PartialResults, {
    resultTypes: ['violations', 'incomplete'],
  });
  const told = (result: axe.Result, verdict: 'failed' | 'warning' | 'review') => ({
    rule: result.id,
    verdict,
    impact: result.impact ?? 'moderate',
    help: result.help,
    helpUrl: result.helpUrl,
    wcag: result.tags.flatMap((tag) => {
      const digits = /^wcag(\d)(\d)(\d+)$/.exec(tag);
      return digits ? [`${digits[1]}.${digits[2]}.${digits[3]}`] : [];
    }),
    count: result.nodes.length,
    nodes: result.nodes.slice(0, mostNodes).map(({ target, html, any, all, none }) => ({
      target: target as Target,
      html: html.length > longest ? (/^<[^>]*>/.exec(html)?.[0] ?? html).slice(0, longest) : html,
      // Of what would have done, the first says enough.
      summary: [...all, ...none, ...any.slice(0, 1)]
        .map(({ message }) => message)
        .join('; ')
        .slice(0, 500),
    })),
  });
  const isCriterion = ({ tags }: axe.Result) =>
    tags.some((tag) => /^wcag\d+aa?$/.test(tag)) && !tags.includes('wcag2aaa');
  return [
    ...violations.map((one) => told(one, isCriterion(one) ? 'failed' : 'warning')),
    ...incomplete.map((one) => told(one, 'review')),
  ];
}

function withPlaces(rules: readonly InPageRule[], places: readonly Located[]): readonly AxeRule[] {
  let at = 0;
  return rules.map(({ nodes, ...rule }) => {
    const sightings = nodes.map(({ target, html, summary }): Sighting => {
      const { path = null, box = null } = places[at++] ?? {};
      const selector = oneLine(target.flat().join(' '), 256);
      return {
        path: path ?? `? ${selector}`,
        selector,
        html,
        box,
        evidence: oneLine(summary, 500),
      };
    });
    return { ...rule, sightings: sightings.slice(0, maxSightings) };
  });
}

async function loadSource(): Promise<Source> {
  const require = createRequire(import.meta.url);
  const { version } = require('axe-core/package.json') as { readonly version: string };
  const script = await readFile(require.resolve('axe-core/axe.min.js'), 'utf8');
  return { script, version };
}
