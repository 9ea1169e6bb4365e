/** Who listens to what is read. Names come without their namespace’s prefix. */
export interface TagListener {
  open(name: string, attributes: string): void;
  close(name: string): void;
  /** Character data, entities undone. */
  text(text: string): void;
}

const maxDepth = 32;
const maxTagLength = 64 * 1024;

/**
 * Reads XML as sitemaps and feeds are written, in one pass and without a tree, so that a file of
 * 50,000 addresses costs milliseconds. A document type is refused before anything in it counts: it
 * could declare entities, and no sitemap needs one. Returns why the text is not well-formed, or null;
 * what is `cut` may end anywhere.
 */
export function readTags(xml: string, listener: TagListener, cut: boolean): string | null {
  const stack: string[] = [];
  let at = 0;
  while (at < xml.length) {
    const start = xml.indexOf('<', at);
    const text = xml.slice(at, start === -1 ? undefined : start);
    if (stack.length > 0) {
      const plain = withoutEntities(text);
      if (plain === null) return `an \`&\` that is not written \`&amp;\`${lineOf(xml, at)}`;
      listener.text(plain);
    } else if (text.trim() !== '') return `text outside the root element${lineOf(xml, at)}`;
    if (start === -1) break;
    const special = specialAt(xml, start);
    if (special?.kind === 'doctype') return 'a document type (DOCTYPE), which is not read';
    const end = special ? special.end : xml.indexOf('>', start) + 1;
    if (end <= 0) return cut ? null : `ends in the middle of a tag${lineOf(xml, start)}`;
    if (special?.kind === 'text') listener.text(special.text);
    if (!special) {
      const fault = readTag(xml.slice(start + 1, end - 1), stack, listener);
      if (fault !== null) return `${fault}${lineOf(xml, start)}`;
    }
    at = end;
  }
  const open = stack.at(-1);
  return open === undefined || cut ? null : `ends before <${open}> is closed`;
}

function readTag(tag: string, stack: string[], listener: TagListener): string | null {
  if (tag.length > maxTagLength) return 'a tag of more than 64 KiB';
  if (tag.startsWith('/')) {
    const name = tag.slice(1).trimEnd();
    const open = stack.pop();
    if (open !== name) return `</${name.slice(0, 40)}> closes <${open ?? ''}>`;
    listener.close(localName(name));
    return null;
  }
  const name = /^[^\s/<]+/.exec(tag)?.[0] ?? '';
  if (!/^[\p{L}_:][\p{L}\p{N}_:.-]*$/u.test(name)) return 'a `<` that is not written `&lt;`';
  const isEmpty = tag.endsWith('/');
  listener.open(localName(name), tag.slice(name.length));
  if (isEmpty) listener.close(localName(name));
  else stack.push(name);
  return stack.length > maxDepth ? `elements more than ${maxDepth} deep` : null;
}

type Special =
  | { readonly kind: 'skip' | 'doctype'; readonly end: number }
  | { readonly kind: 'text'; readonly end: number; readonly text: string };

/** Comments, instructions, character data and document types; an end of 0 where there is none. */
function specialAt(xml: string, start: number): Special | null {
  const endOf = (mark: string, from: number) => {
    const found = xml.indexOf(mark, from);
    return found === -1 ? 0 : found + mark.length;
  };
  if (xml.startsWith('<!--', start)) return { kind: 'skip', end: endOf('-->', start + 4) };
  if (xml.startsWith('<?', start)) return { kind: 'skip', end: endOf('?>', start + 2) };
  if (xml.startsWith('<![CDATA[', start)) {
    const end = endOf(']]>', start + 9);
    return { kind: 'text', end, text: xml.slice(start + 9, Math.max(end - 3, start + 9)) };
  }
  return xml.startsWith('<!', start) ? { kind: 'doctype', end: start } : null;
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

/** Null where an ampersand stands for itself, which XML does not allow. */
export function withoutEntities(text: string): string | null {
  if (!text.includes('&')) return text;
  let isBroken = false;
  const plain = text.replace(
    /&(?:#(\d{1,7});|#x([0-9a-f]{1,6});|(\w{1,10});)?/gi,
    (match, decimal?: string, hex?: string, name?: string) => {
      const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : null;
      const character = code === null ? entities[name ?? ''] : characterOf(code);
      if (character === undefined) isBroken = true;
      return character ?? match;
    },
  );
  return isBroken ? null : plain;
}

function characterOf(code: number): string | undefined {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code).toWellFormed() : undefined;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function lineOf(xml: string, at: number): string {
  let line = 1;
  for (let end = xml.indexOf('\n'); end !== -1 && end < at; end = xml.indexOf('\n', end + 1)) {
    line += 1;
  }
  return ` (line ${line})`;
}
