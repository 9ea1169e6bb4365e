import { allEngineRules } from '../../src/analysis/accessibility/engine-rules/index.ts';
import type { PageRule } from '../../src/analysis/accessibility/rule.ts';
import { allPageRules } from '../../src/analysis/accessibility/rules/index.ts';
import { sameBarrier } from '../../src/analysis/accessibility/same-barrier.ts';
import { successCriteria } from '../../src/core/wcag.ts';
import { code, drawnNotice, page, table, text } from './markdown.ts';

/** docs/accessibility.md: every barrier that is looked for, by criterion, and who sees it. */
export function accessibilityPage(): string {
  const rows = [...engineRows(), ...ownRows()];
  return page([
    '# Accessibility: what is looked for',
    drawnNotice,
    'Each page is loaded once per device. axe-core and HTML_CodeSniffer read it in a world of their own that the page’s scripts cannot reach; rules of our own read the browser’s tree, layout, styles and accessibility tree, then press keys, narrow the window, enlarge text and wait. What several have seen is one finding with all of them named.',
    '`failed` breaks a criterion of level A or AA, `warning` is level AAA or good practice, `review` is for a person to see. An error of HTML_CodeSniffer that axe-core contradicts is `review`.',
    `There are ${rows.length} barriers, ${ownRows().length} of them seen by rules of our own.`,
    ...[...byCriterion(rows)].flatMap(([criterion, those]) => [
      `## ${headingOf(criterion)}`,
      table(
        ['rule', 'barrier', 'verdict', 'severity', 'seen by'],
        those.map(({ id, title, verdict, severity, help, seenBy }) => [
          `[${code(id)}](${help})`,
          text(title),
          verdict,
          severity,
          text(seenBy),
        ]),
      ),
    ]),
  ]);
}

interface Row extends Pick<PageRule, 'title' | 'verdict' | 'severity' | 'wcag' | 'help'> {
  readonly id: string;
  readonly seenBy: string;
}

function engineRows(): readonly Row[] {
  return Object.entries(allEngineRules)
    .filter(([id]) => !(id in allPageRules))
    .map(([id, rule]) => ({ ...rule, id, seenBy: enginesOf(id).join(', ') }));
}

function ownRows(): readonly Row[] {
  return (Object.entries(allPageRules) as [keyof typeof allPageRules, PageRule][])
    .filter(([id]) => sameBarrier[id] === undefined)
    .map(([id, rule]) => ({ ...rule, id, seenBy: ['caretaker', ...enginesOf(id)].join(', ') }));
}

function enginesOf(id: string): readonly string[] {
  const rule = Object.entries(allEngineRules).find(([engine]) => engine === id)?.[1];
  const ours = Object.entries(sameBarrier).some(([, engine]) => engine === id);
  return [
    ...(rule?.axe ?? []).map((name) => `axe ${name}`),
    ...(rule && rule.htmlcs.length > 0 ? ['HTML_CodeSniffer'] : []),
    ...(ours ? ['caretaker'] : []),
  ];
}

function byCriterion(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const known = Object.keys(successCriteria);
  const place = ({ wcag }: Row) => {
    const at = known.indexOf(wcag[0] ?? '');
    return at < 0 ? known.length : at;
  };
  const sorted = [...rows].sort((a, b) => place(a) - place(b) || a.id.localeCompare(b.id));
  return Map.groupBy(sorted, ({ wcag }) => wcag[0] ?? '');
}

function headingOf(criterion: string): string {
  const known = successCriteria[criterion];
  return known ? `${criterion} ${known.name} (${known.level})` : 'Good practice';
}
