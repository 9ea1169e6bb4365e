import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** One entry of `network.allowPrivate`, understood. */
type Allowance =
  | { readonly kind: 'target'; readonly host: string; readonly port: number }
  | { readonly kind: 'range'; readonly base: Address; readonly bits: number };

/** Decides whether an address that was resolved for a host and port may be contacted. */
export type AddressPolicy = (address: string, host: string, port: number) => boolean;

/**
 * Public addresses are open to every site. Everything else (private, loopback, link-local and so
 * cloud metadata, shared, reserved, multicast: the special-purpose registries of RFC 6890) needs an
 * entry in `allowPrivate`. Entries that make no sense allow nothing.
 */
export function addressPolicy(allowPrivate: readonly string[]): AddressPolicy {
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
  const target = /^(\[[0-9a-f:.]+\]|[a-z0-9.-]+):(\d{1,5})$/i.exec(text);
  if (target?.[1] && target[2]) {
    const port = Number(target[2]);
    return port >= 1 && port <= 65_535 ? { kind: 'target', host: bareHost(target[1]), port } : null;
  }
  const address = text.split('/')[0] ?? '';
  if (isIP(address) === 0) return null;
  if (address === text) return rangeOf(ipaddr.parse(text), null);
  if (!ipaddr.isValidCIDR(text)) return null;
  const [base, bits] = ipaddr.parseCIDR(text);
  return rangeOf(base, bits);
}

/**
 * Whether a URL may be contacted as far as its text tells: false for a literal address that is not
 * public, and for `localhost` (RFC 6761, 6.3), without an entry in `allowPrivate`. Names are
 * judged again at connect time, by the addresses they resolve to.
 */
export function targetAllowed(url: string, allowPrivate: readonly string[]): boolean {
  const { hostname } = new URL(url);
  const host = bareHost(hostname);
  const address = isIP(host) > 0 ? host : isLocalhost(host) ? '127.0.0.1' : null;
  return address === null || addressPolicy(allowPrivate)(address, host, portOf(url));
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

/** A host name without the brackets of an IPv6 literal, the final dot, and upper case. */
export function bareHost(hostname: string): string {
  return hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase();
}

function isLocalhost(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost');
}

function parseAddress(text: string): Address | null {
  return isIP(text) > 0 ? innermost(ipaddr.parse(text)) : null;
}

/** The IPv4 address inside an IPv6 one that only carries it: mapped (RFC 4291) or NAT64 (RFC 6052). */
function innermost(address: Address): Address {
  if (!(address instanceof ipaddr.IPv6)) return address;
  if (address.isIPv4MappedAddress()) return address.toIPv4Address();
  const isNat64 = address.match(ipaddr.IPv6.parse('64:ff9b::'), 96);
  return isNat64 ? new ipaddr.IPv4(address.toByteArray().slice(12)) : address;
}

function isPublic(address: Address): boolean {
  return address.range() === 'unicast';
}

function rangeOf(base: Address, bits: number | null): Allowance {
  const inner = innermost(base);
  const shift = inner === base ? 0 : 96;
  const full = inner.kind() === 'ipv4' ? 32 : 128;
  return { kind: 'range', base: inner, bits: bits === null ? full : Math.max(bits - shift, 0) };
}

function allows(entry: Allowance, address: Address, host: string, port: number): boolean {
  if (entry.kind === 'target') return entry.host === bareHost(host) && entry.port === port;
  if (entry.base instanceof ipaddr.IPv4) {
    return address instanceof ipaddr.IPv4 && address.match(entry.base, entry.bits);
  }
  return address instanceof ipaddr.IPv6 && address.match(entry.base, entry.bits);
}
