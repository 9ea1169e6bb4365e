import { type Directive, directiveText } from './directive.ts';
import type { Robots } from './robots.ts';

/** A line with which something is wrong. */
export interface RobotsMistake {
  readonly kind: 'misspelt' | 'unknown';
  readonly line: number;
  readonly evidence: string;
}

/** Keys that one search engine or another knows, or knew, though the standard does not. */
const ofOthers = [
  'clean-param',
  'content-signal',
  'content-usage',
  'crawl-delay',
  'host',
  'indexpage',
  'noarchive',
  'nofollow',
  'noindex',
  'request-rate',
  'visit-time',
];
const meant = ['user-agent', 'allow', 'disallow', 'sitemap'];
/** More of them are a file that is none. */
const most = 50;

/**
 * Lines that only a lenient parser understands, lines that nobody does but that were meant for one of
 * the standard’s, and rules that stand above any user-agent, where they bind nobody.
 */
export function robotsMistakes({ directives }: Robots): readonly RobotsMistake[] {
  const firstAgent = directives.find(({ kind }) => kind === 'user-agent')?.line ?? Infinity;
  return directives.flatMap((directive) => mistakeIn(directive, firstAgent) ?? []).slice(0, most);
}

function mistakeIn(directive: Directive, firstAgent: number): RobotsMistake | null {
  const { kind, line, key, misspelt, colonMissing } = directive;
  const text = `“${directiveText(directive).slice(0, 200)}”`;
  if (kind === 'unknown') {
    const close = nearest(key.toLowerCase());
    // Two words without a colon may be any text.
    if (colonMissing && close === undefined) return null;
    if (ofOthers.includes(key.toLowerCase())) return null;
    const hint = close === undefined ? '' : `; \`${close}\` was probably meant`;
    return { kind: 'unknown', line, evidence: `${text}${hint}` };
  }
  if ((kind === 'allow' || kind === 'disallow') && line < firstAgent) {
    return { kind: 'unknown', line, evidence: `${text} stands above any user-agent` };
  }
  if (misspelt) return { kind: 'misspelt', line, evidence: `${text}: it is spelled \`${kind}\`` };
  return colonMissing
    ? { kind: 'misspelt', line, evidence: `${text}: the colon is missing` }
    : null;
}

function nearest(key: string): string | undefined {
  const ranked = meant
    .map((word) => ({ word, letters: distance(key, word) }))
    .sort((a, b) => a.letters - b.letters);
  return ranked.find(({ letters }) => letters <= 2)?.word;
}

/** Letters to change, add or take away, counted up to three. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const change = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(change, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 3;
}
