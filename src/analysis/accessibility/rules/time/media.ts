import type { Page } from '../../page.ts';
import { pageRules, understanding } from '../../rule.ts';
import { textBlocks } from '../../text-blocks.ts';
import { quoted } from '../../words.ts';

/** Seconds of sound that may play by itself (WCAG 1.4.2), and of pictures (2.2.2). */
const longestSound = 3;
const longestFilm = 5;
const smallSide = 48;
const fewestLetters = 20;

/** Rules about sound and film that plays by itself. */
export const playingRules = pageRules({
  'sound-plays-by-itself': {
    title: 'Sound plays by itself and cannot be stopped',
    wcag: ['1.4.2'],
    level: 'A',
    verdict: 'failed',
    severity: 'serious',
    advice: 'Do without `autoplay`, or add `controls` so that it can be paused and muted.',
    help: 'https://www.w3.org/WAI/standards-guidelines/act/rules/80f0bf/',
    *find(page) {
      for (const media of page.acts.time?.media ?? []) {
        const element = page.byPath(media.path);
        const starts = (media.autoplay || media.playing) && !media.muted;
        if (!element || !starts || media.controls || media.hasSound === false) continue;
        if (media.seconds !== null && media.seconds <= longestSound && !media.loop) continue;
        const [brake] = page.acts.time?.brakes ?? [];
        const isCertain =
          media.hasSound === true && media.seconds !== null && !brake && !media.mayBePaused;
        const lasts =
          media.seconds === null ? 'for an unknown time' : `for ${round(media.seconds)} s`;
        yield {
          element,
          evidence: `It starts by itself and plays ${lasts} without controls${brake ? `; ${quoted(brake.text, 40)} may stop it` : ''}.`,
          ...(isCertain ? {} : { verdict: 'review' as const }),
        };
      }
    },
  },
  'film-plays-by-itself': {
    title: 'A film plays by itself and cannot be stopped',
    wcag: ['2.2.2'],
    level: 'A',
    verdict: 'failed',
    severity: 'serious',
    advice: 'Add `controls`, or a button that pauses it; or let it end within five seconds.',
    help: understanding('pause-stop-hide'),
    *find(page) {
      if (!hasText(page)) return;
      for (const media of page.acts.time?.media ?? []) {
        const element = page.byPath(media.path);
        const starts = media.autoplay || media.playing;
        if (element?.tag !== 'video' || !starts || media.controls) continue;
        if (Math.max(media.width, media.height) <= smallSide || media.seconds === null) continue;
        if (media.seconds <= longestFilm && !media.loop) continue;
        const [brake] = page.acts.time?.brakes ?? [];
        yield {
          element,
          evidence: `It starts by itself and plays ${media.loop ? 'for ever' : `for ${round(media.seconds)} s`} without controls.`,
          // A film with sound is told by the rule for sound.
          ...(brake || media.mayBePaused || !(media.muted || media.hasSound === false)
            ? { verdict: 'review' as const }
            : {}),
        };
      }
    },
  },
});

/** A film that is alone on its page draws the eye from nothing. */
function hasText(page: Page): boolean {
  return textBlocks(page).some(({ text }) => text.length >= fewestLetters);
}

function round(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}
