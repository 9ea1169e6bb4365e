import { type Order, orderOf, orderOfNumbers, type VersionRules } from './rules.ts';

interface DrupalVersion {
  readonly numbers: readonly [major: number, minor: number, patch: number];
  /** Stage and its number; null for a full release. */
  readonly extra: readonly [stage: number, number: number] | null;
}

const stages: readonly string[] = ['dev', 'unstable', 'alpha', 'beta', 'rc'];
const part = '(\\d{1,9})';
const form = new RegExp(`^${part}\\.${part}(?:\\.${part})?(?:-([a-z]{2,8})(\\d{0,9}))?$`, 'i');

/**
 * Drupal's `ExtensionVersion`: the prefix `8.x-` means nothing, other prefixes are no version, and
 * neither are branches. A version of two numbers is a major and a minor one, as Composer has it:
 * `8.x-1.12` and `1.12.0` are the same release.
 */
export const drupal: VersionRules = {
  compare(a, b) {
    const [left, right] = [parse(a), parse(b)];
    return left && right && compareParsed(left, right);
  },
  read(version) {
    const [, legacy, rest = ''] = /^(?:([4-7]\.x)-)?(.*)$/s.exec(version.trim()) ?? [];
    const bare = rest.replace(/^v(?=\d)/i, '');
    const parsed = parse(bare);
    return (
      parsed && {
        text: bare,
        numbers: parsed.numbers,
        prerelease: parsed.extra !== null,
        line: legacy ?? '',
      }
    );
  },
};

function parse(version: string): DrupalVersion | null {
  const [all, major, minor, patch = '0', stage, number] =
    form.exec(version.replace(/^8\.x-/, '')) ?? [];
  if (all === undefined) return null;
  const rank = stage === undefined ? null : stages.indexOf(stage.toLowerCase());
  if (rank === -1) return null;
  return {
    numbers: [Number(major), Number(minor), Number(patch)],
    extra: rank === null ? null : [rank, Number(number)],
  };
}

function compareParsed(a: DrupalVersion, b: DrupalVersion): Order {
  const order = orderOfNumbers(a.numbers, b.numbers);
  if (order !== 0) return order;
  return a.extra && b.extra
    ? orderOfNumbers(a.extra, b.extra)
    : orderOf(Number(a.extra === null), Number(b.extra === null));
}
