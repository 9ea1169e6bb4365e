/** A finished TLS handshake, as the server offered it. */
export interface TlsSession {
  /** The name that was asked for (SNI), or the address. */
  readonly host: string;
  readonly port: number;
  /** Such as `TLSv1.3`. */
  readonly protocol: string | null;
  /** IANA name of the cipher suite. */
  readonly cipher: string | null;
  /** Null where the chain leads to a trusted root; else OpenSSL's code, such as `CERT_HAS_EXPIRED`. */
  readonly chainError: string | null;
  /** Null where the certificate is made out for the host (RFC 9525); else why not. */
  readonly hostError: string | null;
  /** As the server sent it, leaf first; links that the trust store added come last. */
  readonly chain: readonly Certificate[];
}

/** One X.509 certificate (RFC 5280), in the fields that a judgement needs. */
export interface Certificate {
  readonly subject: string;
  readonly issuer: string;
  /** Names and addresses it is made out for. */
  readonly altNames: readonly string[];
  /** Epoch milliseconds. */
  readonly validFrom: number;
  /** Epoch milliseconds. */
  readonly validTo: number;
  readonly serialNumber: string;
  /** SHA-256 over the DER form, hex with colons. */
  readonly fingerprint256: string;
  readonly selfSigned: boolean;
}
