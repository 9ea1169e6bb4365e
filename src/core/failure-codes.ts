/** Whose fault: the target's, ours, or neither because policy forbade the attempt. */
export type Fault = 'target' | 'agent' | 'policy';

interface FailureMeaning {
  readonly fault: Fault;
  /** Whether the same attempt may succeed a moment later. */
  readonly retryable: boolean;
  readonly meaning: string;
  /** What to do about it. */
  readonly remedy: string;
}

const target = { fault: 'target', retryable: true } as const;
const agent = { fault: 'agent', retryable: true } as const;

/** Every reason for which gathering may fail: the one table, printed in docs/failure-codes.md. */
export const failureCodes = {
  'browser-missing': {
    ...agent,
    retryable: false,
    meaning: 'No Chromium was found, or it does not start.',
    remedy: 'Run `caretaker doctor`: it says where it looked and what to install.',
  },
  'browser-lost': {
    ...agent,
    meaning: 'The browser broke while it looked at the page, on a fresh one too.',
    remedy: 'Open the page by hand: it may use all memory or never come to rest. Run with --debug.',
  },
  'audit-too-long': {
    ...agent,
    meaning: 'The page kept the browser busy until the deadline.',
    remedy: 'Open the page by hand and look at what it does all the time; or give it fewer pages.',
  },
  'host-not-resolved': {
    ...target,
    meaning: 'DNS gives no address for the host name.',
    remedy:
      'Check the spelling, the DNS zone and the domain’s expiry. If other sites fail too, run `caretaker doctor`.',
  },
  'connection-refused': {
    ...target,
    meaning: 'The server answers, but nothing listens on the port.',
    remedy: 'Check that the web server runs and listens on this port.',
  },
  'connection-reset': {
    ...target,
    meaning: 'The server closed the connection before it had answered.',
    remedy: 'Look for a crashed worker, a proxy’s limit or a firewall rule in the server’s logs.',
  },
  'host-unreachable': {
    ...target,
    meaning: 'No route leads to the server’s address.',
    remedy:
      'Check the server, its network and whether DNS names the right address. If other sites fail too, run `caretaker doctor`.',
  },
  'timed-out': {
    ...target,
    meaning: 'The deadline passed before the answer was complete.',
    remedy: 'Look at the server’s load, its database and the slowest requests of the last minutes.',
  },
  'tls-failed': {
    ...target,
    meaning:
      'The TLS handshake failed, even for a client that accepts every certificate and old protocol.',
    remedy:
      'Check that the port speaks TLS, and the server’s certificate, key and protocol settings.',
  },
  'protocol-error': {
    ...target,
    meaning: 'What came back is not valid HTTP.',
    remedy: 'Check what listens on this port, and the proxy in front of it.',
  },
  'header-overflow': {
    ...target,
    meaning: 'The response headers are larger than 64 KiB.',
    remedy: 'Look for a cookie or header that grows with every request.',
  },
  'body-broken': {
    ...target,
    meaning: 'The body ended early or could not be decompressed.',
    remedy: 'Check Content-Length and Content-Encoding, and the proxy’s buffers and limits.',
  },
  'redirect-loop': {
    ...target,
    retryable: false,
    meaning: 'A redirect leads back to an address that was visited before.',
    remedy:
      'Look at the rules for HTTPS, `www` and trailing slashes in the server, the platform and the CDN: two of them disagree.',
  },
  'redirect-limit': {
    ...target,
    retryable: false,
    meaning: 'There are more redirects in a row than are followed.',
    remedy: 'Point the first redirect straight at the final address.',
  },
  'redirect-invalid': {
    ...target,
    retryable: false,
    meaning: 'A redirect has no usable Location, or leads to something other than http and https.',
    remedy: 'Correct the redirect’s Location header (RFC 9110, 10.2.2).',
  },
  'redirect-to-private-address': {
    fault: 'target',
    retryable: false,
    meaning: 'A redirect leads to an address that is not public; it was not followed.',
    remedy:
      'Correct the redirect. If the address is meant, list it under `network.allowPrivate` of the site.',
  },
  'address-not-public': {
    fault: 'policy',
    retryable: false,
    meaning: 'The host name leads only to addresses that are not public; nothing was contacted.',
    remedy:
      'If this is meant (a staging site, say), list host:port or the range under `network.allowPrivate` of the site, or use --allow-private host:port.',
  },
  'network-down': {
    ...agent,
    meaning: 'The agent’s own machine has no network.',
    remedy: 'Check the agent’s uplink; `caretaker doctor` tests it.',
  },
  'out-of-resources': {
    ...agent,
    meaning: 'The agent’s machine ran out of sockets, file descriptors or memory.',
    remedy: 'Raise the limit (`ulimit -n`) or check fewer sites at once.',
  },
  cancelled: {
    ...agent,
    meaning: 'The run was stopped before it had finished.',
    remedy: 'Run it again.',
  },
  internal: {
    ...agent,
    retryable: false,
    meaning: 'caretaker itself failed.',
    remedy: 'Run it again with --debug and report what it prints.',
  },
} as const satisfies Record<string, FailureMeaning>;

/** One of the codes of the table above. */
export type FailureCode = keyof typeof failureCodes;

/** The one table's entry for a code, in its general type. */
export function failureMeaning(code: FailureCode): FailureMeaning {
  return failureCodes[code];
}
