import { compareAdvisories } from '../analysis/assessment/danger.ts';
import { formatDuration } from '../core/duration.ts';
import { forTerminal } from '../core/encode/terminal.ts';
import type { Advisory } from '../core/package-record.ts';
import { type Answer, type Match, ratingOf } from './advisories-answer.ts';
import type { Question } from './advisories-question.ts';
import { columns } from './columns.ts';
import { count } from './config-source.ts';
import type { SiteInventory } from './site-inventories.ts';

/** When the table is read, and in how much room. */
export interface Shown {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly width: number;
}

const mostFixes = 3;

/** An answer for people: who has it, who may have it, and of whom nothing is known. */
export function advisoriesTable(
  question: Question,
  answer: Answer,
  inventories: readonly SiteInventory[],
  shown: Shown,
): string {
  const parts =
    question.component === null
      ? [advisoryRows(answer.matches, shown), unjudged(answer.cannotTell)]
      : [
          componentRows(answer.matches, shown),
          answer.cannotTell.length === 0 ? '' : 'Cannot tell:\n',
          componentRows(answer.cannotTell, shown),
        ];
  return [...parts, ...unknownSites(inventories), counted(question, answer, inventories)].join('');
}

const advisoryHeader = [
  'DANGER',
  'ADVISORY',
  'COMPONENT',
  'VERSION',
  'FIXED IN',
  'SITE',
  'SEEN',
  'WHAT',
];

/** A row for each advisory of each component, the most dangerous first. */
function advisoryRows(matches: readonly Match[], { now, width }: Shown): string {
  const rows = matches
    .flatMap((match) => match.component.advisories.map((advisory) => ({ ...match, advisory })))
    .toSorted((a, b) => compareAdvisories(a.advisory, b.advisory))
    .map(({ advisory, component, site, takenAt }) => [
      dangerWords(advisory),
      advisory.id,
      component.slug,
      component.version ?? '?',
      advisory.fixedIn.slice(0, mostFixes).join(', ') || '-',
      site.id,
      agoOf(takenAt, now),
      advisory.title,
    ]);
  return rows.length === 0 ? '' : columns([advisoryHeader, ...rows], width);
}

const componentHeader = [
  'SITE',
  'COMPONENT',
  'KIND',
  'VERSION',
  'ACTIVE',
  'STATUS',
  'UPDATE TO',
  'SEEN',
  'ADVISORIES',
];

function componentRows(matches: readonly Match[], { now, width }: Shown): string {
  const rows = matches.map(({ site, takenAt, component }) => [
    site.id,
    component.slug,
    component.kind,
    component.version ?? '?',
    component.active === null ? '?' : component.active ? 'yes' : 'no',
    component.status,
    component.target ?? '-',
    agoOf(takenAt, now),
    component.advisories.map(({ id }) => id).join(', ') || '-',
  ]);
  return rows.length === 0 ? '' : columns([componentHeader, ...rows], width);
}

function dangerWords(advisory: Advisory): string {
  const { cvss, exploited } = advisory;
  const words = [
    exploited ? 'exploited' : ratingOf(advisory),
    cvss === null ? null : cvss.toFixed(1),
  ].filter((word) => word !== null);
  return words.join(' ') || 'not rated';
}

function agoOf(takenAt: string | null, now: number): string {
  const at = Date.parse(takenAt ?? '');
  if (Number.isNaN(at)) return '?';
  return now - at < 60_000 ? 'now' : `${formatDuration(now - at)} ago`;
}

/** Premium and bespoke ones stand here for ever, so that they are counted, and named by `inventory`. */
function unjudged(cannotTell: readonly Match[]): string {
  if (cannotTell.length === 0) return '';
  const sites = [...new Set(cannotTell.map(({ site }) => site.id))];
  const what = count(cannotTell.length, 'component');
  const where = sites.length === 1 ? `of ${sites[0]}` : `of ${sites.length} sites`;
  return forTerminal(
    `Nobody can tell about ${what} ${where}: see caretaker inventory <site>, status unknown.`,
  ).concat('\n');
}

function unknownSites(inventories: readonly SiteInventory[]): readonly string[] {
  return inventories
    .filter(({ origin }) => origin === 'unknown' || origin === 'unasked')
    .map(({ site, origin, reason }) => {
      const state = origin === 'unknown' ? 'not known' : 'not asked';
      return `${forTerminal(`${site.id}: ${state}: ${reason}`)}\n`;
    });
}

function counted(
  question: Question,
  { matches, cannotTell }: Answer,
  inventories: readonly SiteInventory[],
): string {
  const known = inventories.filter(({ origin }) => origin === 'kept' || origin === 'now').length;
  const sites = new Set(matches.map(({ site }) => site.id)).size;
  const { component, below } = question;
  if (component === null) return `${count(known, 'site')} known: ${sites} with advisories\n`;
  const what = `\`${component}\`${below === null ? '' : ` below ${below}`}`;
  const maybe = cannotTell.length === 0 ? '' : `, perhaps ${cannotTell.length} more`;
  return `${forTerminal(`${count(known, 'site')} known: ${sites} with ${what}${maybe}`)}\n`;
}
