import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactor } from '../../src/core/redaction.ts';

const secret = fc.string({ minLength: 1, maxLength: 20 }).filter((text) => /[^*]/.test(text));

describe('redaction', () => {
  it('masks a secret wherever it stands', () => {
    expect(redactor(['hunter2']).text('user:hunter2@host, again hunter2')).toBe(
      'user:***@host, again ***',
    );
  });

  it('masks the longest secret first', () => {
    expect(redactor(['abc', 'abcdef']).text('abcdef abc')).toBe('*** ***');
  });

  it.each([
    ['URI-encoded', 'p w/ö', 'https://x.example/?t=p%20w%2F%C3%B6', 'https://x.example/?t=***'],
    ['URI-encoded in lower case', 'p w/ö', 'p%20w%2f%c3%b6', '***'],
    ['as a form field', 'p w/ö', 't=p+w%2F%C3%B6', 't=***'],
    ['JSON-escaped', 'a"b\nc', JSON.stringify({ t: 'a"b\nc' }), '{"t":"***"}'],
    ['in base64', 'hunter2!', btoa('hunter2!'), '***'],
    ['in base64url', '>>>???>>>???', 'Pj4-Pz8_Pj4-Pz8_', '***'],
  ])('masks a secret %s', (_, value, text, masked) => {
    expect(redactor([value]).text(text)).toBe(masked);
  });

  it.each(['', 'u:', 'ab:', 'joe:'])(
    'masks the password in the Basic credentials of %s',
    (user) => {
      const encoded = btoa(`${user}correct horse`);
      const shown = redactor(['correct horse']).text(`Basic ${encoded}`);
      expect(shown).toContain('***');
      expect(shown).not.toContain(encoded.slice(6));
    },
  );

  it('hides nothing for no secret, an empty one, or one that looks like the mask', () => {
    expect(redactor(['', '***', '*']).text('as it *** was')).toBe('as it *** was');
  });

  it('reaches into lists and objects, and leaves other values alone', () => {
    const when = new Date(0);
    const before = {
      url: 'https://x.example/s3cr3t',
      hops: [['x-key', 's3cr3t']],
      ms: 3,
      none: null,
      when,
    };
    expect(redactor(['s3cr3t']).deep(before)).toEqual({
      url: 'https://x.example/***',
      hops: [['x-key', '***']],
      ms: 3,
      none: null,
      when,
    });
  });

  it('lets no secret survive', () => {
    fc.assert(
      fc.property(
        fc.array(secret, { maxLength: 4 }),
        fc.array(fc.string({ maxLength: 9 })),
        (secrets, parts) => {
          const text = parts.flatMap((part, index) => [part, secrets[index % 4] ?? '']).join('');
          const shown = redactor(secrets).text(text);
          for (const each of secrets) expect(shown).not.toContain(each);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.array(secret, { maxLength: 3 }), fc.string(), (secrets, text) => {
        const { text: redact } = redactor(secrets);
        expect(redact(redact(text))).toBe(redact(text));
      }),
    );
  });
});
