import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forJson } from '../../../src/core/encode/json.ts';

describe('JSON that is safe to look at', () => {
  it('is indented by two spaces', () => {
    expect(forJson({ a: [1] })).toBe('{\n  "a": [\n    1\n  ]\n}');
  });

  it('writes what is not seen as an escape', () => {
    expect(forJson('\x1b\x9b\u202e\u{e0041}é')).toBe('"\\u001b\\u009b\\u202e\\udb40\\udc41é"');
  });

  it('parses back to the same value', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(JSON.parse(forJson({ [text]: text }))).toEqual({ [text]: text });
      }),
    );
  });
});
