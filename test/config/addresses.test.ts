import { describe, expect, it } from 'vitest';
import { isAllowPrivateEntry } from '../../src/config/addresses.ts';
import { parseAllowance } from '../../src/gather/address-policy.ts';

const good = [
  '10.0.0.5:8443',
  'staging.internal:443',
  'localhost:3000',
  '[::1]:8080',
  '10.0.0.5',
  'fd00::1',
  '10.0.0.0/8',
  'fd00::/8',
];
const bad = [
  '',
  'staging.internal',
  '10.0.0.5:0',
  '10.0.0.5:70000',
  '10.0.0.256:80',
  '10.0.0.0/33',
  '10.0.0.0/',
  'fd00::/129',
  '10.0.0.0/8/8',
  'http://10.0.0.5',
  'a b:80',
  '-a:80',
  'fe80::1%eth0',
  '::1:8080:x',
];

describe('an entry of network.allowPrivate', () => {
  it.each(good)('%s is one, and the network guard understands it', (entry) => {
    expect(isAllowPrivateEntry(entry)).toBe(true);
    expect(parseAllowance(entry)).not.toBeNull();
  });

  it.each(bad)('%s is none', (entry) => {
    expect(isAllowPrivateEntry(entry)).toBe(false);
  });
});
