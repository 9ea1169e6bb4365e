import { Token, type TokenHandler, Tokenizer, TokenizerMode } from 'parse5';
import type { PageStatement } from '../../core/artifacts/search-answers.ts';
import { oneLine } from '../../core/text.ts';

/** Most characters of a page that are read: the head comes first. */
const readLength = 256 * 1024;
const mostOfEach = 100;

/** How the tokenizer has to read what stands in these elements (HTML, 13.2.5.1). */
const modes: Readonly<Record<string, number>> = {
  title: TokenizerMode.RCDATA,
  textarea: TokenizerMode.RCDATA,
  style: TokenizerMode.RAWTEXT,
  noscript: TokenizerMode.RAWTEXT,
  iframe: TokenizerMode.RAWTEXT,
  script: TokenizerMode.SCRIPT_DATA,
};

/**
 * What the head of a page says to search engines, as the server sends it. Only tokens are read and no
 * tree is built, which a hostile page could make as slow as it likes.
 */
export function readStatement(html: string): PageStatement {
  let title: string | null = null;
  let inTitle = false;
  let isOver = false;
  const canonicals: string[] = [];
  const alternates: { hreflang: string; href: string }[] = [];
  const metas: { name: string; content: string }[] = [];
  const add = <Item>(list: Item[], item: Item) => {
    if (list.length < mostOfEach) list.push(item);
  };

  const startTag = (token: Token.TagToken) => {
    const attribute = (name: string) =>
      (Token.getTokenAttr(token, name) ?? '').slice(0, 2048).trim();
    if (token.tagName === 'body') isOver = true;
    if (isOver) return;
    if (token.tagName === 'title' && title === null) {
      title = '';
      inTitle = true;
    }
    if (token.tagName === 'meta') {
      const name = (attribute('name') || attribute('property')).toLowerCase();
      if (name !== '') add(metas, { name, content: attribute('content') });
    }
    if (token.tagName !== 'link') return;
    const rel = attribute('rel').toLowerCase().split(/\s+/);
    if (rel.includes('canonical')) add(canonicals, attribute('href'));
    const hreflang = attribute('hreflang');
    if (rel.includes('alternate') && hreflang !== '') {
      add(alternates, { hreflang, href: attribute('href') });
    }
  };

  const characters = ({ chars }: Token.CharacterToken) => {
    if (inTitle && title !== null && title.length < 1000) title += chars;
  };
  const handler: TokenHandler = {
    onStartTag: (token) => {
      startTag(token);
      const mode = modes[token.tagName];
      if (mode !== undefined) {
        tokenizer.state = mode;
        tokenizer.lastStartTagName = token.tagName;
      }
    },
    onEndTag: ({ tagName }) => {
      if (tagName === 'title') inTitle = false;
      if (tagName === 'head') isOver = true;
    },
    onCharacter: characters,
    onWhitespaceCharacter: characters,
    onNullCharacter: () => {},
    onComment: () => {},
    onDoctype: () => {},
    onEof: () => {},
  };
  const tokenizer = new Tokenizer({ sourceCodeLocationInfo: false }, handler);
  tokenizer.write(html.slice(0, readLength), true);
  return { title: title === null ? null : oneLine(title, 500), canonicals, alternates, metas };
}
