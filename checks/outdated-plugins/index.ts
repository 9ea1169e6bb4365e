import { assessInventory, emptyCatalogue } from '../../src/analysis/assessment/assess.ts';
import {
  type Assessment,
  insecureKinds,
  type TroubleKind,
  unsupportedKinds,
} from '../../src/analysis/assessment/trouble.ts';
import type { Catalogue } from '../../src/core/artifacts/catalogue.ts';
import type { Gathered } from '../../src/core/artifacts/failure.ts';
import type { Inventory } from '../../src/core/artifacts/inventory.ts';
import { defineCheck, request } from '../../src/core/check.ts';
import { componentKey } from '../../src/core/component.ts';
import { agentFailureReason } from '../../src/core/failure-rules.ts';
import type { FeedState } from '../../src/core/feed.ts';
import type { FindingDraft } from '../../src/core/finding.ts';
import { componentFindings } from './component-findings.ts';
import { options } from './options.ts';
import { type RuleId, rules } from './rules.ts';
import {
  feedFindings,
  inventoryFindings,
  noticeFindings,
  unknownFindings,
} from './source-findings.ts';

/** Whether anything that is installed is dangerous, without support, or behind. */
export default defineCheck({
  meta: {
    id: 'outdated-plugins',
    title: 'Outdated components',
    why: 'Most break-ins come through a known hole in a plugin, module or package that nobody updated.',
    category: 'maintenance',
    lane: 'feeds',
    schedule: '6h',
    timeout: '5m',
    platforms: ['wordpress', 'drupal', 'umbraco', 'shopify', 'dotnet'],
    incidentPer: 'finding',
    confirm: 0,
    metrics: {
      components: 'components that are installed',
      outdated:
        'components with an update; each of these counts stands for itself, and they overlap',
      insecure: 'components with a known vulnerability or a missing security release',
      unsupported: 'components that get no more repairs: end of life, closed, abandoned',
      unknown: 'components of which nobody can say, at all or in full, how they stand',
    },
    labels: {
      platform: 'what the site is built with',
      core: 'version of the platform’s core',
      feedsAsOf: 'ISO 8601 minute, UTC, of the oldest feed that was used',
    },
  },
  rules,
  options,
  requires: () => ({ inventory: request('inventory', {}), catalogue: request('catalogue', {}) }),
  evaluate: ({ inventory, catalogue }, options, { now, site }) => {
    if (!inventory.ok) {
      const { code, message } = inventory.failure;
      return notTaken(agentFailureReason(code, message));
    }
    const obstacle = obstacleOf(inventory.value);
    if (obstacle) return { findings: [], instead: obstacle };
    const { findings: aboutCatalogue, known } = catalogueOf(catalogue, inventory.value, site.url);
    const measure = { now, abandonedAfterMonths: options.abandonedAfterMonths };
    const assessments = assessInventory(inventory.value, known, measure);
    return {
      findings: byRule([
        ...componentFindings(assessments, site.url),
        ...noticeFindings(inventory.value.notices, now, site.url),
        ...unknownFindings(assessments, options.bespoke, site.url),
        ...inventoryFindings(inventory.value, site.url),
        ...aboutCatalogue,
        ...feedFindings(known.feeds, site.url),
      ]),
      metrics: metricsOf(assessments),
      labels: labelsOf(inventory.value, known.feeds),
      components: assessments.map(({ component }) => component),
    };
  },
});

function notTaken(reason: string) {
  const words = `We could not learn what is installed. ${reason}`;
  return { findings: [], instead: { outcome: 'errored' as const, reason: words } };
}

/** Why there is nothing to judge; null where there is. An inventory without components is no clean bill. */
function obstacleOf({ platform, components, routes, remarks }: Inventory) {
  if (components.length > 0) return null;
  if (platform === 'other') {
    const why = remarks[0]?.message ?? 'no platform that is known';
    const reason = `What the site is built with is not known: ${why}.`;
    return { outcome: 'inapplicable' as const, reason };
  }
  const tried = routes.map(({ title, reason }) => `${title}: ${reason ?? 'it brought nothing'}`);
  const sentences = tried.length > 0 ? tried : ['No way to learn it is known'];
  return notTaken(sentences.map((each) => each.replace(/[.?!]?$/, '.')).join(' ')).instead;
}

/** Without feeds the inventory stands, and the rest is unknown. */
function catalogueOf(
  catalogue: Gathered<Catalogue>,
  { components }: Inventory,
  url: string,
): { readonly known: Catalogue; readonly findings: readonly FindingDraft<RuleId>[] } {
  if (catalogue.ok) return { known: catalogue.value, findings: [] };
  const { code, message } = catalogue.failure;
  const evidence = agentFailureReason(code, message);
  const entries = components.map((one) => [componentKey(one), ['No feed could be asked']] as const);
  return {
    known: { ...emptyCatalogue, unanswered: Object.fromEntries(entries) },
    findings: [
      { rule: 'feed-unreadable', where: { url }, title: 'No feed could be asked', evidence },
    ],
  };
}

function byRule(findings: readonly FindingDraft<RuleId>[]): FindingDraft<RuleId>[] {
  const order: readonly string[] = Object.keys(rules);
  return findings.toSorted((a, b) => order.indexOf(a.rule) - order.indexOf(b.rule));
}

function metricsOf(assessments: readonly Assessment[]) {
  const count = (kinds: readonly TroubleKind[]) =>
    assessments.filter(({ troubles }) => troubles.some(({ kind }) => kinds.includes(kind))).length;
  return {
    components: assessments.length,
    outdated: assessments.filter(({ component }) => component.behind !== null).length,
    insecure: count(insecureKinds),
    unsupported: count(unsupportedKinds),
    unknown: count(['unknown']),
  };
}

function labelsOf({ platform, components }: Inventory, feeds: readonly FeedState[]) {
  const core = components.find(({ kind }) => kind === 'core')?.version;
  const asOf = feeds.flatMap((feed) => feed.asOf ?? []);
  const oldest = new Date(Math.min(...asOf));
  return {
    platform,
    ...(core ? { core } : {}),
    ...(asOf.length > 0 && !Number.isNaN(oldest.getTime())
      ? { feedsAsOf: `${oldest.toISOString().slice(0, 16)}Z` }
      : {}),
  };
}
