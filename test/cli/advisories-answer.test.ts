import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Answer, answerTo, ratingOf } from '../../src/cli/advisories-answer.ts';
import type { Question } from '../../src/cli/advisories-question.ts';
import type { AssessedComponent } from '../../src/core/assessed-component.ts';
import { advisory, plugin } from '../support/components.ts';
import { assessed, inventoryOf } from '../support/site-inventories.ts';

const everything: Question = {
  component: null,
  below: null,
  severity: null,
  site: null,
  look: 'kept',
};

const forms = (id: string, more: Parameters<typeof advisory>[3]) =>
  assessed('forms', '2.0', { advisories: [advisory(plugin('forms', '2.0'), id, '2.1', more)] });

function ask(
  question: Partial<Question>,
  sites: Readonly<Record<string, readonly AssessedComponent[]>>,
): { readonly matches: readonly string[]; readonly cannotTell: readonly string[] } {
  const inventories = Object.entries(sites).map(([id, all]) => inventoryOf(id, all));
  const answer = answerTo({ ...everything, ...question }, inventories);
  const named = (matches: Answer['matches']) =>
    matches.map(({ site, component }) => `${site.id} ${component.slug} ${component.version}`);
  return { matches: named(answer.matches), cannotTell: named(answer.cannotTell) };
}

describe('which sites have a component below a version', () => {
  it('is told by the rules of its ecosystem', () => {
    const sites = {
      a: [assessed('akismet', '5.3')],
      b: [assessed('akismet', '5.10')],
      c: [assessed('other', '1.0')],
      d: [assessed('akismet', '5.3-beta1')],
    };
    expect(ask({ component: 'akismet', below: '5.3.1' }, sites)).toEqual({
      matches: ['a akismet 5.3', 'd akismet 5.3-beta1'],
      cannotTell: [],
    });
  });

  it('lists what nobody can tell, instead of leaving it out', () => {
    const sites = { a: [assessed('akismet', null)], b: [assessed('akismet', 'trunk')] };
    expect(ask({ component: 'akismet', below: '5.3.1' }, sites)).toEqual({
      matches: [],
      cannotTell: ['a akismet null', 'b akismet trunk'],
    });
  });

  it('takes a name in any case, with its kind, and the project that ships a module', () => {
    const sites = {
      a: [assessed('Akismet', '1.0')],
      b: [assessed('submodule', '1.0', { kind: 'module', project: 'akismet' })],
      c: [assessed('akismet', '1.0', { kind: 'theme' })],
    };
    expect(ask({ component: 'akismet' }, sites).matches).toHaveLength(3);
    expect(ask({ component: 'plugin/akismet' }, sites).matches).toEqual(['a Akismet 1.0']);
  });

  it('puts every one of them into one place, whatever its version says', () => {
    const version = fc.option(fc.string({ maxLength: 12 }));
    fc.assert(
      fc.property(fc.array(version, { maxLength: 6 }), fc.string(), (versions, below) => {
        const all = versions.map((one, index) => [`s${index}`, [assessed('akismet', one)]]);
        const sites = Object.fromEntries(all);
        const { matches, cannotTell } = ask({ component: 'akismet', below }, sites);
        expect(new Set([...matches, ...cannotTell]).size).toBe(matches.length + cannotTell.length);
        const readable = versions.filter((one) => one !== null);
        expect(cannotTell.length).toBeGreaterThanOrEqual(versions.length - readable.length);
      }),
    );
  });
});

describe('what is dangerous, over all sites', () => {
  it('comes in the order of danger, and by site where that is the same', () => {
    const low = forms('CVE-2026-0001', { cvss: 4.3 });
    const high = forms('CVE-2026-0002', { cvss: 8.8 });
    const exploited = forms('CVE-2026-0003', { cvss: 6.1, exploited: true });
    expect(ask({}, { a: [low], b: [exploited], c: [high], d: [low] }).matches).toEqual([
      'b forms 2.0',
      'c forms 2.0',
      'a forms 2.0',
      'd forms 2.0',
    ]);
  });

  it('leaves out what is in order, and names what nobody can judge', () => {
    const sites = {
      a: [
        assessed('akismet', '5.3'),
        assessed('bespoke', '1.0', { status: 'unknown', registry: null }),
      ],
    };
    expect(ask({}, sites)).toEqual({ matches: [], cannotTell: ['a bespoke 1.0'] });
  });

  it('can be kept to what is severe; what nobody rated stays', () => {
    const sites = {
      a: [forms('CVE-2026-0001', { cvss: 4.3 })],
      b: [forms('CVE-2026-0002', { cvss: 9.1 })],
      c: [forms('CVE-2026-0003', { cvss: null })],
      d: [forms('CVE-2026-0004', { cvss: null, rating: 'high' })],
    };
    expect(ask({ severity: 'critical' }, sites).matches).toEqual(['b forms 2.0', 'c forms 2.0']);
    expect(ask({ severity: 'high' }, sites).matches).toHaveLength(3);
  });

  it('asks of a named component for its advisories where a severity is named too', () => {
    const sites = { a: [assessed('forms', '2.1')], b: [forms('CVE-2026-0002', { cvss: 9.1 })] };
    expect(ask({ component: 'forms' }, sites).matches).toHaveLength(2);
    expect(ask({ component: 'forms', severity: 'high' }, sites).matches).toEqual(['b forms 2.0']);
  });
});

describe('how severe an advisory is', () => {
  it.each([
    [9, 'critical'],
    [8.9, 'high'],
    [7, 'high'],
    [4, 'moderate'],
    [3.9, 'low'],
  ])('is told by its score where that is all: %d is %s', (cvss, rating) => {
    expect(ratingOf(advisory(plugin('x', '1'), 'CVE-2026-0001', null, { cvss }))).toBe(rating);
  });

  it('is the publisher’s own word where there is one', () => {
    const more = { cvss: 9.8, rating: 'moderate' } as const;
    expect(ratingOf(advisory(plugin('x', '1'), 'CVE-2026-0001', null, more))).toBe('moderate');
  });
});
