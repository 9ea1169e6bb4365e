import { parse } from 'parse5';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/core/finding.ts';
import type { CheckResult, CheckRun } from '../../../src/core/result.ts';
import { htmlOf } from '../../../src/report/check-run/html.ts';

const url = 'https://shop.example/';
const finding = (overrides: Partial<Finding> = {}): Finding => ({
  rule: 'image-alternative-missing',
  verdict: 'failed',
  severity: 'critical',
  title: 'A picture has no text alternative',
  where: { url, selector: 'main > img' },
  evidence: '<img src="/loaf.svg">',
  advice: 'Give the picture an `alt`.',
  help: 'https://www.w3.org/WAI/WCAG22/Understanding/non-text-content.html',
  wcag: ['1.1.1'],
  sources: ['axe:image-alt'],
  fingerprint: '00000000000000a1',
  ...overrides,
});
const result = (overrides: Partial<CheckResult> = {}): CheckResult => ({
  check: 'accessibility',
  outcome: 'failed',
  startedAt: '2026-11-23T03:00:00.000Z',
  durationMs: 12_000,
  metrics: { failed: 1 },
  labels: {},
  findings: [finding()],
  ...overrides,
});
const run = (...results: readonly CheckResult[]): CheckRun => ({
  schemaVersion: 1,
  site: { id: null, url, platform: null },
  results,
  summary: {
    passed: 0,
    failed: 1,
    incomplete: 0,
    inapplicable: 0,
    errored: 0,
    findings: { critical: 1, serious: 0, moderate: 0, minor: 0 },
  },
});
const picture = {
  name: 'page-1-desktop.jpg',
  mime: 'image/jpeg',
  title: `${url} on desktop`,
  url,
  base64: 'AAAA',
  size: { width: 1350, height: 900 },
  marks: [{ fingerprint: '00000000000000a1', box: { x: 40, y: 60, width: 120, height: 80 } }],
} as const;

describe('a report', () => {
  it('says what is wrong, where, what was seen and what to do', async () => {
    const page = await htmlOf(run(result()), '1.2.3');
    for (const words of [
      'A picture has no text alternative',
      'main &gt; img',
      '&lt;img src=&quot;/loaf.svg&quot;&gt;',
      'Give the picture an <code>alt</code>.',
      'WCAG 1.1.1',
      'seen by axe:image-alt',
      'caretaker 1.2.3',
    ]) {
      expect(page).toContain(words);
    }
  });

  it('shows each finding on the picture of its page, with its number', async () => {
    const page = await htmlOf(run(result({ attachments: [picture] })), '1');
    expect(page).toContain('url(data:image/jpeg;base64,AAAA)');
    expect(page).toContain('left:40px;top:60px;width:120px;height:80px');
    expect(page).toContain('<a href="#f1"');
    expect(page).toContain('id="f1"');
  });

  it('puts no frame around a whole page', async () => {
    const box = { x: 0, y: 0, width: 1350, height: 900 };
    const marks = [{ fingerprint: '00000000000000a1', box }];
    const page = await htmlOf(run(result({ attachments: [{ ...picture, marks }] })), '1');
    expect(page).not.toContain('<a href="#f1"');
  });

  it('counts on from check to check, so that a number means one finding', async () => {
    const other = result({
      check: 'seo',
      findings: [finding({ fingerprint: '00000000000000b2' })],
    });
    const page = await htmlOf(run(result(), other), '1');
    expect(page.match(/id="f\d+"/g)).toEqual(['id="f1"', 'id="f2"']);
  });

  it('lets reports of other tools be saved, and shows none of them', async () => {
    const attachment = {
      name: 'performance-mobile.html',
      mime: 'text/html',
      title: 'Report of the mobile run',
      url,
      base64: 'PGI+',
    } as const;
    const page = await htmlOf(run(result({ attachments: [attachment] })), '1');
    expect(page).toContain('download="performance-mobile.html"');
    expect(page).not.toContain('<b>');
  });
});

describe('what a site has said', () => {
  const hostile = '</style><script>alert(1)</script><img src=x onerror=alert(1)>';

  it('is text, wherever it stands', async () => {
    const page = await htmlOf(
      run(
        result({
          reason: hostile,
          labels: { engine: hostile },
          findings: [
            finding({
              title: hostile,
              evidence: hostile,
              advice: hostile,
              where: { url: hostile, selector: hostile },
              help: 'https://shop.example/" onclick="alert(1)',
            }),
          ],
          attachments: [{ ...picture, title: hostile, base64: '}</style><script>' }],
        }),
      ),
      '1',
    );
    expect(elementsOf(page)).not.toContain('script');
    expect(page).not.toMatch(/<img|onerror=alert\(1\)>|" onclick="/);
  });

  it('fetches nothing and runs nothing', async () => {
    const page = await htmlOf(run(result({ attachments: [picture] })), '1');
    expect(page).toContain('default-src &#39;none&#39;');
    expect(page).not.toMatch(/src="http|url\(http/);
  });
});

function elementsOf(page: string): readonly string[] {
  const names: string[] = [];
  const visit = (node: object) => {
    if ('tagName' in node) names.push(String(node.tagName));
    if ('childNodes' in node) for (const child of node.childNodes as object[]) visit(child);
  };
  visit(parse(page));
  return names;
}
