import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allowanceOfNamedUrl,
  bareHost,
  isPublicAddress,
  portOf,
  targetAllowed,
} from '../../src/gather/address-policy.ts';
import { address4, address6, publicByRegistry } from '../support/special-addresses.ts';

describe('the addresses that anybody may reach', () => {
  it('are those of IPv4 that stand in no special-purpose registry', () => {
    fc.assert(
      fc.property(address4, (address) => {
        expect(isPublicAddress(address)).toBe(publicByRegistry(address));
      }),
    );
  });

  it('are those of IPv6 that were given out and stand in no special-purpose registry', () => {
    fc.assert(
      fc.property(address6, (address) => {
        expect(isPublicAddress(address)).toBe(publicByRegistry(address));
      }),
    );
  });

  it('are what an IPv6 address carries, where it only carries one of IPv4', () => {
    fc.assert(
      fc.property(address4, (address) => {
        for (const carrier of [`::ffff:${address}`, `64:ff9b::${address}`]) {
          expect(isPublicAddress(carrier)).toBe(isPublicAddress(address));
        }
      }),
    );
  });

  it.each(['8.8.8.8', '1.1.1.1', '2606:4700::1111', '2a00:1450::1', '64:ff9b::8.8.8.8'])(
    'hold %s',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  it.each([
    '169.254.169.254',
    'fd00:ec2::254',
    'fe80::1%eth0',
    '::ffff:0:127.0.0.1',
    '4000::1',
    '',
  ])('do not hold %j', (address) => expect(isPublicAddress(address)).toBe(false));

  it('hold nothing that is no address', () => {
    fc.assert(fc.property(fc.string(), (text) => typeof isPublicAddress(text) === 'boolean'));
    expect(isPublicAddress('example.com')).toBe(false);
    expect(isPublicAddress('010.8.8.8')).toBe(false);
  });
});

describe('a URL', () => {
  /** Every way to write an IPv4 address that the URL standard knows. */
  const spellings = fc
    .tuple(
      fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 3, maxLength: 3 }),
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.constantFrom(10, 8, 16), { minLength: 4, maxLength: 4 }),
      fc.constantFrom('', '.', '。', '．'),
      fc.constantFrom((text: string) => text, fullWidth, percentEncoded),
    )
    .map(([rest, parts, bases, end, disguise]) => {
      const bytes = [127, ...rest];
      const head = bytes.slice(0, parts - 1);
      const last = bytes.slice(parts - 1).reduce((sum, byte) => sum * 256 + byte, 0);
      const host = [...head, last].map((number, index) => inBase(number, bases[index] ?? 10));
      return disguise(host.join('.')) + end;
    });

  it('of loopback is seen through in every spelling', () => {
    fc.assert(
      fc.property(spellings, (host) => {
        const url = `http://${host}:8080/`;
        expect(bareHost(new URL(url).hostname)).toMatch(/^127\./);
        expect(targetAllowed(url, [])).toBe(false);
        expect(targetAllowed(url, ['127.0.0.0/8'])).toBe(true);
      }),
    );
  });

  it('of localhost is seen through in every spelling', () => {
    for (const host of [
      'localhost',
      'LOCALHOST',
      'localhost.',
      'ｌｏｃａｌｈｏｓｔ',
      'a.b.localhost',
    ]) {
      expect(targetAllowed(`http://${host}/`, [])).toBe(false);
      expect(targetAllowed(`http://${host}/`, ['127.0.0.1'])).toBe(true);
      expect(targetAllowed(`http://${host}/`, ['::1'])).toBe(true);
    }
  });

  it('of a name says nothing: its addresses are judged when they are known', () => {
    for (const host of ['shop.example', 'localhost.example', 'notlocalhost', '127.0.0.1.example']) {
      expect(targetAllowed(`https://${host}/`, [])).toBe(true);
    }
  });

  it('that an engineer names is permission for its own host and port', () => {
    expect(allowanceOfNamedUrl('http://127.0.0.1:8080/a')).toEqual(['127.0.0.1:8080']);
    expect(allowanceOfNamedUrl('https://[::1]/')).toEqual(['[::1]:443']);
    expect(allowanceOfNamedUrl('http://localhost/')).toEqual(['localhost:80']);
    expect(allowanceOfNamedUrl('http://shop_1.localhost/')).toEqual(['shop_1.localhost:80']);
    expect(allowanceOfNamedUrl('https://8.8.8.8/')).toEqual([]);
    expect(allowanceOfNamedUrl('https://staging.internal/')).toEqual([]);
  });

  it('that an engineer names is itself allowed, and nothing beside it', () => {
    const host = fc.oneof(
      address4,
      fc.ipV6().map((address) => `[${address}]`),
      spellings,
    );
    const port = fc.integer({ min: 1, max: 65_535 });
    fc.assert(
      fc.property(host, port, address4, (named, at, other) => {
        const url = `http://${named}:${at}/`;
        const allowed = allowanceOfNamedUrl(url);
        expect(targetAllowed(url, allowed)).toBe(true);
        fc.pre(new URL(url).hostname !== other);
        expect(targetAllowed(`http://${other}:${at}/`, allowed)).toBe(isPublicAddress(other));
        const beside = (portOf(url) % 65_535) + 1;
        expect(targetAllowed(`http://${named}:${beside}/`, allowed)).toBe(allowed.length === 0);
      }),
    );
  });

  it('has the port of its scheme where it names none', () => {
    expect(['http://a/', 'https://a/', 'https://a:80/', 'http://a:80/'].map(portOf)).toEqual([
      80, 443, 80, 80,
    ]);
  });
});

function inBase(number: number, base: number): string {
  const prefix = base === 16 ? '0x' : base === 8 ? '0' : '';
  return prefix + number.toString(base);
}

function fullWidth(text: string): string {
  return text.replace(/[0-9a-fx]/g, (character) =>
    String.fromCharCode(character.charCodeAt(0) + 0xfee0),
  );
}

function percentEncoded(text: string): string {
  return text.replace(/\d/g, (digit) => `%3${digit}`);
}
