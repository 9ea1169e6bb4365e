import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressPolicy, isPublicAddress, parseAllowance } from '../../src/gather/address-policy.ts';
import { address4, address6, blockList, carriesIPv4 } from '../support/special-addresses.ts';

const ipv6 = fc.ipV6();

describe('an allowance', () => {
  it('of an address holds for that address at any port', () => {
    const policy = addressPolicy(['10.0.0.5', 'fd00::5']);
    expect(policy('10.0.0.5', 'any.example', 443)).toBe(true);
    expect(policy('::ffff:10.0.0.5', 'any.example', 443)).toBe(true);
    expect(policy('fd00:0::5', 'any.example', 80)).toBe(true);
    expect(policy('10.0.0.6', 'any.example', 443)).toBe(false);
  });

  it.each([
    ['10.0.0.0/8', '10.255.255.255', '11.0.0.0'],
    ['192.168.4.0/23', '192.168.5.9', '192.168.6.0'],
    ['10.1.2.3/32', '10.1.2.3', '10.1.2.2'],
    ['fd00:1::/32', 'fd00:1:ffff::1', 'fd00:2::1'],
    ['fe80::/10', 'fe80::1%eth0', 'fec0::1'],
    ['::ffff:10.0.0.0/104', '10.9.9.9', '127.0.0.1'],
    ['0.0.0.0/0', '127.0.0.1', '::1'],
    ['::/0', '::1', '127.0.0.1'],
  ])('of %s holds for %s and not for %s', (range, inside, outside) => {
    const known = (address: string) => isPublicAddress(address);
    expect(addressPolicy([range])(inside, 'any.example', 443)).toBe(true);
    expect(addressPolicy([range])(outside, 'any.example', 443)).toBe(known(outside));
  });

  it('of a range holds for the addresses in it and for no other that is not public', () => {
    fc.assert(
      fc.property(address4, fc.integer({ min: 0, max: 32 }), address4, (base, bits, address) => {
        const range = `${base}/${bits}`;
        const expected = isPublicAddress(address) || blockList([range]).check(address, 'ipv4');
        expect(addressPolicy([range])(address, 'any.example', 443)).toBe(expected);
      }),
    );
    fc.assert(
      fc.property(address6, fc.integer({ min: 0, max: 128 }), address6, (base, bits, address) => {
        fc.pre(!carriesIPv4(base) && !carriesIPv4(address));
        const range = `${base}/${bits}`;
        const expected = isPublicAddress(address) || blockList([range]).check(address, 'ipv6');
        expect(addressPolicy([range])(address, 'any.example', 443)).toBe(expected);
      }),
    );
  });

  it('of a host and port holds for both together, whatever the name leads to', () => {
    const policy = addressPolicy(['staging.internal:8443', '[::1]:80', '[0:0::0:2]:80']);
    expect(policy('10.0.0.5', 'staging.internal', 8443)).toBe(true);
    expect(policy('10.0.0.5', 'STAGING.internal.', 8443)).toBe(true);
    expect(policy('::1', '[::1]', 80)).toBe(true);
    expect(policy('::2', '::2', 80)).toBe(true);
    expect(policy('10.0.0.5', 'staging.internal', 443)).toBe(false);
    expect(policy('10.0.0.5', 'other.internal', 8443)).toBe(false);
    expect(policy('10.0.0.5', 'evil.staging.internal', 8443)).toBe(false);
    expect(policy('::1', 'localhost', 80)).toBe(false);
  });

  it('of a host and port never gives another host or port anything', () => {
    const host = fc.domain();
    const port = fc.integer({ min: 1, max: 65_535 });
    fc.assert(
      fc.property(host, port, host, port, address4, (named, at, other, otherPort, address) => {
        const policy = addressPolicy([`${named}:${at}`]);
        expect(policy(address, named, at)).toBe(true);
        if (other.toLowerCase() === named.toLowerCase() && otherPort === at) return;
        expect(policy(address, other, otherPort)).toBe(isPublicAddress(address));
      }),
    );
  });

  it.each([
    ...['', ':', 'host', 'host:', ':80', 'host:0', 'host:65536', 'host:80x', 'http://host:80'],
    ...['10.0.0.0/33', '10.0.0/8', '10.0.0.0/', '10.0.0.0/-1', '10.0.0.0/8/8', 'fd00::/129'],
    ...['10.0.0.1-10.0.0.9', '*', '*:80', 'a b:80', '[::1', '::1]:80', '10.0.0.0/ 8', 'host:80/8'],
  ])('%j is none', (text) => {
    expect(parseAllowance(text)).toBeNull();
    expect(addressPolicy([text])('127.0.0.1', 'host', 80)).toBe(false);
  });

  it('may be any text without harm', () => {
    const parts = fc.constantFrom(
      ...'0 1 9 . : / % [ ] a f g - 255 ffff :: eth0 64:ff9b'.split(' '),
    );
    const near = fc.array(parts, { maxLength: 12 }).map((list) => list.join(''));
    const zoned = fc.tuple(ipv6, fc.string(), near).map(([a, zone, end]) => `${a}%${zone}${end}`);
    fc.assert(
      fc.property(fc.oneof(fc.string(), near, zoned, ipv6), (text) => {
        parseAllowance(text);
        addressPolicy([text])(text, text, 80);
        isPublicAddress(text);
      }),
    );
  });
});
