import { thresholds } from '../../src/analysis/performance/vitals.ts';
import type { Rule } from '../../src/core/finding.ts';

const budgets = 'https://web.dev/articles/performance-budgets-101';

/** What can be wrong with the speed of a page, and what to do about each. */
export const rules = {
  'page-unloadable': {
    title: 'The page cannot be measured, for it does not load',
    verdict: 'failed',
    severity: 'serious',
    advice:
      'Open the page in a browser; see the check uptime for what keeps the server from answering.',
    help: null,
  },
  'largest-contentful-paint-slow': {
    title: 'The main content comes late',
    verdict: 'failed',
    severity: 'serious',
    advice: 'Make the largest element load first: in the HTML, compressed, from a fast server.',
    help: thresholds.lcpMs.source,
  },
  'layout-shifts': {
    title: 'Content moves while the page loads',
    verdict: 'failed',
    severity: 'serious',
    advice:
      'Reserve room for images, banners and embedded content: width and height, or min-height.',
    help: thresholds.cls.source,
  },
  'main-thread-blocked': {
    title: 'Scripts keep the page from answering to taps and keys',
    verdict: 'failed',
    severity: 'serious',
    advice: 'Remove scripts that nobody needs, load the others later, and split long work.',
    help: thresholds.tbtMs.source,
  },
  'first-contentful-paint-slow': {
    title: 'Visitors look at an empty page for long',
    verdict: 'warning',
    severity: 'moderate',
    advice: 'Answer faster, and keep scripts and style sheets from holding up the first paint.',
    help: thresholds.fcpMs.source,
  },
  'speed-index-slow': {
    title: 'The visible part of the page fills slowly',
    verdict: 'warning',
    severity: 'minor',
    advice: 'Load what is on the first screen first, and everything else after it.',
    help: thresholds.speedIndexMs.source,
  },
  'score-low': {
    title: 'The performance score is poor',
    verdict: 'warning',
    severity: 'moderate',
    advice: 'Begin with the opportunities of this list that save most.',
    help: 'https://developer.chrome.com/docs/lighthouse/performance/performance-scoring',
  },
  'budget-exceeded': {
    title: 'The page is over its budget',
    verdict: 'failed',
    severity: 'moderate',
    advice:
      'Find what was added since it was within; or raise `checks.performance.budgets` knowingly.',
    help: budgets,
  },
  'page-heavy': {
    title: 'The page is heavy',
    verdict: 'warning',
    severity: 'moderate',
    advice:
      'Begin with the largest files: images, videos and fonts that could be smaller or come later.',
    help: 'https://developer.chrome.com/docs/lighthouse/performance/total-byte-weight',
  },
  'third-parties-heavy': {
    title: 'Other people’s scripts slow the page down',
    verdict: 'warning',
    severity: 'moderate',
    advice: 'Ask who still needs each of them; load the others after the page, or on a click.',
    help: 'https://developer.chrome.com/docs/performance/insights/third-parties',
  },
  'performance-regressed': {
    title: 'The page is slower than usual',
    verdict: 'failed',
    severity: 'moderate',
    advice: 'Look for what was published or updated since the last run: images, plugins, tags.',
    help: null,
  },
  opportunity: {
    title: 'Something would make the page faster',
    verdict: 'warning',
    severity: 'minor',
    advice: 'See the attached report for the files in question.',
    help: 'https://developer.chrome.com/docs/lighthouse/performance/performance-scoring',
  },
  'measurement-noisy': {
    title: 'This machine was too busy to measure well',
    verdict: 'review',
    severity: 'minor',
    advice: 'Run it again in a quiet hour, or give the agent more processors.',
    help: 'https://developer.chrome.com/docs/lighthouse/performance/performance-scoring#fluctuations',
  },
  'measurement-missing': {
    title: 'A part could not be measured',
    verdict: 'review',
    severity: 'minor',
    advice: 'Run it again; if it stays so, open the page by hand and look at what it does.',
    help: null,
  },
  'field-largest-contentful-paint-poor': {
    title: 'Visitors wait long for the main content',
    verdict: 'failed',
    severity: 'serious',
    advice: 'This is what people really see, and what search engines count: repair it first.',
    help: thresholds.lcpMs.source,
  },
  'field-interaction-to-next-paint-poor': {
    title: 'The page answers visitors late',
    verdict: 'failed',
    severity: 'serious',
    advice: 'Find the scripts that run on taps and keys, and split or drop their work.',
    help: thresholds.inpMs.source,
  },
  'field-layout-shift-poor': {
    title: 'Content moves under visitors’ fingers',
    verdict: 'failed',
    severity: 'serious',
    advice: 'Reserve room for whatever comes late: images, banners, consent notices.',
    help: thresholds.cls.source,
  },
} as const satisfies Record<string, Rule>;

/** The id of one of these rules. */
export type RuleId = keyof typeof rules;
