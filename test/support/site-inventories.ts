import type { SiteInventory } from '../../src/cli/site-inventories.ts';
import type { AssessedComponent } from '../../src/core/assessed-component.ts';
import type { Advisory } from '../../src/core/package-record.ts';
import type { CheckResult } from '../../src/core/result.ts';
import { plugin } from './components.ts';

/** A plugin that is as it should be, unless told otherwise. */
export function assessed(
  slug: string,
  version: string | null,
  more: Partial<AssessedComponent> = {},
): AssessedComponent {
  const advisories: readonly Advisory[] = more.advisories ?? [];
  return {
    ...plugin(slug, version),
    status: advisories.length > 0 ? 'insecure' : 'current',
    latest: null,
    compatible: null,
    target: null,
    behind: null,
    installedOn: null,
    latestOn: null,
    endsOn: null,
    advisories,
    reasons: [],
    ...more,
  };
}

/** What was kept of a site. */
export function inventoryOf(
  id: string,
  components: readonly AssessedComponent[],
  more: Partial<SiteInventory> = {},
): SiteInventory {
  return {
    site: { id, url: `https://${id}.example/`, platform: 'wordpress' },
    origin: 'kept',
    takenAt: '2026-11-23T06:00:00.000Z',
    components,
    reason: null,
    ...more,
  };
}

/** The result of a look at what is installed. */
export function resultWith(
  startedAt: string,
  components: readonly AssessedComponent[],
): CheckResult {
  return {
    check: 'outdated-plugins',
    outcome: 'passed',
    startedAt,
    durationMs: 800,
    metrics: { components: components.length },
    labels: { platform: 'wordpress' },
    findings: [],
    components,
  };
}
