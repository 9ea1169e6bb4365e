import { html } from 'hono/html';
import { formatDuration } from '../../core/duration.ts';
import type { CheckResult } from '../../core/result.ts';
import { type Html, plainly, said } from './text.ts';

/** More than a check reports of itself; a bound against one that is wrong. */
const mostMetrics = 40;

/** The metrics and labels of a result, each under its name; the unit that a name ends with is a unit here. */
export function metricList({ metrics, labels }: CheckResult): Html | null {
  const numbers = Object.entries(metrics)
    .filter(([, value]) => Number.isFinite(value))
    .map(([name, value]) => [metricName(name), metricValue(name, value)] as const);
  const words = Object.entries(labels).map(
    ([name, text]) => [metricName(name), said(text, 60)] as const,
  );
  const all = [...numbers, ...words].slice(0, mostMetrics);
  if (all.length === 0) return null;
  return html`<dl class="metrics">${all.map(
    ([name, value]) => html`<div><dt>${plainly(name, 40)}</dt><dd>${value}</dd></div>`,
  )}</dl>`;
}

/** `firstByteMs` → `first byte`. */
function metricName(name: string): string {
  return name
    .replace(/Ms$/, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
}

function metricValue(name: string, value: number): string {
  if (name === 'bytes') return bytes(value);
  if (name.endsWith('Ms')) return formatDuration(value);
  return Number(value.toPrecision(4)).toLocaleString('en-GB', { useGrouping: value >= 10_000 });
}

/** Decimal units, as browsers print them. */
function bytes(value: number): string {
  if (value < 1000) return `${value} B`;
  return value < 999_500 ? `${Math.round(value / 1000)} kB` : `${(value / 1e6).toFixed(1)} MB`;
}
