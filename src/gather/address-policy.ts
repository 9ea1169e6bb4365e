import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** One entry of `network.allowPrivate`, understood. */
type Allowance =
  | { readonly kind: 'target'; readonly host: string; readonly port: number }
  | { readonly kind: 'range'; readonly base: Address; readonly bits: number };

/** Decides whether an address that was resolved for a host and port may be contacted. */
export type AddressPolicy = (address: string, host: string, port: number) => boolean;

/** A site's list is the same object in every visit, and reading it costs more than asking it. */
const policies = new WeakMap<readonly string[], AddressPolicy>();

/**
 * Public addresses are open to every site. Everything else (private, loopback, link-local and so
 * cloud metadata, shared, reserved, multicast: the special-purpose registries of RFC 6890) needs an
 * entry in `allowPrivate`. Entries that make no sense allow nothing.
 */
export function addressPolicy(allowPrivate: readonly string[]): AddressPolicy {
  const policy = policies.get(allowPrivate) ?? policyOf(allowPrivate);
  policies.set(allowPrivate, policy);
  return policy;
}

function policyOf(allowPrivate: readonly string[]): AddressPolicy {
  const allowances = allowPrivate.flatMap((text) => parseAllowance(text) ?? []);
  return (text, host, port) => {
    const address = parseAddress(text);
    if (address === null) return false;
    return isPublic(address) || allowances.some((entry) => allows(entry, address, host, port));
  };
}

/** Whether the address is one that anybody on the internet could reach. */
export function isPublicAddress(text: string): boolean {
  const address = parseAddress(text);
  return address !== null && isPublic(address);
}

/** Understands `host:port`, `[v6]:port`, an address or a CIDR range; null for anything else. */
export function parseAllowance(text: string): Allowance | null {
  const target = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+):(\d{1,5})$/i.exec(text);
  if (target?.[1] && target[2]) {
    const port = Number(target[2]);
    return port >= 1 && port <= 65_535 ? { kind: 'target', host: bareHost(target[1]), port } : null;
  }
  // A zone id (RFC 4007, 11) means something on one machine only.
  if (text.includes('%')) return null;
  const [, base = '', bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const address = literalAddress(base);
  return address && rangeOf(address, bits === undefined ? null : Number(bits));
}

/**
 * Whether a URL may be contacted as far as its text tells: false for a literal address that is not
 * public, and for `localhost` (RFC 6761, 6.3), without an entry in `allowPrivate`. Names are
 * judged again at connect time, by the addresses they resolve to.
 */
export function targetAllowed(url: string, allowPrivate: readonly string[]): boolean {
  const { hostname } = new URL(url);
  const host = bareHost(hostname);
  const addresses = isIP(host) > 0 ? [host] : isLocalhost(host) ? ['127.0.0.1', '::1'] : null;
  const allowed = addressPolicy(allowPrivate);
  return addresses === null || addresses.some((address) => allowed(address, host, portOf(url)));
}

/**
 * What an engineer allows by naming a URL: its own host and port, where it is a literal address or
 * `localhost`. A name that merely resolves to such an address is not permission.
 */
export function allowanceOfNamedUrl(url: string): readonly string[] {
  return targetAllowed(url, []) ? [] : [`${new URL(url).hostname}:${portOf(url)}`];
}

/** The port of an http or https URL, with the scheme's default where none is written. */
export function portOf(url: string): number {
  const { port, protocol } = new URL(url);
  return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
}

/** A host without the brackets and the spellings of an IPv6 literal, the final dot, and upper case. */
export function bareHost(hostname: string): string {
  const host = hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase();
  return literalAddress(host)?.toString() ?? host;
}

function isLocalhost(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost');
}

function parseAddress(text: string): Address | null {
  const address = literalAddress(text);
  return address && innermost(address);
}

/** An address as the system writes it, without its zone; none of the spellings that only URLs know. */
function literalAddress(text: string): Address | null {
  const [address = ''] = text.split('%');
  if (isIP(address) !== 6) return isIP(address) === 4 ? ipaddr.parse(address) : null;
  // In hexadecimal, for the library takes `::8.8.8.8` for `::ffff:8.8.8.8`.
  return ipaddr.parse(new URL(`http://[${address}]`).hostname.slice(1, -1));
}

/** The IPv4 address inside an IPv6 one that only carries it: mapped (RFC 4291) or NAT64 (RFC 6052). */
function innermost(address: Address): Address {
  if (!(address instanceof ipaddr.IPv6)) return address;
  if (address.isIPv4MappedAddress()) return address.toIPv4Address();
  const isNat64 = address.match(ipaddr.IPv6.parse('64:ff9b::'), 96);
  return isNat64 ? new ipaddr.IPv4(address.toByteArray().slice(12)) : address;
}

/** IPv6 has been given out from 2000::/3 alone; the rest is special or not in use (IANA registry). */
const globalIPv6 = ipaddr.IPv6.parse('2000::');

function isPublic(address: Address): boolean {
  if (address instanceof ipaddr.IPv6 && !address.match(globalIPv6, 3)) return false;
  return address.range() === 'unicast';
}

function rangeOf(address: Address, bits: number | null): Allowance | null {
  const width = widthOf(address);
  if (bits !== null && bits > width) return null;
  const base = innermost(address);
  const carrierBits = width - widthOf(base);
  return { kind: 'range', base, bits: Math.max((bits ?? width) - carrierBits, 0) };
}

function widthOf(address: Address): number {
  return address.kind() === 'ipv4' ? 32 : 128;
}

function allows(entry: Allowance, address: Address, host: string, port: number): boolean {
  if (entry.kind === 'target') return entry.host === bareHost(host) && entry.port === port;
  if (entry.base instanceof ipaddr.IPv4) {
    return address instanceof ipaddr.IPv4 && address.match(entry.base, entry.bits);
  }
  return address instanceof ipaddr.IPv6 && address.match(entry.base, entry.bits);
}
