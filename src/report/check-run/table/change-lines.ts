import { forTerminal } from '../../../core/encode/terminal.ts';
import type { CheckResult } from '../../../core/result.ts';
import { changeWords } from '../changes.ts';
import { wrap } from './layout.ts';
import type { Look } from './look.ts';

const indent = '  ';
/** So many of what was fixed are named. */
const mostFixed = 5;

/** What became of the findings of the run before: what was fixed by name, the rest in numbers. */
export function changeLines(result: CheckResult, look: Look): string[] {
  const words = changeWords(result);
  if (words === null || !result.changes) return [];
  const { since, fixed } = result.changes;
  const named = fixed
    .slice(0, mostFixed)
    .map(
      ({ title, where }) => `fixed: ${forTerminal(title, 300)} (${forTerminal(where.url, 400)})`,
    );
  const day = dayOf(since);
  const lines = [...named, `${words}${day === null ? '' : ` since ${day}`}`];
  const columns = look.columns - indent.length;
  return ['', ...lines.flatMap((line) => wrap(line, columns)).map((line) => indent + line)];
}

/** The day of an instant in UTC, as the head of the table has it; null where it is none. */
function dayOf(since: string): string | null {
  const at = new Date(since);
  if (Number.isNaN(at.getTime())) return null;
  return at.toISOString().slice(0, 10);
}
