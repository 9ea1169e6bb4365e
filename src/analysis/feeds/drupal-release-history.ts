import { FeedUnreadable } from '../../core/feed.ts';
import type { PackageRecord, Release } from '../../core/package-record.ts';
import { oneLine } from '../../core/text.ts';
import { childrenOf, readXml, type XmlElement } from '../manifests/xml.ts';
import { webAddress } from './reading.ts';

/** What a project's state means, by core's update.compare.inc. */
const stateWords: Readonly<Record<string, string>> = {
  insecure: 'Drupal’s security team marks the project as insecure',
  unsupported: 'drupal.org marks the project as unsupported',
  revoked: 'drupal.org has revoked the project',
  unpublished: 'drupal.org has taken the project down',
};

/**
 * Reads a project's release history as https://updates.drupal.org gives it (core reads it in
 * ProjectRelease.php and update.compare.inc). Throws a `FeedUnreadable` for anything else: an answer
 * without releases is never taken for one without updates.
 */
export function readReleaseHistory(text: string, project: string, source: string): PackageRecord {
  const reading = readXml(text);
  if (!reading.ok) throw new FeedUnreadable(`the release history ${reading.reason}`);
  const { root } = reading;
  // The parser forgives elements that are not closed; what was cut off lacks the end.
  if (!text.trimEnd().endsWith(`</${root.name}>`)) {
    throw new FeedUnreadable('the release history was cut off');
  }
  if (root.name === 'error') return unpublished(project, source);
  const name = textIn(root, 'short_name');
  if (root.name !== 'project' || name === null) {
    throw new FeedUnreadable('the answer is no release history of drupal.org');
  }
  if (name.toLowerCase() !== project.toLowerCase()) {
    throw new FeedUnreadable(`the release history is that of ${oneLine(name, 60)}`);
  }
  return recordOf(root, name, source);
}

function recordOf(root: XmlElement, name: string, source: string): PackageRecord {
  const state = textIn(root, 'project_status')?.toLowerCase() ?? '';
  const words = Object.hasOwn(stateWords, state) ? (stateWords[state] ?? null) : null;
  const releases = childrenOf(root, 'releases')
    .flatMap((list) => childrenOf(list, 'release'))
    .flatMap(releaseOf);
  const branches = childrenOf(root, 'supported_branches')[0];
  return {
    registry: 'drupal-org',
    name,
    published: true,
    releases,
    closed: state === 'revoked' || state === 'unpublished' ? { on: null, reason: words } : null,
    unsupported: state === 'unsupported' ? words : null,
    insecure: state === 'insecure' ? words : null,
    supportedBranches: branches ? branchesOf(branches.text) : null,
    testedCore: null,
    source,
  };
}

/** `8.x-1.,2.0.`, of which each ends with a dot. */
function branchesOf(text: string): readonly string[] {
  return text
    .split(',')
    .map((branch) => branch.trim())
    .filter((branch) => branch !== '' && branch.length <= 30);
}

function releaseOf(element: XmlElement): Release[] {
  const version = textIn(element, 'version');
  if (version === null || version.length > 100) return [];
  const types = childrenOf(element, 'terms')
    .flatMap((terms) => childrenOf(terms, 'term'))
    .filter((term) => textIn(term, 'name') === 'Release type')
    .map((term) => textIn(term, 'value'));
  const seconds = Number(textIn(element, 'date') ?? Number.NaN);
  const core = textIn(element, 'core_compatibility');
  const url = webAddress(textIn(element, 'release_link'));
  return [
    {
      version,
      releasedAt: Number.isSafeInteger(seconds) && seconds > 0 ? seconds * 1000 : null,
      security: types.includes('Security update'),
      withdrawn: types.includes('Insecure') || textIn(element, 'status') === 'unpublished',
      unsupported: types.includes('Unsupported') ? 'drupal.org marks it as unsupported' : null,
      ...(core === null ? {} : { requiresCore: core }),
      ...(url === null ? {} : { url }),
    },
  ];
}

function unpublished(name: string, source: string): PackageRecord {
  return {
    registry: 'drupal-org',
    name,
    published: false,
    releases: [],
    closed: null,
    unsupported: null,
    insecure: null,
    supportedBranches: null,
    testedCore: null,
    source,
  };
}

function textIn(element: XmlElement, name: string): string | null {
  return childrenOf(element, name)[0]?.text || null;
}
