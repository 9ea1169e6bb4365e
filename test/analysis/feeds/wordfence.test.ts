import fc from 'fast-check';
import { expect, it } from 'vitest';
import { wordfenceAdvisories } from '../../../src/analysis/feeds/wordfence.ts';

/** A record in whose shape anything may stand in any place. */
const anything = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('*', '1.0', 'plugin', 'tide', true, null, '2026-05-04 00:00:00'),
  },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
);
const range = fc.record({
  from_version: anything,
  from_inclusive: anything,
  to_version: anything,
  to_inclusive: anything,
});
const software = fc.record({
  type: fc.oneof(fc.constantFrom('plugin', 'theme', 'core', 'constructor'), anything),
  slug: anything,
  affected_versions: fc.oneof(fc.dictionary(fc.string(), fc.oneof(range, anything)), anything),
  patched_versions: fc.oneof(fc.array(anything), anything),
});
const record = fc.record({
  id: anything,
  title: anything,
  software: fc.oneof(fc.array(fc.oneof(software, anything)), anything),
  references: fc.oneof(fc.array(anything), anything),
  cvss: fc.oneof(fc.record({ vector: anything, score: anything, rating: anything }), anything),
  cwe: fc.oneof(fc.record({ id: anything }), anything),
  cve: anything,
  published: anything,
  copyrights: fc.oneof(
    fc.dictionary(fc.string(), fc.record({ notice: anything, license_url: anything })),
    anything,
  ),
});

it('any record is advisories or nothing, and survives being kept', () => {
  fc.assert(
    fc.property(fc.oneof(record, anything), (sent) => {
      const read = wordfenceAdvisories(sent, 'test');
      expect(JSON.parse(JSON.stringify(read))).toEqual(read);
      for (const [key, { cvss, ranges }] of read) {
        expect(key).toMatch(/^(plugins|themes|core)\//);
        expect(ranges.length).toBeGreaterThan(0);
        expect(cvss === null || (cvss >= 0 && cvss <= 10)).toBe(true);
      }
    }),
  );
});
