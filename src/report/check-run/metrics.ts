import { formatDuration } from '../../core/duration.ts';
import type { CheckResult } from '../../core/result.ts';

/** Metrics that are numbers in every format: JSON, for one, knows neither NaN nor Infinity. */
export function finiteMetrics(result: CheckResult): [name: string, value: number][] {
  return Object.entries(result.metrics).filter(([, value]) => Number.isFinite(value));
}

/** The metrics that a line has room for, where a check reports more. */
const keyMetrics: Readonly<Record<string, readonly string[]>> = {
  uptime: ['status', 'totalMs', 'bytes'],
};
const mostMetrics = 6;

/** The metrics and labels of a result in words, the most telling first: `HTTP 200`, `total 312 ms`, `48 kB`. */
export function metricWords(result: CheckResult): string[] {
  const metrics = new Map(finiteMetrics(result));
  const names = keyMetrics[result.check] ?? [...metrics.keys()].slice(0, mostMetrics);
  const words = names.flatMap((name) => {
    const value = metrics.get(name);
    return value === undefined ? [] : [metricInWords(name, value)];
  });
  const labels = Object.entries(result.labels).map(([name, value]) => `${name} ${value}`);
  return [...words, ...labels.slice(0, mostMetrics)];
}

/** One metric in words; the unit is in its name. */
function metricInWords(name: string, value: number): string {
  if (name === 'status') return `HTTP ${value}`;
  if (name === 'bytes') return formatBytes(value);
  if (name === 'daysLeft') return daysLeft(value);
  if (name.endsWith('Ms')) return `${name.slice(0, -2)} ${formatDuration(value)}`;
  return `${name} ${Number(value.toPrecision(4))}`;
}

function daysLeft(value: number): string {
  const days = Math.floor(Math.abs(value));
  const amount = days === 1 ? '1 day' : `${days} days`;
  return value < 0 ? `expired ${amount} ago` : `${amount} left`;
}

/** Bytes by decimal units, as browsers' network panels print them. */
function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 999_500) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
