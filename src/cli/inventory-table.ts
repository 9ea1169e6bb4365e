import type { AssessedComponent } from '../core/assessed-component.ts';
import { forTerminal } from '../core/encode/terminal.ts';
import type { FeedState } from '../core/feed.ts';
import { columns } from './columns.ts';
import { count } from './config-source.ts';
import type { TakenInventory } from './inventory-visit.ts';

const header = [
  'COMPONENT',
  'KIND',
  'VERSION',
  'ACTIVE',
  'STATUS',
  'UPDATE TO',
  'ADVISORIES',
  'SOURCE',
  'WHY',
];

/** Everything that is installed, a row each; then how it was found out, and what could not be. */
export function inventoryTable(taken: TakenInventory, width: number): string {
  const { result, routes, remarks, feeds } = taken;
  const { components = [] } = result;
  const lines = [
    ...routes.map(({ route, outcome, reason }) => `${route}: ${outcome}${because(reason)}`),
    ...remarks.map(({ about, message }) => `${about}: ${message}`),
    ...feeds.filter(({ state }) => state !== 'fresh').map(feedWords),
  ];
  const table = components.length === 0 ? '' : columns([header, ...components.map(row)], width);
  return [
    table,
    `${count(components.length, 'component')}, as of ${result.startedAt}\n`,
    ...lines.map((line) => `${forTerminal(line)}\n`),
  ].join('');
}

function row(component: AssessedComponent): readonly string[] {
  const { slug, kind, version, active, status, target, advisories, reasons } = component;
  return [
    slug,
    kind,
    version ?? '?',
    active === null ? '?' : active ? 'yes' : 'no',
    status,
    target ?? '-',
    advisories.length === 0 ? '-' : String(advisories.length),
    sourceOf(component),
    reasons[0] ?? '',
  ];
}

/** Where the version comes from; how sure it is, unless it is certain. */
function sourceOf({ source, confidence }: AssessedComponent): string {
  return confidence === 100 ? source : `${source} ${confidence}%`;
}

function feedWords({ feed, state, asOf, reason }: FeedState): string {
  const since = asOf === null ? '' : `, as of ${new Date(asOf).toISOString()}`;
  return `${feed}: ${state}${since}${because(reason)}`;
}

function because(reason: string | null): string {
  return reason === null ? '' : `: ${reason}`;
}
