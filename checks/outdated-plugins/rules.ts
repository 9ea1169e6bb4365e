import type { Rule } from '../../src/core/finding.ts';

/** What can be wrong with what is installed, and what to do about each; the most dangerous first. */
export const rules = {
  'component-exploitable': {
    title: 'A component can be attacked now: exploited, or as bad as it gets',
    verdict: 'failed',
    severity: 'critical',
    advice:
      'Update it now, or switch it off and block it at the firewall; then look for traces of a break-in.',
    help: 'https://www.first.org/cvss/v3.1/specification-document',
  },
  'component-critically-vulnerable': {
    title: 'A component has a vulnerability that its publisher calls critical',
    verdict: 'failed',
    severity: 'critical',
    advice: 'Update it today.',
    help: null,
  },
  'component-vulnerable': {
    title: 'A component has a known vulnerability',
    verdict: 'failed',
    severity: 'serious',
    advice: 'Update it with the next planned update.',
    help: null,
  },
  'component-withdrawn': {
    title: 'The registry warns against running what is installed',
    verdict: 'failed',
    severity: 'serious',
    advice: 'Update to a release that its registry still recommends.',
    help: null,
  },
  'security-release-missing': {
    title: 'A security release is not installed',
    verdict: 'failed',
    severity: 'serious',
    advice: 'Install the security release.',
    help: null,
  },
  'component-closed': {
    title: 'A component was taken down by its registry',
    verdict: 'failed',
    severity: 'serious',
    advice:
      'Find out why, and replace it: a closed package gets no repairs, and most often needs one.',
    help: 'https://developer.wordpress.org/plugins/wordpress-org/alerts-and-warnings/',
  },
  'end-of-life-reached': {
    title: 'A version gets no more security repairs',
    verdict: 'failed',
    severity: 'serious',
    advice: 'Plan the move to a supported version as a project.',
    help: 'https://endoflife.date/',
  },
  'component-unsupported': {
    title: 'A component is no longer supported by its publisher',
    verdict: 'failed',
    severity: 'serious',
    advice: 'Move to a supported branch, or replace it.',
    help: null,
  },
  'component-abandoned': {
    title: 'Nobody has released a component for a long time',
    verdict: 'failed',
    severity: 'moderate',
    advice: 'Look for a successor that is looked after, and plan the change.',
    help: null,
  },
  'end-of-life-near': {
    title: 'A version will soon get no more security repairs',
    verdict: 'warning',
    severity: 'minor',
    advice: 'Plan the move to a supported version as a project, before that day.',
    help: 'https://endoflife.date/',
  },
  'service-ending': {
    title: 'The site uses something that its platform takes away',
    verdict: 'warning',
    severity: 'moderate',
    advice: 'Plan the replacement before the day on which it stops.',
    help: null,
  },
  'component-outdated': {
    title: 'A component is behind its newest release',
    verdict: 'failed',
    severity: 'minor',
    advice: 'Update it with the month’s updates.',
    help: null,
  },
  'component-unknown': {
    title: 'Nobody can say how some components stand',
    verdict: 'review',
    severity: 'moderate',
    advice:
      'Look at them by hand; list under `bespoke` what was built for this client and is published nowhere.',
    help: null,
  },
  'inventory-route-failed': {
    title: 'One way to learn what is installed does not work',
    verdict: 'review',
    severity: 'moderate',
    advice: 'Repair it, or name the ways that are to be used under `inventory.routes` of the site.',
    help: null,
  },
  'inventory-contradictory': {
    title: 'The sources of the inventory contradict each other, have gaps, or report trouble',
    verdict: 'warning',
    severity: 'minor',
    advice: 'Look at each source named: what is deployed may not be what is documented.',
    help: null,
  },
  'feed-unreadable': {
    title: 'A feed of releases or advisories cannot be read',
    verdict: 'review',
    severity: 'moderate',
    advice:
      'Look whether the service answers from the agent’s machine; a mirror or a saved file can stand in (`feeds`).',
    help: null,
  },
  'feed-stale': {
    title: 'What a feed says is old',
    verdict: 'warning',
    severity: 'minor',
    advice: 'Look whether the service answers from the agent’s machine.',
    help: null,
  },
  'feed-not-asked': {
    title: 'Some feeds were not asked',
    verdict: 'warning',
    severity: 'minor',
    advice:
      'Give their keys under `feeds`, or set `feeds.disclose` where the client agrees that the list of what is installed leaves.',
    help: null,
  },
} as const satisfies Record<string, Rule>;

/** The id of one of these rules. */
export type RuleId = keyof typeof rules;
