import type { FailureCode } from '../../core/failure-codes.ts';
import { oneLine } from '../../core/text.ts';
import { addressRefused } from './lookup.ts';

const byCode: Readonly<Record<string, FailureCode>> = {
  ENOTFOUND: 'host-not-resolved',
  EAI_AGAIN: 'host-not-resolved',
  EAI_FAIL: 'host-not-resolved',
  EAI_NODATA: 'host-not-resolved',
  EAI_NONAME: 'host-not-resolved',
  ECONNREFUSED: 'connection-refused',
  ECONNRESET: 'connection-reset',
  ECONNABORTED: 'connection-reset',
  EPIPE: 'connection-reset',
  EHOSTUNREACH: 'host-unreachable',
  EHOSTDOWN: 'host-unreachable',
  EADDRNOTAVAIL: 'host-unreachable',
  ENETUNREACH: 'network-down',
  ENETDOWN: 'network-down',
  ETIMEDOUT: 'timed-out',
  EMFILE: 'out-of-resources',
  ENFILE: 'out-of-resources',
  ENOBUFS: 'out-of-resources',
  ENOMEM: 'out-of-resources',
  HPE_HEADER_OVERFLOW: 'header-overflow',
  [addressRefused]: 'address-not-public',
  CARETAKER_UNWANTED_UPGRADE: 'protocol-error',
};

/** For an answer 101, after which no answer to the request would ever come. */
export function unwantedUpgrade(): Error {
  const message = 'the server switched to another protocol, for which nobody had asked';
  return Object.assign(new Error(message), { code: 'CARETAKER_UNWANTED_UPGRADE' });
}

/** What went wrong with one request, in the words of the one table of codes. */
export function failureOfError(error: unknown): { code: FailureCode; message: string } {
  const { code, message } = describeError(error);
  return { code: byCode[code] ?? byPattern(code), message: oneLine(message, 500) };
}

/**
 * Whether a handshake failed over the certificate or the protocol, so that a look which ignores both
 * may still get through.
 */
export function isTlsFault(error: unknown): boolean {
  const { code } = describeError(error);
  return (
    /^(ERR_TLS_|ERR_SSL_|ERR_OSSL_|CERT_|CRL_|UNABLE_TO_|ERROR_IN_CERT_)/.test(code) ||
    tlsCodes.has(code)
  );
}

/** Error code and message; of several attempts (IPv6 and IPv4) the most telling. */
export function describeError(error: unknown): { code: string; message: string } {
  const cause = (error as { cause?: unknown } | null)?.cause;
  const attempts = [error, cause].find((each) => each instanceof AggregateError)?.errors ?? [];
  if (attempts.length > 0) return describeError(attempts.findLast(tellsOfServer) ?? attempts[0]);
  const { code, message } = error as NodeJS.ErrnoException;
  return {
    code: code ?? (error as Error).name ?? 'UNKNOWN',
    message: withoutOpenSslPath(message ?? String(error)),
  };
}

/** That a machine without IPv6 cannot reach the server by IPv6 tells nothing about the server. */
function tellsOfServer(error: unknown): boolean {
  return !noRoute.has((error as NodeJS.ErrnoException).code ?? '');
}

const noRoute: ReadonlySet<string> = new Set([
  'EADDRNOTAVAIL',
  'EAFNOSUPPORT',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
]);

/** OpenSSL's errors name source files and thread ids; only the reason means something to a reader. */
function withoutOpenSslPath(message: string): string {
  const reason = /SSL routines:[^:]*:([^:]+)/.exec(message)?.[1];
  return reason === undefined ? message : `TLS handshake failed: ${reason}`;
}

/** Codes of OpenSSL's certificate verification and of the handshake that share no prefix. */
const tlsCodes: ReadonlySet<string> = new Set([
  'EPROTO',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'HOSTNAME_MISMATCH',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
  'UNSPECIFIED',
  'UNSUPPORTED_CERTIFICATE_PURPOSE',
]);

function byPattern(code: string): FailureCode {
  return code.startsWith('HPE_') ? 'protocol-error' : 'internal';
}
