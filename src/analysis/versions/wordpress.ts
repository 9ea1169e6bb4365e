import { phpVersionCompare } from './php-version-compare.ts';
import { leadingNumbers, type VersionRules } from './rules.ts';

/** `6.9` and `6.9.0` are one release, which `version_compare` does not know: all get as many parts. */
const sameParts = 6;

/** WordPress, its plugins and themes: PHP's `version_compare`, which takes any text. */
export const wordpress: VersionRules = {
  compare: phpVersionCompare,
  read(version) {
    const bare = version.trim().replace(/^v(?=\d)/i, '');
    const numbers = leadingNumbers(bare);
    if (numbers.length === 0) return null;
    const [digits = ''] = /^[\d.]+/.exec(bare) ?? [];
    const dotted = digits.replace(/\.+$/, '');
    const padding = '.0'.repeat(Math.max(0, sameParts - dotted.split('.').length));
    // A sign at the end means nothing, and would make the version less than itself.
    const suffix = bare.slice(dotted.length).replace(/[^0-9a-z]{1,32}$/i, '');
    return {
      text: dotted + padding + suffix,
      numbers,
      prerelease: /(?:^|[^a-z])(?:dev|alpha|a|beta|b|rc)(?![a-z])/i.test(suffix),
      line: '',
    };
  },
};
