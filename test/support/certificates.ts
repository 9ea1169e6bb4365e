// The library asks for a polyfill of decorator metadata, of which nothing is used here.
const nothing = () => undefined;
Object.assign(Reflect, { getMetadata: nothing, getOwnMetadata: nothing, defineMetadata: nothing });
const x509 = await import('@peculiar/x509');

const dayMs = 86_400_000;
const signingAlgorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** Key and certificate chain in PEM, as `node:https` takes them. */
export interface ServerIdentity {
  readonly key: string;
  readonly cert: string;
}

/** What a leaf is made out for, and when it holds; days are counted from now. */
export interface LeafOptions {
  readonly dns?: readonly string[];
  readonly ip?: readonly string[];
  readonly validFromDays?: number;
  readonly validToDays?: number;
}

interface Issuer {
  readonly name: string;
  readonly keys: CryptoKeyPair;
  readonly pem: string;
}

/** A certificate authority of its own: nothing trusts it unless told to. */
export interface CertificateAuthority {
  /** The root, for a client that is to trust it. */
  readonly root: string;
  /** A leaf with the intermediate behind it, as a well set-up server sends it. */
  leaf(options?: LeafOptions): Promise<ServerIdentity>;
  /** The leaf alone: the most common fault of a chain. */
  leafWithoutIntermediate(options?: LeafOptions): Promise<ServerIdentity>;
  /** A leaf that holds behind an intermediate that no longer does. */
  leafBehindExpiredIntermediate(options?: LeafOptions): Promise<ServerIdentity>;
}

/** Makes the keys and certificates of an authority with one intermediate. */
export async function createAuthority(name = 'Test Root'): Promise<CertificateAuthority> {
  const root = await issue({ name, ca: true, from: -100, to: 3650 });
  const intermediate = await issue({
    name: `${name} Intermediate`,
    ca: true,
    from: -100,
    to: 365,
    by: root,
  });
  const leafBy = async (issuer: Issuer, options: LeafOptions, chain: readonly string[]) => {
    const leaf = await issue({ ...leafTerms(options), by: issuer });
    return { key: await keyPem(leaf.keys), cert: [leaf.pem, ...chain].join('\n') };
  };
  return {
    root: root.pem,
    leaf: (options = {}) => leafBy(intermediate, options, [intermediate.pem]),
    leafWithoutIntermediate: (options = {}) => leafBy(intermediate, options, []),
    leafBehindExpiredIntermediate: async (options = {}) => {
      const terms = { name: `${name} Old Intermediate`, ca: true, from: -100, to: -2 };
      const expired = await issue({ ...terms, by: root });
      return leafBy(expired, options, [expired.pem]);
    },
  };
}

/** A certificate that vouches for itself. */
export async function selfSigned(options: LeafOptions = {}): Promise<ServerIdentity> {
  const { keys, pem } = await issue(leafTerms(options));
  return { key: await keyPem(keys), cert: pem };
}

interface Terms {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly ca?: boolean;
  readonly dns?: readonly string[];
  readonly ip?: readonly string[];
  readonly by?: Issuer;
}

function leafTerms(options: LeafOptions): Terms {
  const {
    dns = ['localhost'],
    ip = ['127.0.0.1'],
    validFromDays = -10,
    validToDays = 80,
  } = options;
  return { name: dns[0] ?? ip[0] ?? 'nobody', from: validFromDays, to: validToDays, dns, ip };
}

async function issue({
  name,
  from,
  to,
  ca = false,
  dns = [],
  ip = [],
  by,
}: Terms): Promise<Issuer> {
  const keys = await crypto.subtle.generateKey(signingAlgorithm, true, ['sign', 'verify']);
  const names = [
    ...dns.map((value) => ({ type: 'dns' as const, value })),
    ...ip.map((value) => ({ type: 'ip' as const, value })),
  ];
  const { keyCertSign, digitalSignature } = x509.KeyUsageFlags;
  const certificate = await x509.X509CertificateGenerator.create({
    subject: `CN=${name}`,
    issuer: `CN=${by?.name ?? name}`,
    notBefore: new Date(Date.now() + from * dayMs),
    notAfter: new Date(Date.now() + to * dayMs),
    signingAlgorithm,
    publicKey: keys.publicKey,
    signingKey: (by?.keys ?? keys).privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(ca, undefined, true),
      new x509.KeyUsagesExtension(ca ? keyCertSign : digitalSignature, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create((by?.keys ?? keys).publicKey),
      ...(names.length > 0 ? [new x509.SubjectAlternativeNameExtension(names)] : []),
    ],
  });
  return { name, keys, pem: certificate.toString('pem') };
}

async function keyPem({ privateKey }: CryptoKeyPair): Promise<string> {
  const der = await crypto.subtle.exportKey('pkcs8', privateKey);
  return x509.PemConverter.encode(der, 'PRIVATE KEY');
}
