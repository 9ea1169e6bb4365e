import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { invisible } from '../../../src/core/encode/invisible.ts';
import {
  forMailHeader,
  forMailHtml,
  forMailText,
  quoteForMail,
} from '../../../src/core/encode/mail.ts';

const anything = fc.string({ unit: 'binary', maxLength: 300 });

describe('text in a mail header', () => {
  it.each([
    [
      'line breaks are folded',
      'down\r\nBcc: everyone@evil.example',
      'down Bcc: everyone@evil.example',
    ],
    ['so are the breaks of Unicode', 'a\u2028b\u0085c', 'a b\\x85c'],
    ['reversed text is made visible', 'a\u202eb', 'a\\u{202e}b'],
    ['an encoded word stays what it looks like', '=?utf-8?Q?a=0Ab?=', '= ?utf-8?Q?a=0Ab?='],
    ['letters of any script stay', 'Größe 漢字 👍', 'Größe 漢字 👍'],
  ])('%s', (_, text, shown) => {
    expect(forMailHeader(text, 120)).toBe(shown);
  });

  it('is one visible line, no longer than it may be', () => {
    fc.assert(
      fc.property(anything, fc.nat(150), (text, max) => {
        const shown = forMailHeader(text, max + 1);
        expect(shown.length).toBeLessThanOrEqual(max + 1);
        expect(shown.match(invisible)).toBeNull();
        expect(shown).not.toContain('=?');
      }),
    );
  });
});

describe('text in a mail body', () => {
  it('keeps its lines and shows everything else', () => {
    expect(forMailText('a\r\nb\rc\nd\te\x1b[31m', 100)).toBe('a\nb\nc\nd e\\x1b[31m');
  });

  it('has no invisible character but line feeds, and no more than it may', () => {
    fc.assert(
      fc.property(anything, fc.nat(150), (text, max) => {
        const shown = forMailText(text, max);
        expect(shown.length).toBeLessThanOrEqual(max);
        expect(shown.replaceAll('\n', '').match(invisible)).toBeNull();
      }),
    );
  });

  it('is marked as a quotation line by line', () => {
    expect(quoteForMail('down\nAcknowledge: https://evil.example', 100)).toBe(
      '> down\n> Acknowledge: https://evil.example',
    );
    fc.assert(
      fc.property(anything, fc.integer({ min: 20, max: 150 }), (text, max) => {
        const quoted = quoteForMail(text, max);
        expect(quoted.length).toBeLessThanOrEqual(max);
        for (const line of quoted.split('\n').slice(0, -1)) expect(line).toMatch(/^> /);
      }),
    );
  });
});

describe('a body in HTML', () => {
  it('holds no markup of its text', () => {
    expect(forMailHtml(`<img src=x onerror="a('b')">&`)).toContain(
      '&lt;img src=x onerror=&quot;a(&#39;b&#39;)&quot;&gt;&amp;</pre>',
    );
  });
});
