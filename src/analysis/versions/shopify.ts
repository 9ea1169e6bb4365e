import { orderOf, type VersionRules } from './rules.ts';

const unstable = 'unstable';
const form = /^\d{4}-(?:0[1-9]|1[0-2])$/;

/** Shopify's API versions: `YYYY-MM` as text, and `unstable` after all of them. https://shopify.dev/docs/api/usage/versioning */
export const shopify: VersionRules = {
  compare(a, b) {
    if (!isVersion(a) || !isVersion(b)) return null;
    // A letter is above every digit, so that `unstable` needs no rule of its own.
    return orderOf(a, b);
  },
  read(version) {
    const text = version.trim().toLowerCase();
    if (!isVersion(text)) return null;
    const prerelease = text === unstable;
    const numbers = prerelease ? [] : text.split('-').map(Number);
    return { text, numbers, prerelease, line: '' };
  },
};

function isVersion(text: string): boolean {
  return text === unstable || form.test(text);
}
