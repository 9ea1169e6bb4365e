import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { forXml } from '../../../src/core/encode/xml.ts';

const parser = new XMLParser({
  ignoreAttributes: false,
  trimValues: false,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: { enabled: true, maxTotalExpansions: Infinity, maxExpandedLength: Infinity },
  htmlEntities: true,
});

describe('text in XML', () => {
  it.each([
    [
      'markup is escaped',
      `<a href="x">R&D's</a>`,
      '&lt;a href=&quot;x&quot;&gt;R&amp;D&apos;s&lt;/a&gt;',
    ],
    ['the end of a CDATA section is harmless', ']]>', ']]&gt;'],
    ['line feed and tab stay', 'a\n\tb', 'a\n\tb'],
    ['a carriage return survives parsing', 'a\r\nb', 'a&#xd;\nb'],
    ['forbidden controls are replaced', 'a\0\x08\x1bb\x7f\x9b', 'a���b��'],
    ['so are lone surrogates and non-characters', '\ud800x\udfff\ufffe\uffff', '�x���'],
    ['what is not seen becomes a reference', 'a\u202eb\u{e0041}', 'a&#x202e;b&#xe0041;'],
    ['pairs are left alone', '👍', '👍'],
  ])('%s', (_, text, xml) => {
    expect(forXml(text)).toBe(xml);
  });

  it('holds only characters that XML 1.0 allows, and no bare markup', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const xml = forXml(text);
        expect(xml).toMatch(/^[\t\n\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u);
        expect(xml).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|apos|#x[0-9a-f]+);)/);
      }),
    );
  });

  it('parses back to what went in, in content and in attributes', () => {
    const allowed = fc.string({ unit: fc.constantFrom(...`ab<>&"'];# é漢👍`) });
    fc.assert(
      fc.property(allowed, (text) => {
        const xml = `<r a="${forXml(text)}">|${forXml(text)}|</r>`;
        expect(XMLValidator.validate(xml)).toBe(true);
        expect(parser.parse(xml)).toEqual({ r: { '#text': `|${text}|`, '@_a': text } });
      }),
    );
  });
});
