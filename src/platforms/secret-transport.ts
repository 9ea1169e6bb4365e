/** Whether a secret may be sent to this address: over TLS, or to this machine itself. */
export function mayCarrySecrets(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  const isHere = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname);
  return protocol === 'https:' || (protocol === 'http:' && isHere);
}
