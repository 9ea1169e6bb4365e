import compare from 'semver/functions/compare.js';
import parse from 'semver/functions/parse.js';
import type { VersionRules } from './rules.ts';

/** Semantic Versioning 2.0.0, as the `semver` package has it: a leading `v` is tolerated, build metadata ignored. */
export const semver: VersionRules = {
  compare(a, b) {
    const [left, right] = [parse(a), parse(b)];
    return left && right && compare(left, right);
  },
  read(version) {
    // A theme's `15.4` leaves out what a library would write.
    const bare = version.trim().replace(/^v(?=\d)/i, '');
    const whole = /^\d{1,15}(?:\.\d{1,15})?$/.test(bare) ? `${bare}.0.0` : bare;
    const parsed = parse(whole.replace(/^(\d+\.\d+\.\d+)\.0$/, '$1'));
    return (
      parsed && {
        text: parsed.version,
        numbers: [parsed.major, parsed.minor, parsed.patch],
        prerelease: parsed.prerelease.length > 0,
        line: '',
      }
    );
  },
};
