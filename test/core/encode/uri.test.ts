import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forUri } from '../../../src/core/encode/uri.ts';

const ajv = new Ajv();
addFormats.default(ajv);
const isUriReference = ajv.compile({ type: 'string', format: 'uri-reference' });

describe('a URI reference of any text', () => {
  it.each([
    ['https://shop.example/cart?x=1#top', 'https://shop.example/cart?x=1#top'],
    ['https://SHOP.example:443/ä b', 'https://shop.example/%C3%A4%20b'],
    ['https://shop.example/100%?q={a|b}#x#y', 'https://shop.example/100%25?q=%7Ba%7Cb%7D#x%23y'],
    ['https://user:secret@shop.example/', 'https://shop.example/'],
    ['not a url', 'not%20a%20url'],
    ['javascript:alert(1)', 'javascript%3Aalert(1)'],
    ['\ud800', '%EF%BF%BD'],
  ])('%j becomes %s', (text, uri) => {
    expect(forUri(text)).toBe(uri);
  });

  it('is one by RFC 3986, whatever came in', () => {
    const piece = fc.string({ unit: 'binary' });
    const text = fc.oneof(
      piece,
      piece.map((path) => `https://shop.example/${path}`),
    );
    fc.assert(
      fc.property(text, (input) => {
        expect(isUriReference(forUri(input))).toBe(true);
      }),
    );
  });
});
