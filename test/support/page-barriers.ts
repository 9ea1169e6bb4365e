import type {
  AccessibilityReport,
  AxeRule,
  RuleSightings,
  Sighting,
} from '../../src/core/artifacts/page-audit.ts';

/** A place on a page that is as long as it has to be. */
export function sighting(path: string, overrides: Partial<Sighting> = {}): Sighting {
  return {
    path,
    selector: `[data-at="${path}"]`,
    html: '<b>',
    box: { x: 10, y: 20, width: 14, height: 12 },
    evidence: `seen at ${path}`,
    ...overrides,
  };
}

/** What one rule saw at these paths. */
export function seenBy(
  rule: string,
  paths: readonly string[],
  verdict: RuleSightings['verdict'] = 'failed',
): RuleSightings {
  return { rule, verdict, sightings: paths.map((path) => sighting(path)), count: paths.length };
}

/** What a rule of axe-core saw. */
export function seenByAxe(
  rule: string,
  paths: readonly string[],
  { verdict = 'failed', impact = 'serious' }: Partial<AxeRule> = {},
): AxeRule {
  return { ...seenBy(rule, paths, verdict), impact, help: rule, helpUrl: '', wcag: [] };
}

/** What HTML_CodeSniffer saw, by the end of its code. */
export function seenByHtmlcs(code: string, paths: readonly string[]) {
  return { ...seenBy(`WCAG2AAA.Principle1.Guideline1_1.${code}`, paths), message: code };
}

/** What all engines say of a page on which none of them saw anything, but for what a test says. */
export function accessibilityReport({
  axe = [],
  htmlcs = [],
  own = [],
}: {
  readonly axe?: readonly AxeRule[];
  readonly htmlcs?: readonly ReturnType<typeof seenByHtmlcs>[];
  readonly own?: readonly RuleSightings[];
} = {}): AccessibilityReport {
  return {
    axe: { version: '4.14.1', rules: axe },
    htmlcs: { rules: htmlcs },
    own,
    elements: 40,
  };
}
