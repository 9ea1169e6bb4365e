import type { AssessedComponent } from '../../../core/assessed-component.ts';
import { forTerminal } from '../../../core/encode/terminal.ts';
import type { Finding } from '../../../core/finding.ts';
import type { CheckResult } from '../../../core/result.ts';
import { findingsOf, knownWords, namesOf, stepsOf } from './component-words.ts';
import { displayWidth, firstLines, padEnd, wrap } from './layout.ts';
import { type Look, statusStyles } from './look.ts';

const indent = '  ';
const gap = '  ';
/** Where words go that have no room beside the columns. */
const below = 6;
/** With less room than this beside the columns, words go below them. */
const leastBeside = 60;
/** Widest that a cell gets; what is longer is cut. */
const widest = { name: 30, version: 18 };
const mostRows = 40;
/** Lines of what is known about one component; what to do comes after them, uncut. */
const mostKnownLines = 8;

const headings = ['Component', 'Kind', 'Installed', 'Update to', 'Behind', 'Status'];

/** One component: its cells, and the words beside or below them. */
interface Row {
  readonly component: AssessedComponent;
  readonly cells: readonly string[];
}

/** The findings that the table of components does not tell. What they call a component is none, and their words say it. */
export function findingsBeside({ components = [], findings }: CheckResult): readonly Finding[] {
  if (components.length === 0) return findings;
  const names = new Set(components.flatMap(namesOf));
  return findings
    .filter(({ where }) => !names.has(where.component ?? ''))
    .map(({ where: { component: _, ...where }, ...finding }) => ({ ...finding, where }));
}

/** What is installed and not as it should be, a component a row, with what is known and what to do. */
export function componentLines(result: CheckResult, look: Look): string[] {
  const { components = [] } = result;
  const troubled = components.filter(
    (component) => component.status !== 'current' || findingsOf(component, result).length > 0,
  );
  const rows = troubled
    .slice(0, mostRows)
    .map((component) => ({ component, cells: cellsOf(component, look) }));
  const widths = headings.map((heading, column) =>
    Math.max(displayWidth(heading), ...rows.map(({ cells }) => displayWidth(cells[column] ?? ''))),
  );
  const heading = indent + look.paint(['dim'], joined(headings, widths).trimEnd());
  const isTable = displayWidth(indent + joined(headings, widths)) <= look.columns;
  return [
    ...(isTable && rows.length > 0 ? [heading] : []),
    ...rows.flatMap((row) =>
      isTable ? rowLines(row, widths, result, look) : stackedLines(row, result, look),
    ),
    ...restLines(components.length, troubled.length, rows.length, look),
  ];
}

function cellsOf(component: AssessedComponent, look: Look): string[] {
  const { slug, kind, version, target, behind, status } = component;
  const { none, ellipsis } = look.signs;
  const cell = (text: string, most: number) =>
    firstLines(wrap(forTerminal(text, 200), most), 1, most, ellipsis)[0] ?? none;
  return [
    cell(slug, widest.name),
    kind,
    cell(version ?? none, widest.version),
    cell(target ?? none, widest.version),
    behind ?? none,
    status,
  ];
}

function rowLines(
  { component, cells }: Row,
  widths: readonly number[],
  result: CheckResult,
  look: Look,
): string[] {
  const plain = indent + joined(cells, widths) + gap;
  const style = statusStyles[component.status];
  const painted = plain.replace(/\S+\s*$/, (status) => look.paint(style, status.trimEnd()));
  const used = displayWidth(plain);
  if (look.columns - used < leastBeside) {
    return [painted, ...wordLines(component, below, result, look)];
  }
  const [first, ...others] = wordLines(component, used, result, look);
  if (first === undefined) return [painted];
  const padding = ' '.repeat(used - displayWidth(plain.trimEnd()));
  return [painted + padding + first.trimStart(), ...others];
}

/** For a terminal that is too narrow for columns. */
function stackedLines({ component, cells }: Row, result: CheckResult, look: Look): string[] {
  const [name, kind, version, target, behind, status] = cells;
  const update = component.target === null ? '' : `, update to ${target} (${behind})`;
  const lines = wrap(`${status}: ${name} (${kind}) ${version}${update}`, look.columns - below);
  const style = statusStyles[component.status];
  return [
    ...lines.map(
      (line, index) => (index === 0 ? indent : ' '.repeat(below)) + look.paint(style, line),
    ),
    ...wordLines(component, below, result, look),
  ];
}

function wordLines(
  component: AssessedComponent,
  column: number,
  result: CheckResult,
  look: Look,
): string[] {
  const room = look.columns - column;
  const wrapped = (words: readonly string[]) =>
    words.flatMap((line) => wrap(forTerminal(line, 1000), room));
  const known = firstLines(
    wrapped(knownWords(component, result)),
    mostKnownLines,
    room,
    look.signs.ellipsis,
  );
  return [...known, ...wrapped(stepsOf(component, result))].map(
    (line) => ' '.repeat(column) + line,
  );
}

function restLines(all: number, troubled: number, shown: number, look: Look): string[] {
  const parts = [
    ...(troubled > shown ? [`${troubled - shown} more (--format json has them)`] : []),
    ...(all > troubled
      ? [`${all - troubled} current ${all - troubled === 1 ? 'one' : 'ones'}`]
      : []),
  ];
  if (parts.length === 0) return [];
  const text = `${shown > 0 ? 'and ' : ''}${parts.join(', and ')}`;
  return wrap(text, look.columns - indent.length).map((line) => indent + line);
}

function joined(cells: readonly string[], widths: readonly number[]): string {
  return cells.map((cell, column) => padEnd(cell, widths[column] ?? 0)).join(gap);
}
