import { getCACertificates, setDefaultCACertificates } from 'node:tls';

const dayMs = 86_400_000;
const signingAlgorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** Key and certificate in PEM, and the authority that issued it. */
export interface Identity {
  readonly key: string;
  readonly cert: string;
  /** Its private key is gone: it can issue nothing more. */
  readonly authority: string;
}

/** A certificate of 90 days for this machine's loopback address, of which so many ms are left. */
export async function makeIdentity(address: string, leftMs: number): Promise<Identity> {
  const x509 = await loadX509();
  const makeKeys = () => crypto.subtle.generateKey(signingAlgorithm, true, ['sign', 'verify']);
  const [authorityKeys, keys] = await Promise.all([makeKeys(), makeKeys()]);
  const notAfter = new Date(Date.now() + leftMs);
  const period = { notBefore: new Date(notAfter.getTime() - 90 * dayMs), notAfter };
  const { keyCertSign, digitalSignature } = x509.KeyUsageFlags;
  const authority = await x509.X509CertificateGenerator.createSelfSigned({
    ...period,
    name: 'CN=caretaker demo',
    keys: authorityKeys,
    signingAlgorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(keyCertSign, true),
    ],
  });
  const leaf = await x509.X509CertificateGenerator.create({
    ...period,
    subject: `CN=${address}`,
    issuer: authority.subject,
    publicKey: keys.publicKey,
    signingKey: authorityKeys.privateKey,
    signingAlgorithm,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(digitalSignature, true),
      new x509.SubjectAlternativeNameExtension([{ type: 'ip', value: address }]),
    ],
  });
  const der = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  return {
    key: x509.PemConverter.encode(der, 'PRIVATE KEY'),
    cert: leaf.toString('pem'),
    authority: authority.toString('pem'),
  };
}

/** Makes this process, and no other, trust an authority; returns what takes the trust back. */
export function trust(authority: string): () => void {
  const before = getCACertificates('default');
  setDefaultCACertificates([...before, authority]);
  return () => setDefaultCACertificates(before);
}

/** The library asks for a polyfill of decorator metadata, of which nothing is used here. */
async function loadX509(): Promise<typeof import('@peculiar/x509')> {
  const nothing = () => undefined;
  const needed = { getMetadata: nothing, getOwnMetadata: nothing, defineMetadata: nothing };
  for (const [name, value] of Object.entries(needed)) {
    if (!(name in Reflect)) Object.assign(Reflect, { [name]: value });
  }
  return import('@peculiar/x509');
}
