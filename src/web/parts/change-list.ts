import { html } from 'hono/html';
import type { CheckResult } from '../../core/result.ts';
import { changeWords } from '../../report/check-run/changes.ts';
import { type Html, said } from './text.ts';
import { wallTime } from './time.ts';

/** So many of what was fixed are named. */
const mostFixed = 10;

/** What became of the findings of the run before: the counts, and what was fixed, folded up. */
export function changeList(result: CheckResult, zone: string, now: number): Html | null {
  const words = changeWords(result);
  if (words === null || !result.changes) return null;
  const { since, fixed } = result.changes;
  const at = Date.parse(since);
  const line = html`${words}${Number.isFinite(at) ? html` since ${wallTime(at, zone, now)}` : ''}`;
  if (fixed.length === 0) return html`<p class="changes">${line}</p>`;
  const named = fixed.slice(0, mostFixed);
  const rest = fixed.length - named.length;
  return html`<details class="changes"><summary>${line}</summary>
    <ul>${named.map(({ title, where }) => html`<li>Fixed: ${said(title, 200)} <span class="aside">${said(where.url, 200)}</span></li>`)}</ul>
    ${rest > 0 ? html`<p class="aside">and ${rest} more</p>` : ''}</details>`;
}
