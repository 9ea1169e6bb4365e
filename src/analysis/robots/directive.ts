/** What a line of a robots.txt is about. */
export type DirectiveKind = 'user-agent' | 'allow' | 'disallow' | 'sitemap' | 'unknown';

/** One line that says something: a key and a value. */
export interface Directive {
  readonly kind: DirectiveKind;
  /** From 1. */
  readonly line: number;
  /** As it is written. */
  readonly key: string;
  /** As it is written, one character a byte. */
  readonly value: string;
  /** Whether the key is spelled as the standard has it, or only so that Google understands it. */
  readonly misspelt: boolean;
  /** True where white space stands for the colon. */
  readonly colonMissing: boolean;
}

/**
 * Beginnings of keys that Google’s open-source parser takes for each kind, in any case. Whatever
 * stands behind them is ignored, so `disallowed` is a `disallow` too.
 */
const spellings: readonly {
  readonly kind: DirectiveKind;
  readonly right: string;
  readonly typos: readonly string[];
}[] = [
  { kind: 'user-agent', right: 'user-agent', typos: ['useragent', 'user agent'] },
  { kind: 'allow', right: 'allow', typos: [] },
  {
    kind: 'disallow',
    right: 'disallow',
    typos: ['dissallow', 'dissalow', 'disalow', 'diasllow', 'disallaw'],
  },
  { kind: 'sitemap', right: 'sitemap', typos: ['site-map'] },
];

/**
 * Reads a line as Google’s parser does (RFC 9309, 2.2, and its leniency): a comment is left out, and
 * where the colon is missing, white space between exactly two words stands for it. Null for a line
 * that says nothing.
 */
export function readDirective(text: string, line: number): Directive | null {
  const content = stripped(beforeFirst(text, '#'));
  const colon = content.indexOf(':');
  const at = colon === -1 ? spaceBetweenTwoWords(content) : colon;
  if (at === -1) return null;
  const key = stripped(content.slice(0, at));
  if (key === '') return null;
  const value = stripped(content.slice(at + 1));
  return { line, key, value, colonMissing: colon === -1, ...kindOf(key) };
}

function kindOf(key: string): Pick<Directive, 'kind' | 'misspelt'> {
  const lower = key.toLowerCase();
  for (const { kind, right, typos } of spellings) {
    if (lower.startsWith(right)) return { kind, misspelt: lower !== right };
    if (typos.some((typo) => lower.startsWith(typo))) return { kind, misspelt: true };
  }
  return { kind: 'unknown', misspelt: false };
}

function spaceBetweenTwoWords(content: string): number {
  const at = content.search(/[ \t]/);
  const rest = at === -1 ? '' : content.slice(at).replace(/^[ \t]+/, '');
  return /[ \t]/.test(rest) ? -1 : at;
}

function beforeFirst(text: string, mark: string): string {
  const at = text.indexOf(mark);
  return at === -1 ? text : text.slice(0, at);
}

/** Without ASCII white space at either end; `trim` would take more than that parser does. */
function stripped(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && isSpace(text.charCodeAt(start))) start += 1;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/** Space, and tab to carriage return, by their codes. */
export function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}

/** A line as its author wrote it, for people. */
export function directiveText({ key, value, colonMissing }: Directive): string {
  return `${asText(key)}${colonMissing ? ' ' : ': '}${asText(value)}`;
}

/** Text of which each character is a byte of UTF-8. */
function asText(bytes: string): string {
  return new TextDecoder().decode(Uint8Array.from(bytes, (one) => one.charCodeAt(0)));
}
