/** Replaces secrets, in text or anywhere in a value, by `***`. */
export interface Redactor {
  text(text: string): string;
  /** Strings in lists and plain objects, keys included; everything else is returned as it is. */
  deep<T>(value: T): T;
}

const mask = '***';
/** Base64 of fewer bytes says little and would be found by chance. */
const shortestBase64 = 4;

/**
 * A redactor for these secrets in every spelling in which they commonly travel: as they are,
 * URI-encoded, JSON-escaped, and in base64 (also in the middle of it, as in an Authorization header).
 * Empty secrets, and those that look like the mask, hide nothing.
 */
export function redactor(secrets: readonly string[]): Redactor {
  const spellings = new Set(secrets.filter((secret) => /[^*]/.test(secret)).flatMap(spellingsOf));
  if (spellings.size === 0) return { text: (text) => text, deep: (value) => value };
  const longestFirst = [...spellings].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(
    longestFirst.map((spelling) => RegExp.escape(spelling)).join('|'),
    'g',
  );
  // A mask may complete a secret that holds asterisks itself, so look again until nothing changes.
  const text = (before: string): string => {
    const after = before.replace(pattern, mask);
    return after === before ? after : text(after);
  };
  return { text, deep: <T>(value: T) => redactDeep(value, text) as T };
}

function redactDeep(value: unknown, text: (before: string) => string): unknown {
  if (typeof value === 'string') return text(value);
  if (Array.isArray(value)) return value.map((inner) => redactDeep(inner, text));
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [text(key), redactDeep(inner, text)]),
  );
}

function isPlainObject(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function spellingsOf(secret: string): readonly string[] {
  const wellFormed = secret.toWellFormed();
  const percent = [encodeURIComponent(wellFormed), encodeURI(wellFormed)];
  return [
    secret,
    ...percent,
    ...percent.map((text) => text.replace(/%[0-9A-F]{2}/g, (hex) => hex.toLowerCase())),
    new URLSearchParams({ '': wellFormed }).toString().slice(1),
    JSON.stringify(secret).slice(1, -1),
    ...base64Spellings(wellFormed),
  ];
}

/** What of a secret's base64 stays the same at each of the three offsets at which it may start. */
function base64Spellings(secret: string): readonly string[] {
  const bytes = new TextEncoder().encode(secret);
  if (bytes.length < shortestBase64) return [];
  const middle = [0, 1, 2].map((offset) => {
    const text = base64(new Uint8Array([...new Uint8Array(offset), ...bytes]));
    const first = Math.ceil((offset * 8) / 6);
    const last = Math.floor(((offset + bytes.length) * 8) / 6);
    return text.slice(first, last);
  });
  return [base64(bytes), ...middle]
    .filter((text) => text.length >= shortestBase64)
    .flatMap((text) => [text, text.replaceAll('+', '-').replaceAll('/', '_')]);
}

function base64(bytes: Uint8Array): string {
  return bytes.toBase64();
}
