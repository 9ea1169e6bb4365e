import { html } from 'hono/html';
import type { Availability } from '../../core/availability.ts';
import type { Days } from '../../desk/board.ts';
import type { Html } from './text.ts';
import { dayName } from './time.ts';
import { availabilityText, count, percentUnknown, percentUp } from './words.ts';

/** Below this share of a day a bar counts as a bad one; about a quarter of an hour. */
const badDay = 0.99;
/** From this unknown share on a bar is thinner: it stands for less. */
const mostlyUnknown = 0.5;

type DayKind = 'up' | 'dip' | 'out' | 'work' | 'blank';

/**
 * A bar for each day. Trouble stands taller than calm, so that it is seen without colour. One stop
 * for the keyboard, the present day; the arrow keys move on from there.
 */
export function strip({ days }: Days, site: string): Html {
  const last = days.length - 1;
  const bars = days.map(
    (day, index) =>
      html`<span class="day ${kindOf(day)}${isThin(day) ? ' thin' : ''}" role="img" tabindex="${index === last ? 0 : -1}" aria-label="${dayText(day)}"></span>`,
  );
  return html`<div class="days" role="group" aria-label="Last ${days.length} days of ${site}, one after the other; the arrow keys move">${bars}</div>`;
}

/** Both figures of all days: availability never stands without its unknown share. */
export function figure({ total }: Days): Html {
  if (total.ratio === null) return html`<span class="figure unknown">no figure yet</span>`;
  return html`<span class="figure">${percentUp(total.ratio)}</span> <span class="aside">${percentUnknown(total.unknownShare)}</span>`;
}

/** The days that were not wholly up, in words: what the bars say, for whoever does not see them. */
export function dayList({ days }: Days): Html {
  const blank = days.filter((day) => kindOf(day) === 'blank').length;
  const known = days.filter((day) => kindOf(day) !== 'blank');
  const troubled = known.filter((day) => kindOf(day) !== 'up');
  return html`<details class="words"><summary>The ${days.length} days in words</summary>
    <p>Up without a break on ${known.length - troubled.length} of ${count(known.length, 'measured day')}; nothing is known of ${blank} more. Days are those of UTC.</p>
    <ul>${troubled.toReversed().map((day) => html`<li>${dayText(day)}</li>`)}</ul></details>`;
}

function dayText(day: Availability): string {
  return `${dayName(day.range.from)}: ${availabilityText(day)}`;
}

function isThin({ ratio, unknownShare }: Availability): boolean {
  return ratio !== null && unknownShare > mostlyUnknown;
}

function kindOf({ ratio, maintenance, range }: Availability): DayKind {
  if (maintenance > (range.until - range.from) / 2) return 'work';
  if (ratio === null) return 'blank';
  if (ratio === 1) return 'up';
  return ratio < badDay ? 'out' : 'dip';
}
