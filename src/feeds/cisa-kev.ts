import { readKnownExploited } from '../analysis/feeds/known-exploited.ts';
import type { Feed } from '../core/feed.ts';

/** Which vulnerabilities are being exploited, whatever they are vulnerabilities of. */
export default {
  id: 'cisa-kev',
  title: 'CISA Known Exploited Vulnerabilities',
  about: 'CVE ids with known attacks: what they make insecure is urgent.',
  docs: 'https://www.cisa.gov/known-exploited-vulnerabilities-catalog',
  discloses: 'nothing',
  key: 'none',
  base: 'https://www.cisa.gov/sites/default/files/feeds',
  maxAgeMs: 12 * 3_600_000,
  // Any advisory may be one of those, and without a registry there is none.
  covers: ({ registry }) => registry !== null,
  async ask(_components, context) {
    const { value } = await context.document({
      name: 'known_exploited_vulnerabilities.json',
      path: 'known_exploited_vulnerabilities.json',
      maxBytes: 32 * 1024 * 1024,
      read: readKnownExploited,
    });
    // It answers for no component of its own: without it the others' advisories stand.
    return { exploited: value ?? [], unanswered: [] };
  },
} satisfies Feed;
