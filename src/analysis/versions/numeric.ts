import { leadingNumbers, orderOfNumbers, type VersionRules } from './rules.ts';

const form = /^\d{1,15}(?:\.\d{1,15}){0,7}$/;

/** Dotted numbers, as runtimes have them; what is missing is 0. What a distribution appends to them says nothing of upstream. */
export const numeric: VersionRules = {
  compare(a, b) {
    if (!form.test(a) || !form.test(b)) return null;
    return orderOfNumbers(leadingNumbers(a), leadingNumbers(b));
  },
  read(version) {
    const bare = version.trim().replace(/^v(?=\d)/i, '');
    const numbers = leadingNumbers(bare);
    if (numbers.length === 0) return null;
    const text = numbers.join('.');
    const prerelease = /^[\d.]{1,140}-?(?:preview|alpha|beta|rc|dev)/i.test(bare);
    return { text, numbers, prerelease, line: '' };
  },
};
