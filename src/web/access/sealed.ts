import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Nothing that we seal is longer, UTF-16 units. */
const longest = 2000;

/** A key for one purpose, from the secret of this store. */
export function keyFor(secret: string, ...purpose: readonly string[]): Uint8Array {
  return createHmac('sha256', secret).update(JSON.stringify(purpose)).digest();
}

/** A value that its holder can read, and that only the key can make: fit for URLs and cookies. */
export function sealed(value: object, key: Uint8Array): string {
  const text = Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${text}.${mac(text, key)}`;
}

/** What was sealed with this key; null for anything else. */
export function unsealed(text: string, key: Uint8Array): object | null {
  const [payload = '', seal = '', ...more] = text.length > longest ? [] : text.split('.');
  if (more.length > 0 || !isSame(seal, mac(payload, key))) return null;
  const value: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
  return typeof value === 'object' ? value : null;
}

/** HMAC-SHA256 of a text, base64url. */
export function mac(text: string, key: Uint8Array): string {
  return createHmac('sha256', key).update(text).digest('base64url');
}

/** Whether two texts are the same, in a time that says nothing of where they differ. */
export function isSame(one: string, other: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(one), hash(other));
}
