import { childElements, closest, shownText, walk } from '../../page.ts';
import { pageRules, understanding } from '../../rule.ts';
import { isDeclaredLayout, type Table, tablesOf } from '../../tables.ts';
import { countWords, hasWords, plain, quoted } from '../../words.ts';

/** What a layout puts into cells, and data does not. */
const layoutContent = new Set([
  'nav',
  'main',
  'aside',
  'header',
  'footer',
  'article',
  'section',
  'form',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
]);

/** Rules about what tables are for. */
export const tablePurposeRules = pageRules({
  'table-for-layout': {
    title: 'A table is used for layout',
    wcag: [],
    level: 'best-practice',
    verdict: 'warning',
    severity: 'moderate',
    advice:
      'Place things by CSS (flex, grid). Where the table must stay, give it role="presentation", so that nobody hears “row 1, column 2”.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/failures/F46',
    *find(page) {
      for (const table of tablesOf(page)) {
        const why = layoutSign(table);
        if (why !== null) yield { element: table.element, evidence: why };
      }
    },
  },
  'table-nested': {
    title: 'A table stands in a cell of another table',
    wcag: [],
    level: 'best-practice',
    verdict: 'warning',
    severity: 'moderate',
    advice:
      'Make two tables one after the other, or one table with more columns: inside a cell, rows and columns of both are mixed up when they are read aloud.',
    help: understanding('info-and-relationships'),
    *find(page) {
      for (const table of tablesOf(page)) {
        const cell =
          table.element.parent &&
          closest(table.element.parent, ({ tag }) => tag === 'td' || tag === 'th');
        const outer = cell && closest(cell, ({ tag }) => tag === 'table');
        const { role } = outer?.attributes ?? {};
        if (!outer || role === 'presentation' || role === 'none' || isDeclaredLayout(table))
          continue;
        yield {
          element: table.element,
          evidence: `The table stands in a ${cell?.tag === 'th' ? 'header ' : ''}cell of another table.`,
        };
      }
    },
  },
  'table-uncaptioned': {
    title: 'A data table has no caption',
    wcag: [],
    level: 'best-practice',
    verdict: 'warning',
    severity: 'minor',
    advice:
      'Say what the table holds in `<caption>`, its first child: `<table><caption>Prices by season</caption>…`.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/html/H39',
    *find(page) {
      for (const table of tablesOf(page)) {
        const { element, rows, width, cells } = table;
        const data = rows.filter((row) => row.some(({ kind }) => kind === 'data')).length;
        const hasHeaders = cells.some(({ kind }) => kind === 'header');
        // What is smaller is understood at a glance.
        if (isDeclaredLayout(table) || !hasHeaders || data < 2 || width < 3) continue;
        if (isTitled(table)) continue;
        yield {
          element,
          evidence: `A table of ${rows.length} rows and ${width} columns has no caption and no name.`,
        };
      }
    },
  },
  'table-of-text': {
    title: 'Columns are made by spaces instead of a table',
    wcag: ['1.3.1'],
    level: 'A',
    verdict: 'warning',
    severity: 'serious',
    advice:
      'Use `<table>` with `<th>` for the headings: read aloud, columns made of spaces run into each other.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/failures/F34',
    *find(page) {
      for (const element of page.tagged('pre')) {
        if ([...walk(element)].some(({ tag }) => ['code', 'samp', 'kbd', 'svg'].includes(tag)))
          continue;
        const columns = columnsIn(rawText(element));
        if (columns === 0) continue;
        yield {
          element,
          evidence: `Preformatted text has ${columns} columns of words: ${quoted(shownText(element))}.`,
        };
      }
    },
  },
});

/** What shows that a table without headers holds a layout; null for what may be data. */
function layoutSign(table: Table): string | null {
  const { element, cells, rows, width } = table;
  const isPlain =
    element.tag === 'table' && !element.attributes.role && !element.attributes.summary;
  const isMarked = cells.some(
    ({ element: { tag, attributes } }) =>
      tag === 'th' || attributes.role || attributes.scope || attributes.headers,
  );
  const parts = childElements(element).map(({ tag }) => tag);
  if (!isPlain || isMarked || parts.some((tag) => ['caption', 'thead', 'tfoot'].includes(tag)))
    return null;
  const filled = cells.filter(({ text, element: cell }) => text !== '' || cell.children.length > 0);
  const holding = filled.find(({ element: cell }) =>
    [...walk(cell)].some(({ tag }) => layoutContent.has(tag)),
  );
  if (holding) return `A table without headers holds parts of the page: ${quoted(holding.text)}.`;
  const full = rows.filter((row) => row.length > 0);
  if (full.length === 1 && filled.length > 1 && !isRepeating(filled.map(({ text }) => text))) {
    return `One row of ${filled.length} cells without headers: ${quoted(filled.map(({ text }) => text).join(' | '))}.`;
  }
  const isColumn = width === 1 && filled.some(({ text }) => countWords(text) > 20);
  return isColumn
    ? `One column of ${full.length} rows without headers: ${quoted(filled[0]?.text ?? '')}.`
    : null;
}

/** Whether all texts begin with the same word, or are numbers: a row of data. */
function isRepeating(cells: readonly string[]): boolean {
  const first = new Set(cells.map((text) => plain(text).split(' ')[0]));
  return first.size === 1 || cells.every((text) => /\d/.test(text) || !hasWords(text));
}

/** Whether a caption, a name, a figure or the heading or line right above says what the table holds. */
function isTitled({ element }: Table): boolean {
  const { attributes, name, parent } = element;
  const hasCaption = childElements(element).some(
    ({ tag, children }) => tag === 'caption' && children.length > 0,
  );
  if (hasCaption || name !== '' || attributes.summary || attributes.title) return true;
  if (parent && closest(parent, ({ tag }) => tag === 'figure')) return true;
  const siblings = parent ? childElements(parent) : [];
  const above = siblings[siblings.indexOf(element) - 1] ?? (parent && siblingAbove(parent));
  if (!above) return false;
  return /^h[2-6]$/.test(above.tag) || above.role === 'heading'
    ? above.tag !== 'h1'
    : /:\s*$/.test(shownText(above));
}

function siblingAbove(element: Table['element']): Table['element'] | null {
  if (!element.parent || ['main', 'body'].includes(element.tag)) return null;
  const siblings = childElements(element.parent);
  return siblings[siblings.indexOf(element) - 1] ?? null;
}

function rawText(element: Table['element']): string {
  return element.children
    .map((child) => (child.kind === 'text' ? child.text : rawText(child)))
    .join('')
    .slice(0, 10_000);
}

/** How many columns of words stand below each other in most lines of a text; 0 without. */
function columnsIn(text: string): number {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const words = lines.filter((line) => /\p{L}/u.test(line) && !/[{};=<>/\\|_#$]/.test(line));
  if (lines.length < 3 || words.length < lines.length * 0.8) return 0;
  const starts = new Map<number, number>();
  for (const line of lines) {
    const tabs = line.includes('\t') ? line.split(/\t+/).length : 0;
    for (let column = 1; column < tabs; column += 1) count(starts, -column);
    for (const gap of line.trimEnd().matchAll(/\S {2,80}(?=\S)/g))
      count(starts, gap.index + gap[0].length);
  }
  const aligned = [...starts.values()].filter((times) => times >= lines.length * 0.75);
  return aligned.length === 0 ? 0 : aligned.length + 1;
}

function count(counts: Map<number, number>, key: number): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
