import { BlockList } from 'node:net';
import fc from 'fast-check';

/**
 * The oracle: every block of IANA's special-purpose address registries (RFC 6890 and its updates,
 * 2025), globally reachable or not, and multicast.
 */
const special4 = [
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24',
  '192.0.2.0/24 192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24',
  '198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4',
];
const special6 = [
  '::/128 ::1/128 ::ffff:0:0/96 64:ff9b::/96 64:ff9b:1::/48 100::/64 100:0:0:1::/64 2001::/23',
  '2001:db8::/32 2002::/16 2620:4f:8000::/48 3fff::/20 5f00::/16 fc00::/7 fe80::/10 ff00::/8',
];
const blocks4 = special4.join(' ').split(' ');
const blocks6 = special6.join(' ').split(' ');

const special = { ipv4: blockList(blocks4), ipv6: blockList(blocks6) };
const carriers = blockList(['::ffff:0:0/96', '64:ff9b::/96']);
/** What IANA has given out for use on the internet. */
const inUse = blockList(['2000::/3']);

/** A list of these ranges. */
export function blockList(blocks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const block of blocks) {
    const [base = '', bits] = block.split('/');
    list.addSubnet(base, Number(bits), base.includes(':') ? 'ipv6' : 'ipv4');
  }
  return list;
}

/** Any address, and often one that lies in or beside a special block. */
export const address4 = fc.oneof(
  fc.ipV4(),
  fc.constantFrom(...blocks4).chain((block) => near4(block)),
);
/** The same for IPv6. */
export const address6 = fc.oneof(
  fc.ipV6(),
  fc
    .tuple(fc.constantFrom(...blocks6, '2000::/3', '2600::/12'), fc.ipV6())
    .map(([block, other]) => graft(block, other)),
);

function near4(block: string): fc.Arbitrary<string> {
  const [base = '', bits] = block.split('/');
  const start = base.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = 2 ** (32 - Number(bits));
  return fc
    .oneof(fc.constantFrom(-1, 0, size - 1, size), fc.integer({ min: 0, max: size - 1 }))
    .map((offset) => Math.min(Math.max(start + offset, 0), 2 ** 32 - 1))
    .map((value) => [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.'));
}

/** An address with the first groups of a block and the last of another address. */
function graft(block: string, other: string): string {
  const [base = '', bits] = block.split('/');
  const kept = Math.floor(Number(bits) / 16);
  const [head, tail] = [groups(base), groups(other)];
  return [...head.slice(0, Math.max(kept, 1)), ...tail.slice(Math.max(kept, 1))].join(':');
}

/** The eight groups of an IPv6 address, as the URL parser writes it. */
function groups(address: string): readonly string[] {
  const [left = '', right] = new URL(`http://[${address}]/`).hostname.slice(1, -1).split('::');
  const before = left === '' ? [] : left.split(':');
  const after = right === undefined || right === '' ? [] : right.split(':');
  return [...before, ...Array(8 - before.length - after.length).fill('0'), ...after];
}

/** The last 32 bits of an IPv6 address, as an IPv4 one. */
function carried(address: string): string {
  const bytes = groups(address)
    .slice(6)
    .map((group) => Number.parseInt(group, 16))
    .flatMap((group) => [group >> 8, group % 256]);
  return bytes.join('.');
}

/** Whether anybody may reach an address, by the registries alone. */
export function publicByRegistry(address: string): boolean {
  if (!address.includes(':')) return !special.ipv4.check(address, 'ipv4');
  if (carriesIPv4(address)) return publicByRegistry(carried(address));
  return inUse.check(address, 'ipv6') && !special.ipv6.check(address, 'ipv6');
}

/** Whether an IPv6 address only carries one of IPv4: mapped (RFC 4291) or NAT64 (RFC 6052). */
export function carriesIPv4(address: string): boolean {
  return carriers.check(address, 'ipv6');
}
