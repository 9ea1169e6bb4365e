import { forTerminal } from '../../../core/encode/terminal.ts';
import type { Finding, Verdict } from '../../../core/finding.ts';
import { type FindingChanges, standingOf } from '../../../core/finding-changes.ts';
import type { FindingGroup } from './finding-groups.ts';
import { displayWidth, firstLines, pack, wrap } from './layout.ts';
import { type Look, verdictStyles } from './look.ts';

const indent = '    ';
/** Longest texts that are shown, in UTF-16 units. */
const maxUrlLength = 400;
const maxPartLength = 300;

const verdictWords: Readonly<Record<Verdict, string>> = {
  failed: '',
  review: ', for a person to judge',
  warning: ' warning',
};

/** What is wrong, where, what was seen, what to do, and which rule says so. */
export function findingLines(
  group: FindingGroup,
  siteUrl: string,
  look: Look,
  changes?: FindingChanges,
): string[] {
  const [first] = group.findings;
  const alone = group.findings.length === 1;
  return [
    ...headingLines(first, look),
    ...group.findings.flatMap((finding) => [
      ...whereLines(finding, siteUrl, look, changes),
      ...evidenceLines(finding.evidence, alone ? 6 : 2, look),
    ]),
    ...(group.more > 0 ? [`${indent}and ${group.more} more`] : []),
    ...adviceLines(first.advice, look),
    ...sourceLines(first, look),
  ];
}

function headingLines(finding: Finding, look: Look): string[] {
  const kind = `${finding.severity}${verdictWords[finding.verdict]}:`;
  const text = `${kind} ${forTerminal(finding.title, maxPartLength)}`;
  const lines = wrap(text, look.columns - indent.length);
  const style = verdictStyles[finding.verdict];
  return lines.map((line, index) => (index === 0 ? '  ' : indent) + look.paint(style, line));
}

function whereLines(
  finding: Finding,
  siteUrl: string,
  look: Look,
  changes?: FindingChanges,
): string[] {
  const { where } = finding;
  const url = sameUrl(where.url, siteUrl) ? [] : [forTerminal(where.url, maxUrlLength)];
  const parts = [
    where.component && `component ${where.component}`,
    where.header && `header ${where.header}`,
    where.selector && `element ${where.selector}`,
    where.line && `line ${where.line}`,
    standingWord(finding, changes),
  ].flatMap((part) => (part ? [forTerminal(part, maxPartLength)] : []));
  return besideUrl(url, parts, look);
}

/** What nobody knew, and what somebody lives with; the rest goes without saying. */
function standingWord(finding: Finding, changes: FindingChanges | undefined): string | null {
  const { accepted } = finding;
  if (accepted) return `accepted by ${accepted.by} until ${accepted.until.slice(0, 10)}`;
  return standingOf(finding, changes) === 'new' ? 'new' : null;
}

function evidenceLines(evidence: string, most: number, look: Look): string[] {
  const { gutter, ellipsis } = look.signs;
  const columns = look.columns - indent.length - displayWidth(gutter);
  const lines = evidence.split(/\r\n?|\n/).flatMap((line) => wrap(forTerminal(line), columns));
  return firstLines(lines, most, columns, ellipsis).map(
    (line) => indent + look.paint(['dim'], gutter + line),
  );
}

function adviceLines(advice: string, look: Look): string[] {
  const label = 'Do: ';
  const columns = look.columns - indent.length - label.length;
  return wrap(forTerminal(advice), columns).map(
    (line, index) =>
      indent + (index === 0 ? look.paint(['bold'], label) : ' '.repeat(label.length)) + line,
  );
}

function sourceLines(finding: Finding, look: Look): string[] {
  const rule = `rule ${forTerminal(finding.rule, maxPartLength)}`;
  const help = finding.help === null ? [] : [forTerminal(finding.help, maxUrlLength)];
  return besideUrl(help, [rule], look).map((line) => look.paint(['dim'], line));
}

/** A URL and what belongs to it, on one line where they fit; the URL is never broken, so that it can be clicked and copied. */
function besideUrl(url: readonly string[], parts: readonly string[], look: Look): string[] {
  const columns = look.columns - indent.length;
  const together = [...url, ...parts].join(look.signs.separator);
  const lines =
    displayWidth(together) <= columns
      ? [together]
      : [...url, ...pack(parts, look.signs.separator, columns)];
  return lines.filter((line) => line !== '').map((line) => indent + line);
}

function sameUrl(a: string, b: string): boolean {
  return a === b || (URL.canParse(a) && URL.canParse(b) && new URL(a).href === new URL(b).href);
}
