import { describe, expect, it } from 'vitest';
import { mergeBarriers } from '../../../src/analysis/accessibility/merge.ts';
import type { AccessibilityReport, Device } from '../../../src/core/artifacts/page-audit.ts';
import { pageAudit } from '../../support/page-audits.ts';
import {
  accessibilityReport,
  seenBy,
  seenByAxe,
  seenByHtmlcs,
} from '../../support/page-barriers.ts';

const merged = (
  accessibility: AccessibilityReport,
  { words = 180, device = 'desktop' }: { words?: number; device?: Device } = {},
) => mergeBarriers([pageAudit({ accessibility, words, device })]);

describe('one barrier', () => {
  it('that two engines have seen is named once, with both', () => {
    const barriers = merged(
      accessibilityReport({
        axe: [seenByAxe('image-alt', ['0/1/2'], { impact: 'critical' })],
        htmlcs: [seenByHtmlcs('1_1_1.H37', ['0/1/2'])],
      }),
    );
    expect(barriers).toMatchObject([
      {
        rule: 'image-alternative-missing',
        verdict: 'failed',
        severity: 'critical',
        sources: ['axe:image-alt', 'htmlcs:WCAG2AAA.Principle1.Guideline1_1.1_1_1.H37'],
        evidence: ['seen at 0/1/2'],
      },
    ]);
  });

  it('on two devices is named once, with a place on each', () => {
    const accessibility = accessibilityReport({ axe: [seenByAxe('image-alt', ['0/1/2'])] });
    const barriers = mergeBarriers([
      pageAudit({ accessibility, device: 'mobile' }),
      pageAudit({ accessibility, device: 'desktop' }),
    ]);
    expect(barriers.map(({ boxes }) => boxes.map(({ device }) => device))).toEqual([
      ['mobile', 'desktop'],
    ]);
  });

  it('at two elements, or on two pages, is two', () => {
    const accessibility = accessibilityReport({
      axe: [seenByAxe('image-alt', ['0/1/2', '0/1/3'])],
    });
    const pages = ['https://shop.example/', 'https://shop.example/about'];
    expect(mergeBarriers(pages.map((url) => pageAudit({ accessibility, url })))).toHaveLength(4);
  });
});

describe('what HTML_CodeSniffer says', () => {
  it('is for a person to see where axe-core looked and was content', () => {
    const barriers = merged(
      accessibilityReport({ htmlcs: [seenByHtmlcs('1_4_3.G18.Fail', ['0/1/2'])] }),
    );
    expect(barriers).toMatchObject([{ rule: 'text-contrast-low', verdict: 'review' }]);
  });

  it('is believed where axe-core could not run', () => {
    const { htmlcs, own, elements } = accessibilityReport({
      htmlcs: [seenByHtmlcs('1_1_1.H37', ['0/1/2'])],
    });
    expect(merged({ axe: null, htmlcs, own, elements })).toMatchObject([{ verdict: 'failed' }]);
  });

  it('is believed where axe-core has no such rule and it is known to be precise', () => {
    const barriers = merged(
      accessibilityReport({ htmlcs: [seenByHtmlcs('1_3_1.H71.NoLegend', ['0/1/2'])] }),
    );
    expect(barriers).toMatchObject([{ rule: 'fieldset-nameless', verdict: 'failed' }]);
  });

  it('is left out where nobody knows what it means, or where it is only a hint', () => {
    const hint = { ...seenByHtmlcs('1_1_1.H37', ['0/1/2']), verdict: 'warning' as const };
    const unknown = seenByHtmlcs('9_9_9.Z99', ['0/1/2']);
    expect(merged(accessibilityReport({ htmlcs: [hint, unknown] }))).toEqual([]);
  });
});

describe('what axe-core says', () => {
  it('of level AAA is a warning, and nothing where the level below is missed at the same place', () => {
    const enhanced = seenByAxe('color-contrast-enhanced', ['0/1/2', '0/1/3']);
    const barriers = merged(
      accessibilityReport({ axe: [enhanced, seenByAxe('color-contrast', ['0/1/2'])] }),
    );
    expect(barriers.map(({ rule, path, verdict }) => [rule, path, verdict])).toEqual([
      ['text-contrast-not-enhanced', '0/1/3', 'warning'],
      ['text-contrast-low', '0/1/2', 'failed'],
    ]);
  });

  it('of whole pages says nothing of a handful of words', () => {
    const accessibility = accessibilityReport({ axe: [seenByAxe('region', ['0/1/2'])] });
    expect(merged(accessibility, { words: 12 })).toEqual([]);
    expect(merged(accessibility, { words: 400 })).toMatchObject([{ verdict: 'warning' }]);
  });

  it('when it cannot tell is for a person to see, and confirmed by a rule of our own it fails', () => {
    const unsure = seenByAxe('color-contrast', ['0/1/2'], { verdict: 'review' });
    expect(merged(accessibilityReport({ axe: [unsure] }))).toMatchObject([{ verdict: 'review' }]);
  });
});

it('leaves out what no rule of ours is called', () => {
  expect(merged(accessibilityReport({ own: [seenBy('no-such-rule', ['0/1/2'])] }))).toEqual([]);
});

describe('a target that is too small', () => {
  const target = (html: string, width: number, height: number) => {
    const seen = seenByAxe('target-size', ['0/1/2']);
    const sightings = seen.sightings.map((one) => ({
      ...one,
      html,
      box: { x: 0, y: 0, width, height },
    }));
    return merged(accessibilityReport({ axe: [{ ...seen, sightings }] }))[0]?.verdict;
  };

  it('in both directions fails', () => {
    expect(target('<a href="/a">', 9, 19)).toBe('failed');
  });

  it('in one direction, or as browsers draw it, is for a person to see', () => {
    expect(target('<a href="/about">', 90, 19)).toBe('review');
    expect(target('<input id="a" type="checkbox">', 13, 13)).toBe('review');
  });
});
