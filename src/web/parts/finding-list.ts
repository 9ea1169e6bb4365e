import { html } from 'hono/html';
import type { Finding, Where } from '../../core/finding.ts';
import { standingOf } from '../../core/finding-changes.ts';
import type { CheckResult } from '../../core/result.ts';
import { mostUrgentFirst } from '../../report/check-run/urgency.ts';
import { severityMark } from './standing.ts';
import { address, type Html, instruction, quoted, said } from './text.ts';
import { wallTime } from './time.ts';
import { count } from './words.ts';

/** So many are shown of one check. */
const mostFindings = 30;

/** What a check found, the most urgent first. */
export function findingList(
  { findings, changes }: CheckResult,
  zone: string,
  now: number,
): Html | null {
  if (findings.length === 0) return null;
  const rest = findings.length - mostFindings;
  return html`<ul class="findings" role="list">${mostUrgentFirst(findings)
    .slice(0, mostFindings)
    .map((each) => item(each, standingOf(each, changes) === 'new', zone, now))}</ul>
    ${rest > 0 ? html`<p class="aside">${count(rest, 'more finding')} of this kind not shown.</p>` : ''}`;
}

const verdictWords = { failed: '', warning: 'a warning', review: 'a person has to judge' } as const;

function item(finding: Finding, isNew: boolean, zone: string, now: number): Html {
  const { severity, verdict, title, where, evidence, advice, help, accepted, rule } = finding;
  return html`<li class="finding">
    <h4>${severityMark(severity)} ${said(title, 200)}${isNew ? html` <span class="new">new</span>` : ''}</h4>
    <p class="meta">${whereText(where)}${verdictWords[verdict] ? html`<span class="dot"> · </span>${verdictWords[verdict]}` : ''}<span class="dot"> · </span><code>${said(rule, 80)}</code></p>
    ${accepted ? html`<p class="accepted">Accepted by ${said(accepted.by, 60)} until ${wallTime(Date.parse(accepted.until), zone, now)}: ${said(accepted.reason)}</p>` : ''}
    ${evidence.trim() === '' ? '' : quoted(evidence)}
    <p><strong>Do:</strong> ${instruction(advice, 600)}${help ? html` ${address(help, 'Why this rule')}` : ''}</p>
  </li>`;
}

function whereText({ url, selector, component, header, line }: Where): Html {
  const parts = [
    component && html`component ${said(component, 80)}`,
    header && html`header <code>${said(header, 80)}</code>`,
    selector && html`element <code>${said(selector, 120)}</code>`,
    line && html`line ${line}`,
  ].filter(Boolean);
  return html`${address(url)}${parts.map((part) => html`<span class="dot"> · </span>${part}`)}`;
}
