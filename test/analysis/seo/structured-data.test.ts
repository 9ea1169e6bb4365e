import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBlock } from '../../../src/analysis/seo/structured-data.ts';

const gaps = (item: unknown) => {
  const block = readBlock(JSON.stringify(item));
  if (!block.ok) throw new Error(block.why);
  return block.gaps.map(
    ({ type, required, recommended }) => `${type}: ${required} | ${recommended}`,
  );
};

describe('structured data', () => {
  it('has what its type needs, or names what is missing', () => {
    const offer = { '@type': 'Offer', price: 4, priceCurrency: 'EUR', availability: 'InStock' };
    const bread = { '@type': 'Product', name: 'Rye', image: '/rye.jpg', description: 'Dark.' };
    expect(gaps({ ...bread, offers: offer })).toEqual([]);
    expect(gaps({ ...bread, name: ' ' })).toEqual([
      'Product: name,offers or review or aggregateRating | ',
    ]);
  });

  it('is looked for in lists, in graphs, and in other items', () => {
    expect(gaps([{ '@graph': [{ '@type': 'Recipe', name: 'Rye' }] }])).toEqual([
      'Recipe: image | author,recipeIngredient,recipeInstructions,totalTime',
    ]);
    expect(
      gaps({ '@type': 'FAQPage', mainEntity: [{ '@type': 'Question', name: 'Why?' }] }),
    ).toEqual(['Question: acceptedAnswer or suggestedAnswer | ']);
  });

  it('may name another item in passing', () => {
    const author = { '@type': 'Organization', name: 'The Mill' };
    const article = { headline: 'Rye', image: '/r.jpg', datePublished: '2026-11-02', author };
    expect(gaps({ '@type': 'BlogPosting', ...article })).toEqual([]);
    expect(gaps({ '@type': 'WebSite', '@id': 'https://mill.example/#site' })).toEqual([]);
  });

  it('may write its type as an address, or several', () => {
    expect(gaps({ '@type': 'https://schema.org/BreadcrumbList' })).toHaveLength(0);
    expect(gaps({ '@type': ['Thing', 'schema:BreadcrumbList'], name: 'Trail' })).toEqual([
      'BreadcrumbList: itemListElement | ',
    ]);
  });

  it('of types that nobody lists is left alone', () => {
    expect(gaps({ '@type': 'Bakery9', name: '' })).toEqual([]);
    expect(gaps({ '@type': 'constructor', name: '' })).toEqual([]);
    expect(gaps({ '@type': 7, name: '' })).toEqual([]);
  });

  it('that is no JSON says where it breaks', () => {
    expect(readBlock('{"@type": "Product",}')).toMatchObject({ ok: false });
    expect(readBlock('')).toMatchObject({ ok: false });
    expect(readBlock('"Product"')).toEqual({
      ok: false,
      why: 'it is neither an object nor a list',
    });
  });

  it('never throws, however deep', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        expect(readBlock(json)).toBeDefined();
      }),
    );
    expect(readBlock(`${'['.repeat(5000)}${']'.repeat(5000)}`)).toBeDefined();
  });
});
