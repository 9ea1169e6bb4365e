import * as zod from 'zod';
import type { Check } from '../../src/core/check.ts';
import type { Rule } from '../../src/core/finding.ts';
import { criterionInWords } from '../../src/core/wcag.ts';
import { code, drawnNotice, page, table, text } from './markdown.ts';

/** docs/checks.md: what each check looks at, can be told, reports and may find. */
export function checksPage(checks: readonly Check[]): string {
  return page([
    '# Checks',
    drawnNotice,
    'Options go under `checks.<id>` of a site, or under `defaults.checks.<id>` for all sites; `false` switches a check off.',
    table(
      ['check', 'looks at', 'every', 'lane'],
      checks.map(({ meta }) => [
        `[${meta.id}](#${meta.id})`,
        text(meta.title),
        code(meta.schedule),
        meta.lane,
      ]),
    ),
    ...checks.flatMap(section),
  ]);
}

function section({ meta, rules, options }: Check): readonly string[] {
  const platforms = meta.platforms === 'any' ? 'every platform' : meta.platforms.join(', ');
  const repeats = `${meta.confirm} quick ${meta.confirm === 1 ? 'repeat' : 'repeats'}`;
  const incidents = meta.incidentPer === 'check' ? 'one for the check' : 'one for each finding';
  return [
    `## ${meta.id}`,
    meta.why,
    `For ${platforms}. Runs every ${code(meta.schedule)} unless told otherwise, for ${code(meta.timeout)} at most. ` +
      `Before an incident opens: ${repeats}. Incidents: ${incidents}.`,
    ...block('Options', ['option', 'default', 'meaning'], optionRows(options)),
    ...block('Metrics', ['metric', 'meaning'], meaningRows(meta.metrics)),
    ...block('Labels', ['label', 'meaning'], meaningRows(meta.labels)),
    ...block(
      'Rules',
      ['rule', 'severity', 'verdict', 'what is wrong', 'first thing to do'],
      Object.entries(rules).map(ruleRow),
    ),
  ];
}

function block(
  title: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  return rows.length === 0 ? [] : [`### ${title}`, table(head, rows)];
}

function optionRows({ defaults, schema }: Check['options']): readonly (readonly string[])[] {
  const drawn = zod.z.toJSONSchema(schema(zod), { io: 'input', unrepresentable: 'any' });
  const byName = new Map(Object.entries<unknown>({ ...defaults }));
  return Object.entries(drawn.properties ?? {}).map(([name, property]) => [
    code(name),
    byName.has(name) ? code(JSON.stringify(byName.get(name))) : '',
    typeof property === 'object' ? text(property.description ?? '') : '',
  ]);
}

function meaningRows(meanings: Readonly<Record<string, string>>): readonly (readonly string[])[] {
  return Object.entries(meanings).map(([name, meaning]) => [code(name), text(meaning)]);
}

function ruleRow([id, rule]: [string, Rule]): readonly string[] {
  const criteria = (rule.wcag ?? []).map(criterionInWords).join('; ');
  const name = criteria === '' ? 'source' : `WCAG ${criteria}`;
  const source =
    rule.help === null
      ? ''
      : ` ([${text(name).replaceAll('[', '(').replaceAll(']', ')')}](${rule.help}))`;
  return [code(id), rule.severity, rule.verdict, text(rule.title), text(rule.advice) + source];
}
