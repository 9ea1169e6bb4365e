import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { allPageRules } from '../../src/analysis/accessibility/rules/index.ts';
import { keyboardRules } from '../../src/analysis/accessibility/rules/keyboard.ts';
import { timeRules } from '../../src/analysis/accessibility/rules/time.ts';
import { viewportRules } from '../../src/analysis/accessibility/rules/viewport.ts';
import { widgetRules } from '../../src/analysis/accessibility/rules/widgets.ts';
import { see } from '../../src/analysis/accessibility/see.ts';
import type { Act } from '../../src/browser/audit/acts.ts';
import type { OwnSightings } from '../../src/core/artifacts/page-audit.ts';
import { movingFiles } from './moving-files.ts';
import { type PageLab, pageLab } from './page-lab.ts';

/** A page of `test/analysis/accessibility/pages/<rule>/`. */
export interface TwinPage {
  readonly rule: string;
  readonly name: string;
  readonly html: string;
}

/*
 * One barrier a page: `pages/<rule>/bad.html` (and `bad-….html`) shows it, `good.html` is the same
 * page without it. A file that begins with a doctype is the whole page, any other is put into a page
 * without faults.
 */
const folder = join(import.meta.dirname, '../analysis/accessibility/pages');

/** Every page; with `TWINS=rule-a,rule-b` in the environment those of these rules only. */
export function twinPages(): readonly TwinPage[] {
  const only = process.env.TWINS?.split(',');
  return readdirSync(folder)
    .filter((rule) => only === undefined || only.includes(rule))
    .flatMap((rule) =>
      readdirSync(join(folder, rule))
        .filter((name) => name.endsWith('.html'))
        .map((name) => ({ rule, name, html: readFileSync(join(folder, rule, name), 'utf8') })),
    );
}

/** Who has to act before a rule can see anything; nobody for rules that only read. */
export function actsOf(rule: string): readonly Act[] {
  if (rule in keyboardRules || rule in widgetRules) return ['keyboard'];
  if (rule in viewportRules) return ['viewport'];
  return rule in timeRules ? ['time'] : [];
}

/** Tests that each bad page is seen by its rule, and no good page by any rule. */
export function testTwins(
  pages: readonly TwinPage[],
  actsFor: (page: TwinPage) => readonly Act[] | 'all',
): void {
  vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
  let lab: PageLab;
  beforeAll(async () => {
    lab = await pageLab(mediaFiles());
  });
  afterAll(() => lab[Symbol.asyncDispose]());

  const seenOn = async (page: TwinPage): Promise<readonly OwnSightings[]> => {
    const device = page.html.includes('data-device="mobile"') ? 'mobile' : 'desktop';
    return see(allPageRules, await lab.look(framed(page.html), { device, acts: actsFor(page) }));
  };

  describe('a bad page', () => {
    const bad = pages.filter(({ name }) => name.startsWith('bad'));
    it.each(bad)('$rule/$name is seen by its rule', async (page) => {
      const seen = await seenOn(page);
      expect(seen.map((one) => one.rule)).toContain(page.rule);
    });
  });

  describe('a good page', () => {
    const good = pages.filter(({ name }) => name.startsWith('good'));
    it.each(good)('$rule/$name is seen by no rule', async (page) => {
      const seen = await seenOn(page);
      expect(seen.filter(({ verdict }) => verdict !== 'review').map(told)).toEqual([]);
    });
  });
}
function told({ rule, sightings }: OwnSightings): string {
  return `${rule}: ${sightings.map(({ html, evidence }) => `${html} ${evidence}`).join(' | ')}`;
}

function framed(html: string): string {
  if (/^\s*<!doctype/i.test(html)) return html;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Opening hours of the village library</title>
<style>body { font: 16px/1.6 sans-serif; max-width: 40em; margin: 1em auto; padding: 0 1em; color: #222; background: #fff }</style>
</head>
<body>
<main>
<h1>Opening hours of the village library</h1>
${html}
</main>
</body>
</html>
`;
}

/** Pictures and sounds that pages may refer to. */
function mediaFiles(): Parameters<typeof pageLab>[0] {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="80"><rect width="120" height="80" fill="#357"/></svg>';
  return {
    ...movingFiles,
    'picture.svg': { type: 'image/svg+xml', body: svg },
    'frame.html': {
      type: 'text/html',
      body: '<!doctype html><html lang="en"><title>Map of the village</title><p>Here is the map.</p></html>',
    },
  };
}
