import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTarget } from '../../src/cli/target.ts';

describe('a URL', () => {
  it.each([
    ['https://shop.example', 'https://shop.example/'],
    ['HTTP://Shop.Example:80/a?b=c#d', 'http://shop.example/a?b=c'],
    ['shop.example', 'https://shop.example/'],
    ['shop.example/path?q=1', 'https://shop.example/path?q=1'],
    ['shop.example:8443/x', 'https://shop.example:8443/x'],
    ['intranet:8080', 'https://intranet:8080/'],
    ['localhost', 'http://localhost/'],
    ['localhost:3000/health', 'http://localhost:3000/health'],
    ['127.0.0.1:8080', 'http://127.0.0.1:8080/'],
    ['[::1]:8080', 'http://[::1]:8080/'],
    ['localhost.example', 'https://localhost.example/'],
    ['203.0.113.7', 'https://203.0.113.7/'],
    ['münchen.example', 'https://xn--mnchen-3ya.example/'],
    ['shop.example/a@b', 'https://shop.example/a@b'],
  ])('%s', (text, url) => expect(readTarget(text)).toEqual({ url }));
});

describe('the id of a site', () => {
  it.each(['shop', 'acme-corp', 'Shop', 'my_site', '42', 'localhost-shop'])('%s', (id) =>
    expect(readTarget(id)).toEqual({ id }),
  );
});

describe('neither', () => {
  it.each([
    ['ftp://shop.example', 'only http and https can be checked, not ftp'],
    ['file:///etc/passwd', 'only http and https can be checked, not file'],
    ['javascript:alert(1)', 'only http and https can be checked, not javascript'],
    ['mailto:shop', 'only http and https can be checked, not mailto'],
    ['', 'is neither the id of a site nor a URL'],
    ['my shop', 'is neither'],
    ['https://', 'is neither'],
    ['https://..', 'is neither'],
    ['../../x', 'is neither'],
    ['./config', 'is neither'],
    ['/etc/passwd', 'is neither'],
    ['\\\\server\\share', 'is neither'],
    ['shop.example:99999', 'is neither'],
    ['https://[::1', 'is neither'],
  ])('%j', (text, message) => {
    expect(readTarget(text)).toEqual({ error: expect.stringContaining(message) });
  });

  it.each([
    'https://admin:hunter2@shop.example',
    'https://hunter2@shop.example/path',
    'ftp://admin:hunter2@shop.example',
    'admin:hunter2@shop.example',
    'hunter2@shop.example:8443',
  ])('credentials, which are not repeated: %s', (text) => {
    const target = readTarget(text);
    expect(target).toEqual({ error: expect.stringContaining('checks.uptime.headers') });
    expect(JSON.stringify(target)).not.toContain('hunter2');
  });

  it('what could steer the terminal is shown harmless', () => {
    expect(readTarget('x:\u001b[2J')).toEqual({ error: expect.stringContaining('\\x1b[2J') });
  });
});

describe('any text', () => {
  it('is an id, an http URL that means the same again, or one line of what is wrong', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl(), fc.domain()), (text) => {
        const target = readTarget(text);
        if ('url' in target) {
          expect(target.url).toMatch(/^https?:\/\/[^@]+$|^https?:\/\/[^/@]+\//);
          expect(readTarget(target.url)).toEqual(target);
        } else if ('id' in target) expect(target.id).toBe(text);
        else expect(target.error).not.toMatch(/\n/);
      }),
    );
  });
});
