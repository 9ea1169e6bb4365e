import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readOsvAffected } from '../../../src/analysis/feeds/osv-ranges.ts';

const read = (events: readonly object[], type = 'ECOSYSTEM', versions: readonly unknown[] = []) =>
  readOsvAffected({ ranges: [{ type, events }], versions }, 'nuget');

/** As mathematicians write it. */
const spans = (events: readonly object[]) =>
  read(events).ranges.map(({ from, to }) => {
    const start = from === null ? '(' : `[${from.version}`;
    return `${start},${to === null ? '' : to.version}${to?.inclusive ? ']' : ')'}`;
  });

describe('the versions that an entry of OSV is about', () => {
  it.each([
    ['a repair', [{ introduced: '0' }, { fixed: '1.2' }], ['(,1.2)']],
    ['no repair', [{ introduced: '1.0' }], ['[1.0,)']],
    ['a last one', [{ introduced: '1.0' }, { last_affected: '1.4' }], ['[1.0,1.4]']],
    [
      'several branches',
      [{ introduced: '1.0' }, { fixed: '1.2' }, { introduced: '2.0' }, { fixed: '2.3' }],
      ['[1.0,1.2)', '[2.0,2.3)'],
    ],
    [
      'events in any order',
      [{ fixed: '10.0' }, { introduced: '9.0' }, { fixed: '1.2' }, { introduced: '0' }],
      ['(,1.2)', '[9.0,10.0)'],
    ],
    [
      'a beginning within',
      [{ introduced: '0' }, { introduced: '1.0' }, { fixed: '2.0' }],
      ['(,2.0)'],
    ],
    ['one version', [{ introduced: '1.0' }, { last_affected: '1.0' }], ['[1.0,1.0]']],
    ['a repair of nothing', [{ fixed: '1.0' }], []],
  ])('with %s', (_what, events, expected) => {
    expect(spans(events)).toEqual(expected);
  });

  it('are single ones where there is no range, or one of commits', () => {
    expect(read([{ introduced: 'abcdef' }], 'GIT', ['1.0', 7, '1.1'])).toEqual({
      ranges: [],
      versions: ['1.0', '1.1'],
      fixedIn: [],
    });
  });

  it('are repaired in the versions that end a range', () => {
    const { fixedIn } = read([
      { introduced: '0' },
      { fixed: '1.2' },
      { introduced: '2.0' },
      { last_affected: '2.9' },
    ]);
    expect(fixedIn).toEqual(['1.2']);
  });

  it('are none in what is no list of events, which never throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(Array.isArray(readOsvAffected(value, 'composer').ranges)).toBe(true);
        readOsvAffected(
          { ranges: [{ type: 'SEMVER', events: [value, { fixed: value }] }] },
          'nuget',
        );
      }),
    );
  });
});
