import type { Verdict } from '../../../../core/finding.ts';
import type { Page } from '../../page.ts';
import { pageRules, type Sight, understanding } from '../../rule.ts';
import type { RepeatedChange, RunningAnimation } from '../../time-facts.ts';
import { quoted } from '../../words.ts';

/** What moves for longer needs a way to stop it (WCAG 2.2.2). */
const longestMs = 5000;
/** CSS pixels of width and height below which a movement is a small sign, such as a spinner. */
const smallSide = 48;

/** Rules about what moves and changes by itself. */
export const motionRules = pageRules({
  'animation-endless': {
    title: 'An animation goes on for more than five seconds and cannot be stopped',
    wcag: ['2.2.2'],
    level: 'A',
    verdict: 'failed',
    severity: 'serious',
    advice:
      'End it within five seconds, `animation-iteration-count: 2`, or offer a button that pauses it.',
    help: understanding('pause-stop-hide'),
    *find(page) {
      for (const animation of page.acts.time?.animations ?? []) {
        if (!isLong(animation) || animation.properties.length === 0) continue;
        const { path, width, height, isProgress } = animation;
        const isSmall = Math.max(width, height) <= smallSide && animation.text === '';
        yield* sightOf(page, path, toldOf(animation), isSmall || isProgress);
      }
    },
  },
  'picture-animated': {
    title: 'A picture moves for more than five seconds and cannot be stopped',
    wcag: ['2.2.2'],
    level: 'A',
    verdict: 'failed',
    severity: 'moderate',
    advice:
      'Show a still picture, or a `<video>` with controls; or let the file play once, for five seconds at most.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/general/G152',
    *find(page) {
      for (const picture of page.acts.time?.pictures ?? []) {
        const { path, format, frames, roundMs, rounds, width, height } = picture;
        if (rounds !== null && rounds * roundMs <= longestMs) continue;
        const often = rounds === null ? 'for ever' : `${rounds} times`;
        const words = `A ${format.toUpperCase()} of ${frames} frames, ${seconds(roundMs)} a round, ${often}.`;
        yield* sightOf(page, path, words, Math.max(width, height) <= smallSide);
      }
    },
  },
  'content-moving': {
    title: 'Something moves by itself and cannot be stopped',
    wcag: ['2.2.2'],
    level: 'A',
    verdict: 'failed',
    severity: 'serious',
    advice: 'Offer a button that pauses it, and do not start it by itself.',
    help: understanding('pause-stop-hide'),
    *find(page) {
      for (const change of page.acts.time?.changes ?? []) {
        const { kind, path, width, height, isProgress, isCarousel } = change;
        const moves = kind === 'place' || (kind === 'look' && isCarousel);
        if (!moves || !(isLasting(change) || (isCarousel && change.goesOn))) continue;
        const words = `A script moves it: ${change.times} ${change.times === 1 ? 'time' : 'times'} within ${seconds(page.acts.time?.watchedMs ?? 0)}.`;
        yield* sightOf(page, path, words, isProgress || Math.max(width, height) <= smallSide);
      }
    },
  },
  'text-updating': {
    title: 'Text changes by itself and cannot be stopped',
    wcag: ['2.2.2'],
    level: 'A',
    verdict: 'failed',
    severity: 'moderate',
    advice: 'Offer a button that stops the updates, or one that sets how often they come.',
    help: 'https://www.w3.org/WAI/standards-guidelines/act/rules/efbfc7/',
    *find(page) {
      for (const change of page.acts.time?.changes ?? []) {
        const { kind, path, isProgress, hasCompany, isCarousel } = change;
        if (kind !== 'text' || !hasCompany) continue;
        if (!isLasting(change) && !(isCarousel && change.goesOn)) continue;
        yield* sightOf(
          page,
          path,
          `It changed ${change.times} ${change.times === 1 ? 'time' : 'times'} within ${seconds(page.acts.time?.watchedMs ?? 0)}; at last to ${quoted(change.text, 50)}.`,
          isProgress,
        );
      }
    },
  },
  'motion-preference-ignored': {
    title: 'Movement goes on although the visitor prefers less of it',
    wcag: ['2.3.3'],
    level: 'AAA',
    verdict: 'warning',
    severity: 'moderate',
    advice:
      'Switch it off for those who asked their system for it: `@media (prefers-reduced-motion: reduce) { .banner { animation: none } }`.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/css/C39',
    *find(page) {
      for (const animation of page.acts.time?.animations ?? []) {
        const { path, properties, width, height, ignoresPreference, isProgress } = animation;
        if (ignoresPreference !== true || isProgress || !isLong(animation)) continue;
        if (Math.max(width, height) <= smallSide || !properties.some(isMovement)) continue;
        yield* sightOf(page, path, toldOf(animation), false, 'warning');
      }
    },
  },
});

/** A sight of the element, which a person must see where something may stop it or it is only a small sign. */
function* sightOf(
  page: Page,
  path: string,
  words: string,
  isDoubtful: boolean,
  verdict?: Verdict,
): Generator<Sight> {
  const element = page.byPath(path);
  if (!element) return;
  if (verdict) return yield { element, evidence: words, verdict };
  const [brake] = page.acts.time?.brakes ?? [];
  const evidence = brake ? `${words} ${quoted(brake.text, 40)} may stop it.` : words;
  yield { element, evidence, ...(brake || isDoubtful ? { verdict: 'review' } : {}) };
}

function isLong({ wholeMs, roundMs }: RunningAnimation): boolean {
  return roundMs > 0 && (wholeMs === null || wholeMs > longestMs);
}

/** Changed again and again, and still at it when the watch ended. */
function isLasting({ times, spanMs, goesOn }: RepeatedChange): boolean {
  return times >= 3 && spanMs >= 3000 && goesOn;
}

function isMovement(property: string): boolean {
  return /^(?:transform|translate|rotate|scale|left|right|top|bottom|margin|offset|backgroundPosition)/.test(
    property,
  );
}

function toldOf({ name, by, properties, wholeMs, roundMs }: RunningAnimation): string {
  const called = name === '' ? 'An animation' : `The animation ${quoted(name, 40)}`;
  const lasts = wholeMs === null ? 'for ever' : `for ${seconds(wholeMs)}`;
  const source = { css: 'CSS', script: 'a script', svg: 'SVG' }[by];
  return `${called} of ${source} changes ${properties.slice(0, 4).join(', ')} ${lasts}, ${seconds(roundMs)} a round.`;
}

function seconds(ms: number): string {
  return `${Math.round(ms / 100) / 10} s`;
}
