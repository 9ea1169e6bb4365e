import type { CDPSession } from 'playwright';
import type { HtmlcsReport, Sighting } from '../../core/artifacts/page-audit.ts';
import { oneLine } from '../../core/text.ts';
import { isolatedWorld, mainFrameId } from './isolated-world.ts';
import { locate } from './located.ts';

const timeoutMs = 30_000;
const maxSightings = 20;
/** HTML_CodeSniffer repeats itself; more than this says nothing new. */
const maxIssues = 500;

/** One issue as pa11y tells it. */
interface Issue {
  readonly code: string;
  readonly type: 'error' | 'warning' | 'notice';
  readonly message: string;
  readonly context: string;
  readonly selector: string;
}
type Pa11y = (
  url: string,
  options: Readonly<Record<string, unknown>>,
) => Promise<{ readonly issues: readonly Issue[] }>;

const verdicts = { error: 'failed', warning: 'warning', notice: 'review' } as const;

/**
 * Runs HTML_CodeSniffer through pa11y on the page as it stands. pa11y is handed a page that
 * evaluates in a world of its own, so that it neither navigates nor meets the page's own scripts.
 */
export async function runHtmlcs(session: CDPSession, url: string): Promise<HtmlcsReport> {
  const { default: pa11y } = (await import('pa11y')) as { default: Pa11y };
  const world = await isolatedWorld(session, await mainFrameId(session));
  const page = {
    on: () => {},
    off: () => {},
    setViewport: async () => {},
    evaluate: (script: string | ((...parameters: never[]) => unknown), parameter?: unknown) =>
      typeof script === 'string'
        ? world.evaluate(`${script};0`)
        : world.call(script, ...(parameter === undefined ? [] : [parameter])),
  };
  const { issues } = await pa11y(url, {
    browser: {},
    page,
    ignoreUrl: true,
    runners: ['htmlcs'],
    standard: 'WCAG2AAA',
    includeWarnings: true,
    includeNotices: false,
    userAgent: '',
    wait: 0,
    timeout: timeoutMs,
  });
  const kept = issues.filter(({ type }) => type !== 'notice').slice(0, maxIssues);
  const places = await locate(
    world,
    kept.map(({ selector }) => [selector]),
  );
  const withPlaces = kept.map((issue, at) => ({ issue, place: places[at] }));
  const byCode = Map.groupBy(withPlaces, ({ issue }) => `${issue.type} ${issue.code}`);
  return {
    rules: [...byCode.values()].map((those) => {
      const sightings = those.slice(0, maxSightings).map(({ issue, place }): Sighting => {
        const selector = oneLine(issue.selector, 256);
        return {
          path: place?.path ?? `? ${selector}`,
          selector,
          html: oneLine(issue.context ?? '', 300),
          box: place?.box ?? null,
          evidence: oneLine(issue.message, 500),
        };
      });
      const [{ issue } = { issue: kept[0] }] = those;
      return {
        rule: issue?.code ?? '',
        verdict: verdicts[issue?.type ?? 'notice'],
        message: oneLine(issue?.message ?? '', 500),
        sightings,
        count: those.length,
      };
    }),
  };
}
