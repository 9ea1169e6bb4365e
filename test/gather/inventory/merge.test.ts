import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Component, componentKey } from '../../../src/core/component.ts';
import { mergeHauls } from '../../../src/gather/inventory/merge.ts';
import type { RoutedHaul } from '../../../src/gather/inventory/routes.ts';

function plugin(slug: string, differs: Partial<Component> = {}): Component {
  return {
    kind: 'plugin',
    slug,
    name: slug,
    version: '1.0',
    active: null,
    source: 'rest',
    confidence: 100,
    scheme: 'wordpress',
    registry: 'wordpress-org',
    ...differs,
  };
}

function haul(route: string, components: readonly Component[], differs: Partial<RoutedHaul> = {}) {
  const named = components.map((component) => ({ ...component, source: route }));
  return { route, components: named, complete: [], ...differs } satisfies RoutedHaul;
}

describe('a component that two routes bring', () => {
  it('is there once, as the first has it, whatever the case of its name', () => {
    const { components } = mergeHauls([
      haul('rest', [plugin('akismet', { name: 'Akismet', active: true })]),
      haul('folder', [plugin('Akismet', { name: 'Anti-Spam', active: false })]),
    ]);
    expect(components).toEqual([
      plugin('akismet', { name: 'Akismet', active: true, source: 'rest' }),
    ]);
  });

  it('gets from the second what the first left open, and says where it comes from', () => {
    const { components } = mergeHauls([
      haul('rest', [plugin('akismet', { version: null, active: true, confidence: 0 })]),
      haul('black-box', [plugin('akismet', { version: '5.0.2', confidence: 70 })]),
    ]);
    expect(components).toEqual([
      plugin('akismet', {
        version: '5.0.2',
        active: true,
        confidence: 70,
        remark: 'version from black-box',
      }),
    ]);
  });

  it('keeps the first version where they disagree, and a person is told', () => {
    const { components, remarks } = mergeHauls([
      haul('rest', [plugin('akismet', { version: '5.0.2' })]),
      haul('files', [plugin('akismet', { version: '4.9' })]),
    ]);
    expect(components[0]?.version).toBe('5.0.2');
    expect(remarks).toEqual([
      {
        about: 'plugin/akismet',
        message: 'rest says 5.0.2, files says 4.9: the first counts',
      },
    ]);
  });

  it('of one release in two spellings is no contradiction', () => {
    const drupal = { kind: 'module', scheme: 'drupal', registry: 'drupal-org' } as const;
    const { components, remarks } = mergeHauls([
      haul('command', [plugin('token', { ...drupal, version: '8.x-1.12' })]),
      haul('folder', [plugin('token', { ...drupal, version: '1.12.0' })]),
    ]);
    expect(components[0]?.version).toBe('8.x-1.12');
    expect(remarks).toEqual([]);
  });

  it('is taken for nobody’s of that name where its own header says so', () => {
    const rest = haul('rest', [plugin('tools')]);
    const folder = haul('folder', [plugin('tools', { registry: null })]);
    const doubtful = haul('black-box', [plugin('tools', { registry: null })]);
    expect(mergeHauls([rest, folder]).components[0]?.registry).toBeNull();
    expect(mergeHauls([rest, doubtful]).components[0]?.registry).toBe('wordpress-org');
  });
});

describe('a kind that a route brought completely', () => {
  const rest = haul('rest', [plugin('akismet')], { complete: ['plugin'] });

  it('gets nothing new from outside, but a remark', () => {
    const seen = haul('black-box', [plugin('hot-linked', { confidence: 70 })]);
    const { components, remarks } = mergeHauls([rest, seen]);
    expect(components.map(({ slug }) => slug)).toEqual(['akismet']);
    expect(remarks).toEqual([
      {
        about: 'plugin/hot-linked',
        message: 'black-box sees it, rest does not list it: it is left out',
      },
    ]);
  });

  it('gets what other sources add, such as must-use plugins without a version', () => {
    const { components } = mergeHauls([
      rest,
      haul('folder', [plugin('loader', { version: null, confidence: 0 })]),
    ]);
    expect(components.map(({ slug }) => slug)).toEqual(['akismet', 'loader']);
  });

  it('says nothing about other kinds', () => {
    const theme = plugin('shop', { kind: 'theme', confidence: 70 });
    expect(mergeHauls([rest, haul('black-box', [theme])]).components).toHaveLength(2);
  });
});

it('joins what routes know beside components', () => {
  const advisory = { id: 'CVE-2099-1000' } as never;
  const notice = { subject: 'script tag' } as never;
  const record = { name: 'akismet' } as never;
  expect(
    mergeHauls([
      haul('a', [], { advisories: [advisory], remarks: [{ about: 'a', message: 'one' }] }),
      haul('b', [], { notices: [notice], packages: [record] }),
    ]),
  ).toEqual({
    components: [],
    remarks: [{ about: 'a', message: 'one' }],
    packages: [record],
    advisories: [advisory],
    notices: [notice],
  });
});

it('is bounded, and says what it left out', () => {
  const many = Array.from({ length: 10_500 }, (_, index) => plugin(`p${index}`));
  const { components, remarks } = mergeHauls([haul('files', many)]);
  expect(components).toHaveLength(10_000);
  expect(remarks).toEqual([{ about: 'files', message: 'more than 10000 components: cut' }]);
  const noisy = Array.from({ length: 300 }, () => ({ about: 'x', message: 'y' }));
  const bounded = mergeHauls([haul('files', [], { remarks: noisy })]).remarks;
  expect(bounded).toHaveLength(201);
  expect(bounded.at(-1)).toEqual({ about: 'remarks', message: '100 more left out' });
});

describe('whatever routes bring', () => {
  const component = fc.record({
    slug: fc.constantFrom('a', 'A', 'b', '__proto__', 'constructor'),
    version: fc.option(fc.constantFrom('1.0', '2.0')),
    active: fc.option(fc.boolean()),
  });
  const hauls = fc.array(
    fc.array(component).map((some) => some.map(({ slug, ...rest }) => plugin(slug, rest))),
    { maxLength: 4 },
  );

  it('has each component once, and loses none', () => {
    fc.assert(
      fc.property(hauls, (brought) => {
        const merged = mergeHauls(brought.map((some, index) => haul(`r${index}`, some)));
        const keys = merged.components.map(componentKey);
        expect(new Set(keys).size).toBe(keys.length);
        expect(new Set(keys)).toEqual(new Set(brought.flat().map(componentKey)));
      }),
    );
  });

  it('knows a version wherever one source does', () => {
    fc.assert(
      fc.property(hauls, (brought) => {
        const merged = mergeHauls(brought.map((some, index) => haul(`r${index}`, some)));
        for (const one of merged.components) {
          const sources = brought
            .flat()
            .filter((other) => componentKey(other) === componentKey(one));
          expect(one.version === null).toBe(sources.every(({ version }) => version === null));
        }
      }),
    );
  });
});
