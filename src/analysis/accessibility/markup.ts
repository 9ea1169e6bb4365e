import { Token, type TokenHandler, Tokenizer, TokenizerMode } from 'parse5';
import type { Page } from './page.ts';
import type { SnapshotElement } from './snapshot.ts';

/** Most characters of a document that are read. */
const readLength = 2 * 1024 * 1024;
/** Faults of one kind that are kept. */
const mostFaults = 200;

/** A fault in the document as it was sent. */
export interface MarkupFault {
  readonly kind:
    | 'stray-end'
    | 'unclosed'
    | 'duplicate-attribute'
    | 'duplicate-id'
    | 'broken-comment';
  /** From 1. */
  readonly line: number;
  /** The tag, the attribute, the id or the beginning of the comment. */
  readonly what: string;
  /** The element that is open there, by its tag and how many of these came before. */
  readonly at: { readonly tag: string; readonly ordinal: number } | null;
}

interface OpenElement {
  readonly tag: string;
  readonly ordinal: number;
  readonly line: number;
  /** Written as `<a/>`, by somebody who took it for closed. */
  readonly isSlashed: boolean;
}

const names = (list: string): ReadonlySet<string> => new Set(list.split(' '));
const voids = names(
  'area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr image',
);
/** End tags that HTML lets out. */
const optional = names(
  'html head body li dt dd p rt rp rb rtc optgroup option colgroup caption thead tbody tfoot tr td th',
);
/** Start tags that end a paragraph. */
const blocks = names(
  'address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre search section table ul summary dd dt li listing xmp',
);
/** Beyond these a paragraph further out stays open. */
const borders = names(
  'table td th caption button object template svg math select applet marquee html',
);
const modes: Readonly<Record<string, number>> = {
  title: TokenizerMode.RCDATA,
  textarea: TokenizerMode.RCDATA,
  style: TokenizerMode.RAWTEXT,
  xmp: TokenizerMode.RAWTEXT,
  noscript: TokenizerMode.RAWTEXT,
  iframe: TokenizerMode.RAWTEXT,
  noembed: TokenizerMode.RAWTEXT,
  noframes: TokenizerMode.RAWTEXT,
  script: TokenizerMode.SCRIPT_DATA,
};

const known = new WeakMap<Page, readonly MarkupFault[]>();

/** The faults in the document as it was sent, in its order; none where it is not known. */
export function markupFaults(page: Page): readonly MarkupFault[] {
  const found = known.get(page) ?? readFaults(page.snapshot.source);
  known.set(page, found);
  return found;
}

/** The element of the page at which a fault stands; its body where scripts have changed too much to tell. */
export function placeOf(page: Page, { at }: MarkupFault): SnapshotElement {
  const own = at ? page.tagged(at.tag).filter(({ path }) => !path.includes('!')) : [];
  return own[at?.ordinal ?? 0] ?? page.tagged('body')[0] ?? page.snapshot.root;
}

/**
 * Reads a document tag by tag with a stack of what is open, as HTML's rules for optional tags have it.
 * No tree is built, which a hostile page could make as slow as it likes.
 */
export function readFaults(source: string): readonly MarkupFault[] {
  const text = source.slice(0, readLength);
  const isWhole = text.length === source.length;
  const faults: MarkupFault[] = [];
  const kept = new Map<MarkupFault['kind'], number>();
  const open: OpenElement[] = [];
  const opened = new Map<string, number>();
  const ordinals = new Map<string, number>();
  const ids = new Set<string>();
  let duplicates: string[] = [];

  const report = (
    kind: MarkupFault['kind'],
    line: number,
    what: string,
    at: OpenElement | null,
  ) => {
    const count = kept.get(kind) ?? 0;
    kept.set(kind, count + 1);
    if (count < mostFaults) faults.push({ kind, line, what: what.slice(0, 80), at });
  };
  const reportUnclosed = (element: OpenElement) => {
    if (optional.has(element.tag) || element.isSlashed) return;
    report('unclosed', element.line, element.tag, element);
  };
  const isOpen = (tag: string) => (opened.get(tag) ?? 0) > 0;
  const inForeign = () => isOpen('svg') || isOpen('math');
  const push = (element: OpenElement) => {
    open.push(element);
    opened.set(element.tag, (opened.get(element.tag) ?? 0) + 1);
  };
  const pop = () => {
    const last = open.pop();
    if (last) opened.set(last.tag, (opened.get(last.tag) ?? 1) - 1);
    return last;
  };
  const endParagraph = () => {
    const at = open.findLastIndex(({ tag }) => tag === 'p' || borders.has(tag));
    if (open[at]?.tag !== 'p') return;
    while (open.length > at) pop();
  };

  const startTag = (token: Token.TagToken) => {
    const { tagName: tag, selfClosing, location } = token;
    const line = location?.startLine ?? 1;
    const ordinal = ordinals.get(tag) ?? 0;
    const isTemplate = isOpen('template');
    if (!isTemplate) ordinals.set(tag, ordinal + 1);
    const element = { tag, ordinal, line, isSlashed: selfClosing };
    for (const name of duplicates) report('duplicate-attribute', line, name, element);
    duplicates = [];
    const id = Token.getTokenAttr(token, 'id');
    if (id && !isTemplate) {
      if (ids.has(id)) report('duplicate-id', line, id, element);
      ids.add(id);
    }
    const isForeign = inForeign();
    if (!isForeign && blocks.has(tag) && isOpen('p')) endParagraph();
    if (voids.has(tag) || (selfClosing && (isForeign || tag === 'svg' || tag === 'math'))) return;
    push(element);
    const mode = isForeign ? undefined : modes[tag];
    if (mode === undefined) return;
    tokenizer.state = mode;
    tokenizer.lastStartTagName = tag;
  };

  const endTag = ({ tagName: tag, location }: Token.TagToken) => {
    duplicates = [];
    if (voids.has(tag) || ['html', 'head', 'body'].includes(tag)) return;
    const line = location?.startLine ?? 1;
    if (!isOpen(tag)) {
      report('stray-end', line, tag, open.at(-1) ?? null);
      return;
    }
    for (let last = pop(); last && last.tag !== tag; last = pop()) {
      reportUnclosed(last);
    }
  };

  const handler: TokenHandler = {
    onStartTag: startTag,
    onEndTag: endTag,
    onEof: () => {
      for (const element of isWhole ? open : []) reportUnclosed(element);
    },
    onCharacter: () => {},
    onWhitespaceCharacter: () => {},
    onNullCharacter: () => {},
    onComment: () => {},
    onDoctype: () => {},
    onParseError: ({ code, startOffset, startLine }) => {
      if (code === 'duplicate-attribute') {
        const before = text.slice(Math.max(0, startOffset - 80), startOffset);
        duplicates.push(/[^\s"'<>/=]{1,80}$/.exec(before)?.[0].toLowerCase() ?? '');
      }
      if (code !== 'incorrectly-opened-comment') return;
      const beginning = text.slice(Math.max(0, startOffset - 2), startOffset + 60);
      if (!/^.{0,3}!?\[/.test(beginning))
        report('broken-comment', startLine, beginning, open.at(-1) ?? null);
    },
  };
  const tokenizer = new Tokenizer({ sourceCodeLocationInfo: true }, handler);
  tokenizer.write(text, true);
  return faults;
}
