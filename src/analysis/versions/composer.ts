import { phpVersionCompare } from './php-version-compare.ts';
import { leadingNumbers, type VersionRules } from './rules.ts';

const modifier =
  '[._-]?(?:(stable|beta|b|rc|alpha|a|patch|pl|p)((?:[.-]?\\d{1,15}){0,4}))?([.-]?dev)?';
const classical = new RegExp(
  `^v?(\\d{1,5})(\\.\\d{1,15})?(\\.\\d{1,15})?(\\.\\d{1,15})?${modifier}$`,
  'i',
);
const dated = new RegExp(
  `^v?(\\d{4}(?:[.:-]?\\d{2}){1,6}(?:[.:-]?\\d{1,3}){0,2})${modifier}$`,
  'i',
);
const branch =
  /^v?(\d{1,15})(\.(?:\d{1,15}|[x*]))?(\.(?:\d{1,15}|[x*]))?(\.(?:\d{1,15}|[x*]))?[.-]?dev$/i;

/** Stabilities as Composer writes them out. */
const stabilities: Readonly<Record<string, string>> = {
  a: 'alpha',
  alpha: 'alpha',
  b: 'beta',
  beta: 'beta',
  rc: 'RC',
  p: 'patch',
  pl: 'patch',
  patch: 'patch',
};

/**
 * Composer and Packagist: normalised as Composer\Semver's `VersionParser` does, then PHP's
 * `version_compare`, as its `Comparator` does. A named branch equals itself and compares with nothing.
 */
export const composer: VersionRules = {
  compare(a, b) {
    const [left, right] = [normalizeComposer(a), normalizeComposer(b)];
    if (left === null || right === null) return null;
    if (left.startsWith('dev-') || right.startsWith('dev-')) return left === right ? 0 : null;
    return phpVersionCompare(left, right);
  },
  read(version) {
    const text = normalizeComposer(version);
    if (text === null || text.startsWith('dev-') || text.includes('9999999')) return null;
    const prerelease = /-(?:alpha|beta|RC)|-dev$/.test(text);
    return { text, numbers: leadingNumbers(text), prerelease, line: '' };
  },
};

/** Composer's own form: `1.12.0.0`, `1.0.0.0-RC7`, `2.9999999.9999999.9999999-dev`, `dev-main`; null for what it refuses. */
export function normalizeComposer(version: string): string | null {
  const bare = version
    .trim()
    .replace(/^(\S{1,200}) as \S{1,200}$/, '$1')
    .replace(/@(?:stable|RC|beta|alpha|dev)$/i, '')
    .replace(/^([^,\s+]{1,200})\+\S{1,200}$/, '$1');
  if (/^(?:dev-)?(?:master|trunk|default)$/.test(bare)) {
    return `dev-${bare.replace(/^dev-/, '')}`;
  }
  if (/^dev-\S/i.test(bare)) return `dev-${bare.slice(4)}`;
  const numbered = classical.exec(bare);
  if (numbered) {
    const [, major, minor = '.0', patch = '.0', fourth = '.0', ...suffix] = numbered;
    return `${major}${minor}${patch}${fourth}${stability(suffix)}`;
  }
  const [, date, ...suffix] = dated.exec(bare) ?? [];
  if (date !== undefined) return date.replace(/\D/g, '.') + stability(suffix);
  const [, first, ...others] = branch.exec(bare) ?? [];
  if (first === undefined) return null;
  const rest = [0, 1, 2].map((index) => others[index] ?? '.x');
  return `${first}${rest.join('')}`.replace(/[x*]/gi, '9999999').concat('-dev');
}

function stability([word, number, dev]: readonly (string | undefined)[]): string {
  const stage = stabilities[word?.toLowerCase() ?? ''];
  const named = stage === undefined ? '' : `-${stage}${(number ?? '').replace(/^[.-]+/, '')}`;
  return dev === undefined ? named : `${named}-dev`;
}
