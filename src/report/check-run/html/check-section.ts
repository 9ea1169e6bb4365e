import { html } from 'hono/html';
import { formatDuration } from '../../../core/duration.ts';
import type { Finding, Verdict } from '../../../core/finding.ts';
import { standingOf } from '../../../core/finding-changes.ts';
import type { CheckResult } from '../../../core/result.ts';
import { changeWords } from '../changes.ts';
import { metricWords } from '../metrics.ts';
import {
  crop,
  type Html,
  type Picture,
  picturesOf,
  styleElement,
  wholePicture,
} from './picture.ts';

const verdicts: Readonly<Record<Verdict, string>> = {
  failed: 'To repair',
  warning: 'To improve',
  review: 'A person has to look',
};
const order = ['failed', 'warning', 'review'] as const;

/** One check of the report: its figures, its findings rule by rule, and pictures with their places. */
export function checkSection(result: CheckResult, firstNumber: number): Html {
  const { pictures, css } = picturesOf(result);
  const sorted = sortedFindings(result.findings);
  const numbers = new Map(sorted.map(({ fingerprint }, at) => [fingerprint, firstNumber + at]));
  const numberOf = (fingerprint: string) => numbers.get(fingerprint) ?? null;
  const words = changeWords(result);
  return html`<section class="check" id="${result.check}" aria-labelledby="h-${result.check}">
${css === '' ? '' : styleElement(css)}
<div class="head"><h2 id="h-${result.check}">${result.check}</h2><span class="outcome ${result.outcome}">${result.outcome}</span><span class="meta">${formatDuration(result.durationMs)}</span></div>
${result.reason ? html`<p>${result.reason}</p>` : ''}
${list('metrics', metricWords(result))}
${words === null ? '' : html`<p class="meta">Since the run before: ${words}.</p>`}
${order.map((verdict) => group(verdict, sorted, result, pictures, numberOf))}
${pictures.map((picture) => wholePicture(picture, numberOf))}
${downloads(result)}
</section>`;
}

function group(
  verdict: Verdict,
  sorted: readonly Finding[],
  result: CheckResult,
  pictures: readonly Picture[],
  numberOf: (fingerprint: string) => number | null,
): Html | string {
  const those = sorted.filter((finding) => finding.verdict === verdict);
  if (those.length === 0) return '';
  const byRule = [...Map.groupBy(those, ({ rule, title }) => `${rule} ${title}`).values()];
  return html`<h4>${verdicts[verdict]}: ${those.length}</h4>
${byRule.map((findings) => ruleGroup(findings, result, pictures, numberOf, verdict === 'failed'))}`;
}

function ruleGroup(
  findings: readonly Finding[],
  { changes }: CheckResult,
  pictures: readonly Picture[],
  numberOf: (fingerprint: string) => number | null,
  open: boolean,
): Html | string {
  const [first] = findings;
  if (!first) return '';
  const { title, severity, advice, help, wcag, sources, rule } = first;
  const isNew = findings.some((finding) => standingOf(finding, changes) === 'new');
  return html`<details class="rule" ${open ? 'open' : ''}><summary><h3>${title}</h3> <span class="severity ${severity}">${severity}</span> <span class="meta">${findings.length === 1 ? '' : `${findings.length} places`}</span>${isNew ? html` <span class="new">new</span>` : ''}</summary>
<p><strong>Do:</strong> ${withCode(advice)}${help ? html` <a href="${help}" rel="noreferrer">Why this rule</a>` : ''}</p>
<p class="meta"><code>${rule}</code>${wcag ? ` · WCAG ${wcag.join(', ')}` : ''}${sources ? ` · seen by ${sources.join(', ')}` : ''}</p>
<ol class="places">${findings.map((finding) => place(finding, pictures, numberOf))}</ol></details>`;
}

function place(
  { fingerprint, where, evidence, accepted }: Finding,
  pictures: readonly Picture[],
  numberOf: (fingerprint: string) => number | null,
): Html {
  const number = numberOf(fingerprint) ?? 0;
  const picture = crop(fingerprint, pictures);
  const at = [where.selector, where.component, where.header, where.line && `line ${where.line}`];
  return html`<li class="place ${picture ? 'seen' : ''}" id="f${number}"><div><p class="meta"><span class="number">${number}</span> · ${where.url}${at.filter(Boolean).map((one) => html` · <code>${one}</code>`)}</p>${evidence === '' ? '' : html`<p class="evidence"><code>${evidence}</code></p>`}${accepted ? html`<p class="meta">Accepted by ${accepted.by} until ${accepted.until.slice(0, 10)}: ${accepted.reason}</p>` : ''}</div>${picture ?? ''}</li>`;
}

/** Reports of other tools, to be saved: they bring scripts of their own, and are not shown in here. */
function downloads({ attachments = [] }: CheckResult): Html | string {
  const pages = attachments.filter(({ mime }) => mime === 'text/html');
  if (pages.length === 0) return '';
  return html`<h4>Reports to save</h4><ul>${pages.map(
    ({ name, title, base64 }) =>
      html`<li><a download="${name}" href="data:text/html;base64,${base64}">${title}</a></li>`,
  )}</ul>`;
}

function list(kind: string, words: readonly string[]): Html | string {
  if (words.length === 0) return '';
  return html`<ul class="${kind}">${words.map((word) => html`<li>${word}</li>`)}</ul>`;
}

const severityOrder = ['critical', 'serious', 'moderate', 'minor'];

function sortedFindings(findings: readonly Finding[]): readonly Finding[] {
  const weight = ({ verdict, severity }: Finding) =>
    order.indexOf(verdict) * severityOrder.length + severityOrder.indexOf(severity);
  return [...findings].sort((a, b) => weight(a) - weight(b) || a.rule.localeCompare(b.rule));
}

/** Advice with what stands between backticks as code. */
function withCode(text: string): readonly Html[] {
  return text
    .split('`')
    .map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : html`${part}`));
}
