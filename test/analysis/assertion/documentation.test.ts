import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { evaluateAssertion } from '../../../src/analysis/assertion/evaluate.ts';
import type { Facts } from '../../../src/analysis/assertion/look.ts';
import { parseAssertion } from '../../../src/analysis/assertion/parse.ts';
import { subjects } from '../../../src/analysis/assertion/syntax.ts';
import { durationMs } from '../../../src/core/duration.ts';
import { facts } from './facts.ts';

const page = readFileSync(new URL('../../../docs/assertions.md', import.meta.url), 'utf8');
const [, examples = ''] = page.split('## Examples');

const rows = examples
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => {
    const [condition = '', good = '', bad = ''] = line
      .split('|')
      .slice(1)
      .map((cell) => cell.trim());
    return { condition: condition.slice(1, -1), good, bad };
  });

/** Reads `status 204` or `header x-cache: HIT` as an answer. */
function answerOf(cell: string): Partial<Facts> {
  const [, kind = '', value = ''] = /^(\w+) (.*)$/.exec(cell) ?? [];
  const [name = '', ...header] = value.split(': ');
  const answers: Readonly<Record<string, Partial<Facts>>> = {
    status: { status: Number(value) },
    time: { responseTimeMs: Number(value) },
    ip: { ip: value },
    body: { body: value },
    header: { headers: [[name, header.join(': ')]] },
    ...(kind === 'expiry' ? { expiry: { certificateExpiresInMs: durationMs(value) } } : {}),
  };
  const answer = answers[kind];
  if (!answer) throw new Error(`not understood: ${cell}`);
  return answer;
}

describe('docs/assertions.md', () => {
  it('has examples', () => expect(rows.length).toBeGreaterThan(20));

  it.each(rows)('$condition holds for $good and fails for “$bad”', ({ condition, good, bad }) => {
    const assertion = parseAssertion(condition);
    if ('error' in assertion) throw new Error(assertion.error);
    expect(evaluateAssertion(assertion, facts(answerOf(good))).holds).toBe(true);
    if (bad !== '') expect(evaluateAssertion(assertion, facts(answerOf(bad))).holds).toBe(false);
  });

  it('names every subject, in its table and in an example', () => {
    for (const subject of subjects) {
      expect(page).toContain(`| \`[${subject}]`);
      expect(rows.some(({ condition }) => condition.includes(`[${subject}]`))).toBe(true);
    }
  });

  it('shows conditions in YAML that parse', () => {
    const shown = [...page.matchAll(/^ {6}- '(.*)'$/gm)].map(([, condition = '']) => condition);
    expect(shown).toHaveLength(3);
    for (const condition of shown) expect(parseAssertion(condition)).not.toHaveProperty('error');
  });
});
