import type { DetailedPeerCertificate, PeerCertificate, TLSSocket } from 'node:tls';
import { checkServerIdentity } from 'node:tls';
import type { Certificate, TlsSession } from '../../core/artifacts/tls-session.ts';
import { oneLine } from '../../core/text.ts';

/** No honest chain is longer; one that never ends stops here. */
const maxChainLength = 10;
const maxAltNames = 200;

/** What a finished handshake tells. Call it while the socket is open. */
export function tlsSessionOf(socket: TLSSocket, host: string, port: number): TlsSession {
  const leaf = socket.getPeerCertificate(true);
  const hasLeaf = Object.keys(leaf).length > 0;
  const identity = hasLeaf ? checkServerIdentity(host, leaf) : undefined;
  const authorization = codeOf(socket.authorizationError);
  return {
    host,
    port,
    protocol: socket.getProtocol(),
    cipher: socket.getCipher()?.standardName ?? null,
    chainError: authorization === 'ERR_TLS_CERT_ALTNAME_INVALID' ? null : authorization,
    hostError: identity ? oneLine(identity.message, 500) : null,
    chain: hasLeaf ? chainOf(leaf) : [],
  };
}

/** Node documents an Error, yet hands over the bare code for chain errors. */
function codeOf(error: unknown): string | null {
  if (!error) return null;
  if (typeof error === 'string') return error;
  return (error as NodeJS.ErrnoException).code ?? String(error);
}

function chainOf(leaf: DetailedPeerCertificate): readonly Certificate[] {
  const chain: Certificate[] = [];
  const seen = new Set<string>();
  let current: DetailedPeerCertificate | undefined = leaf;
  while (current?.fingerprint256 && !seen.has(current.fingerprint256)) {
    if (chain.length === maxChainLength) break;
    seen.add(current.fingerprint256);
    chain.push(certificateOf(current));
    current = current.issuerCertificate;
  }
  return chain;
}

function certificateOf(peer: DetailedPeerCertificate): Certificate {
  const subject = nameOf(peer.subject);
  const issuer = nameOf(peer.issuer);
  return {
    subject,
    issuer,
    altNames: altNamesOf(peer.subjectaltname ?? ''),
    validFrom: Date.parse(peer.valid_from),
    validTo: Date.parse(peer.valid_to),
    serialNumber: peer.serialNumber,
    fingerprint256: peer.fingerprint256,
    selfSigned:
      subject === issuer && peer.issuerCertificate?.fingerprint256 === peer.fingerprint256,
  };
}

/** The common name where there is one: the rest rarely helps anybody at night. */
function nameOf(name: PeerCertificate['subject'] | undefined): string {
  const { CN, O, OU } = name ?? {};
  const first = [CN, O, OU].flat().find((part) => part !== undefined && part !== '');
  return oneLine(first ?? '(no name)', 200);
}

/** Entries stand between commas; one that holds a comma of its own is quoted as in JSON. */
function altNamesOf(text: string): readonly string[] {
  return [...text.matchAll(/(?:"(?:\\.|[^"\\])*"|[^,"])+/g)]
    .slice(0, maxAltNames)
    .map(([entry]) => oneLine(entry.trim().replace(/^(DNS|IP Address):/, ''), 255))
    .filter((entry) => entry !== '');
}
