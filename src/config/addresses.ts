import { isIP } from 'node:net';

/** What an entry of `network.allowPrivate` looks like, for error messages. */
export const allowPrivateExample =
  '`10.0.0.5:8443`, `staging.internal:443`, `10.0.0.5` or `10.0.0.0/8`';

/** True for `host:port` (an IPv6 host in brackets), a bare address, or a CIDR range. */
export function isAllowPrivateEntry(entry: string): boolean {
  if (entry.includes('%')) return false;
  if (isIP(entry) !== 0) return true;
  const [range, bits, ...more] = entry.split('/');
  if (bits !== undefined) {
    const version = isIP(range ?? '');
    return more.length === 0 && version !== 0 && isUpTo(bits, version === 4 ? 32 : 128);
  }
  return isHostAndPort(entry);
}

/** True for `host:port`; an IPv6 host stands in brackets. */
export function isHostAndPort(text: string): boolean {
  const [, host, port] = /^(\[[^\]]+\]|[^:/\s]+):(\d{1,5})$/.exec(text) ?? [];
  if (host === undefined || port === undefined || Number(port) < 1 || Number(port) > 65_535)
    return false;
  if (host.startsWith('[')) return isIP(host.slice(1, -1)) === 6;
  if (/^[\d.]+$/.test(host)) return isIP(host) === 4;
  return isHostName(host);
}

/** Whether a host, as a URL writes it, is reached from this machine only (RFC 6761, 6.3; RFC 1122, 3.2.1.3). */
export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** RFC 1123, 2.1. */
function isHostName(host: string): boolean {
  return host.length <= 253 && host.split('.').every(isLabel);
}

function isLabel(label: string): boolean {
  return /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i.test(label);
}

function isUpTo(digits: string, most: number): boolean {
  return /^\d{1,3}$/.test(digits) && Number(digits) <= most;
}
