/** Who keeps a page out of the index, and by which words. */
export interface NoindexSign {
  /** Such as `meta robots` or `X-Robots-Tag`. */
  readonly source: string;
  readonly text: string;
}

interface Sources {
  readonly metas: readonly { readonly name: string; readonly content: string }[];
  /** Values of `X-Robots-Tag`; several headers may come as lines of one value. */
  readonly robotsTags: readonly string[];
}

/** Names by which a page speaks to all search engines, or to Google’s own. */
const listened = ['robots', 'googlebot'];
/** Rules that take a value themselves, and so no name of a crawler. */
const valued = ['max-snippet', 'max-image-preview', 'max-video-preview', 'unavailable_after'];

/**
 * What keeps a page out of Google’s index
 * (https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag); null where nothing
 * does. The strictest rule holds, wherever it stands.
 */
export function noindexOf({ metas, robotsTags }: Sources): NoindexSign | null {
  for (const { name, content } of metas) {
    if (listened.includes(name.toLowerCase()) && barsIndexing(rulesIn(content))) {
      return { source: `meta ${name.toLowerCase()}`, text: content };
    }
  }
  for (const line of robotsTags.flatMap((value) => value.split('\n'))) {
    if (barsIndexing(headerRules(line))) return { source: 'X-Robots-Tag', text: line.trim() };
  }
  return null;
}

function barsIndexing(rules: readonly string[]): boolean {
  return rules.includes('noindex') || rules.includes('none');
}

function rulesIn(content: string): readonly string[] {
  return content
    .toLowerCase()
    .split(',')
    .map((rule) => rule.trim());
}

/** A name in front of a rule says which crawler the rules from there on are for. */
function headerRules(line: string): readonly string[] {
  let isMeant = true;
  return rulesIn(line).flatMap((rule) => {
    const [, name, rest = rule] = /^([\w-]+)\s*:\s*(.*)$/.exec(rule) ?? [];
    if (name === undefined || valued.includes(name)) return isMeant ? [rule] : [];
    isMeant = listened.includes(name);
    return isMeant ? [rest] : [];
  });
}
