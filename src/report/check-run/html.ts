import { html } from 'hono/html';
import type { CheckRun } from '../../core/result.ts';
import { checkSection } from './html/check-section.ts';
import type { Html } from './html/picture.ts';
import { styleElement } from './html/picture.ts';
import { style } from './html/style.ts';
import { siteName } from './site-name.ts';

/** Nothing is fetched and nothing runs: the report may hold whatever a site has said. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** A run as one page that stands on its own, for people who were not there. */
export async function htmlOf(run: CheckRun, version: string): Promise<string> {
  let number = 1;
  const sections: Html[] = [];
  for (const result of run.results) {
    sections.push(checkSection(result, number));
    number += result.findings.length;
  }
  const name = siteName(run);
  const when = run.results[0]?.startedAt.slice(0, 16).replace('T', ' ') ?? '';
  const page = await html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${name}: report of ${when.slice(0, 10)}</title>
${styleElement(style)}
</head>
<body>
<header><h1>${name}</h1><p class="lead">${run.site.url} · checked ${when} UTC · caretaker ${version}</p>${totals(run)}${contents(run)}</header>
<main>${sections}</main>
</body>
</html>
`;
  return page.toString();
}

function totals({ summary, results }: CheckRun): Html {
  const verdicts = results.flatMap(({ findings }) => findings);
  const count = (verdict: string) => verdicts.filter((one) => one.verdict === verdict).length;
  const parts = [
    [count('failed'), 'to repair', 'failed'],
    [count('warning'), 'to improve', 'moderate'],
    [count('review'), 'for a person to look at', 'review'],
    [
      summary.errored,
      summary.errored === 1 ? 'check could not be done' : 'checks could not be done',
      'errored',
    ],
  ] as const;
  return html`<ul class="totals">${parts
    .filter(([value], at) => value > 0 || at === 0)
    .map(
      ([value, words, look]) =>
        html`<li><strong class="${value === 0 ? 'passed' : look}">${value}</strong> ${words}</li>`,
    )}</ul>`;
}

function contents({ results }: CheckRun): Html | string {
  if (results.length < 2) return '';
  return html`<nav aria-label="Checks"><ul>${results.map(
    ({ check, outcome }) =>
      html`<li><a href="#${check}">${check}</a> <span class="${outcome}">${outcome}</span></li>`,
  )}</ul></nav>`;
}
