import type { Config } from 'lighthouse';
import type { Device } from '../../core/artifacts/page-audit.ts';

/** Audits of the performance category that cost more than they tell, and why. */
const leftOut: ReadonlySet<string> = new Set([
  'bf-cache', // navigates away and back
  'duplicated-javascript-insight', // needs source maps
  'main-thread-tasks', // a list for programs, up to hundreds of KiB
  'screenshot-thumbnails', // half the size of a report
  'script-treemap-data', // needs source maps
  'user-timings', // the page's own marks, without a judgement
]);

/** Gatherers that serve other categories, or only the audits that are left out. */
const unused: ReadonlySet<string> = new Set([
  'Accessibility',
  'AgentResourceDiscovery',
  'AnchorElements',
  'BFCacheFailures',
  'ConsoleMessages',
  'Doctype',
  'FullPageScreenshot',
  'IFrameElements',
  'Inputs',
  'InspectorIssues',
  'LinkElements',
  'LlmsTxt',
  'RobotsTxt',
  'WebMCP',
  'WebMcpSchemaIssues',
]);

/**
 * Lighthouse's own configuration for the device, cut down to performance before anything is loaded:
 * the score is the vendor's, at two thirds of the work. Other categories are judged elsewhere.
 */
export async function auditConfig(device: Device): Promise<Config> {
  const [{ defaultConfig, desktopConfig }, { default: SourceMaps }] = await Promise.all([
    import('lighthouse'),
    import('lighthouse/core/gather/gatherers/source-maps.js'),
  ]);
  /** Scripts only name their source maps; fetching them would be a burden to the site and to us. */
  class NoSourceMaps extends SourceMaps {
    override getArtifact() {
      return Promise.resolve([]);
    }
  }
  const { performance } = defaultConfig.categories ?? {};
  if (!performance) throw new Error('this Lighthouse has no category of performance');
  const auditRefs = performance.auditRefs.filter(({ id }) => !leftOut.has(id));
  const wanted = new Set(auditRefs.map(({ id }) => id));
  return {
    artifacts: (defaultConfig.artifacts ?? []).flatMap((artifact) => {
      if (unused.has(artifact.id)) return [];
      if (artifact.id !== 'SourceMaps') return artifact;
      return { ...artifact, gatherer: { instance: new NoSourceMaps() } };
    }),
    audits: (defaultConfig.audits ?? []).filter((audit) => wanted.has(idOf(audit))),
    categories: { performance: { ...performance, auditRefs } },
    groups: defaultConfig.groups ?? {},
    settings: device === 'desktop' ? (desktopConfig.settings ?? {}) : {},
  };
}

/** Audits are named by their files. */
function idOf(audit: unknown): string {
  return typeof audit === 'string' ? audit.slice(audit.lastIndexOf('/') + 1) : '';
}
