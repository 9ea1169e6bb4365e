import type { CDPSession } from 'playwright';
import type {
  Generated,
  SnapshotElement,
  SnapshotNode,
  SnapshotText,
  Style,
  TextLine,
} from '../../analysis/accessibility/snapshot.ts';
import { styleProperties } from '../../analysis/accessibility/snapshot.ts';
import type { Box } from '../../core/artifacts/page-audit.ts';
import type { Told } from './accessibility-tree.ts';

const capture = (session: CDPSession) =>
  session.send('DOMSnapshot.captureSnapshot', { computedStyles: [] });
/** Documents as the browser's protocol gives them: columns of numbers, and one table of strings. */
export type CapturedDocuments = Awaited<ReturnType<typeof capture>>;
type CapturedDocument = CapturedDocuments['documents'][number];

/** What other parts of the protocol know of the same nodes. */
export interface TreeOptions {
  readonly accessibility: ReadonlyMap<number, Told>;
  readonly listeners: ReadonlyMap<number, readonly string[]>;
  readonly maxElements: number;
}

/** While a tree is built its elements still change. */
type Growing = { -readonly [Key in keyof SnapshotElement]: SnapshotElement[Key] } & {
  children: SnapshotNode[];
};

const elementNode = 1;
const textNode = 3;
const documentFragment = 11;
const longestText = 20_000;

/** Builds the tree of a captured page, with frames below their `<iframe>` and shadow trees below their host. */
export function treeOf(
  captured: CapturedDocuments,
  options: TreeOptions,
): { readonly root: SnapshotElement | null; readonly cut: boolean } {
  const { strings } = captured;
  let left = options.maxElements;

  const plant = (
    index: number,
    prefix: string,
    parent: SnapshotElement | null,
    offset: { readonly x: number; readonly y: number },
  ): SnapshotElement | null => {
    const document = captured.documents[index];
    if (!document) return null;
    const columns = columnsOf(document, strings, offset);
    const { nodes } = document;
    const grown = new Map<number, Growing>();
    const places = new Map<number, string>();
    const counts = new Map<number, number>();
    let root: Growing | null = null;
    const types = nodes.nodeType ?? [];
    for (let at = 0; at < types.length && left > 0; at += 1) {
      const above = nodes.parentIndex?.[at] ?? -1;
      const host = grown.get(above) ?? null;
      // Content of a shadow root or a template: its children are the host's, as the browser counts them.
      if (types[at] === documentFragment && host) {
        grown.set(at, host);
        continue;
      }
      if (types[at] === textNode && host) {
        const text = columns.text(at, host);
        if (text) host.children.push(text);
        continue;
      }
      if (types[at] !== elementNode) continue;
      const generated = columns.generated(at);
      if (generated) {
        if (host && generated.kind === 'before') host.before = generated.content;
        if (host && generated.kind === 'after') host.after = generated.content;
        continue;
      }
      if (columns.isPseudo(at)) continue;
      const sibling = counts.get(above) ?? 0;
      counts.set(above, sibling + 1);
      const path = host ? `${places.get(above) ?? ''}/${sibling}` : `${prefix}${sibling}`;
      places.set(at, path);
      const element = columns.element(at, path, host ?? parent, options);
      grown.set(at, element);
      left -= 1;
      if (host) host.children.push(element);
      else root ??= element;
      const frame = columns.frame(at);
      if (frame !== null) {
        const { x = 0, y = 0 } = element.box ?? {};
        const inside = plant(frame, `${path}/!/`, element, { x, y });
        if (inside) element.children.push(inside);
      }
    }
    return root;
  };

  const root = plant(0, '', null, { x: 0, y: 0 });
  return { root, cut: left <= 0 };
}

/** Columns of one document, read by node. */
function columnsOf(
  { nodes, layout, textBoxes, scrollOffsetX = 0, scrollOffsetY = 0 }: CapturedDocument,
  strings: readonly string[],
  offset: { readonly x: number; readonly y: number },
) {
  const string = (index: number | undefined) => (index === undefined ? '' : (strings[index] ?? ''));
  const layoutOf = new Map<number, number>();
  for (const [at, node] of layout.nodeIndex.entries()) {
    if (!layoutOf.has(node)) layoutOf.set(node, at);
  }
  const linesOf = new Map<number, number[]>();
  for (const [at, line] of textBoxes.layoutIndex.entries()) {
    const known = linesOf.get(line);
    if (known) known.push(at);
    else linesOf.set(line, [at]);
  }
  const rare = <Value>(column: { index: number[]; value: Value[] } | undefined) =>
    new Map(column?.index.map((node, at) => [node, column.value[at]]));
  const rareText = (column: { index: number[]; value: number[] } | undefined) =>
    new Map(column?.index.map((node, at) => [node, string(column.value[at])]));
  const flags = (column: { index: number[] } | undefined) => new Set(column?.index);
  const inputs = rareText(nodes.inputValue);
  const areas = rareText(nodes.textValue);
  const checked = flags(nodes.inputChecked);
  const chosen = flags(nodes.optionSelected);
  const frames = rare(nodes.contentDocumentIndex);
  const pseudos = rareText(nodes.pseudoType);
  const sources = rareText(nodes.currentSourceURL);

  const boxOf = (bounds: readonly number[] | undefined): Box | null => {
    const [x, y, width, height] = bounds ?? [];
    if (x === undefined || y === undefined || width === undefined || height === undefined) {
      return null;
    }
    const shiftX = offset.x === 0 && offset.y === 0 ? 0 : offset.x - scrollOffsetX;
    const shiftY = offset.x === 0 && offset.y === 0 ? 0 : offset.y - scrollOffsetY;
    return { x: x + shiftX, y: y + shiftY, width, height };
  };
  const styleOf = (at: number): Style =>
    Object.fromEntries(
      (layout.styles[at] ?? []).map((value, index) => [styleProperties[index], string(value)]),
    );
  /** The text of a layout box and the lines it is broken into. */
  const linesAt = (at: number): readonly TextLine[] => {
    const whole = string(layout.text[at]);
    return (linesOf.get(at) ?? []).flatMap((line) => {
      const box = boxOf(textBoxes.bounds[line]);
      const start = textBoxes.start[line] ?? 0;
      return box ? [{ box, text: whole.slice(start, start + (textBoxes.length[line] ?? 0)) }] : [];
    });
  };

  return {
    isPseudo: (node: number) => pseudos.has(node),
    frame: (node: number) => frames.get(node) ?? null,
    generated: (node: number): { kind: string; content: Generated } | null => {
      const kind = pseudos.get(node);
      const at = layoutOf.get(node);
      if (kind === undefined || at === undefined) return null;
      const style = styleOf(at);
      const box = boxOf(layout.bounds[at]);
      return { kind, content: { text: contentOf(style.content), box, style } };
    },
    text: (node: number, parent: SnapshotElement): SnapshotText | null => {
      const text = string(nodes.nodeValue?.[node]).slice(0, longestText);
      if (text.trim() === '') return null;
      const at = layoutOf.get(node);
      return { kind: 'text', text, parent, lines: at === undefined ? [] : linesAt(at) };
    },
    element: (
      node: number,
      path: string,
      parent: SnapshotElement | null,
      { accessibility, listeners }: TreeOptions,
    ): Growing => {
      const at = layoutOf.get(node);
      const backend = nodes.backendNodeId?.[node] ?? -1;
      const told = accessibility.get(backend);
      return {
        kind: 'element',
        tag: string(nodes.nodeName?.[node]).toLowerCase(),
        attributes: attributesOf(nodes.attributes?.[node] ?? [], string),
        parent,
        children: [],
        path,
        box: at === undefined ? null : boxOf(layout.bounds[at]),
        style: at === undefined ? {} : styleOf(at),
        before: null,
        after: null,
        role: told?.role ?? null,
        name: told?.name ?? '',
        nameFrom: told?.nameFrom ?? null,
        description: told?.description ?? '',
        states: told?.states ?? {},
        listens: listeners.get(backend) ?? [],
        value: areas.get(node) ?? inputs.get(node) ?? null,
        checked: checked.has(node) || chosen.has(node),
        currentSource: sources.get(node) || null,
      };
    },
  };
}

function attributesOf(
  indexes: readonly number[],
  string: (index: number | undefined) => string,
): Record<string, string> {
  const attributes: Record<string, string> = Object.create(null);
  for (let at = 0; at + 1 < indexes.length; at += 2) {
    attributes[string(indexes[at]).toLowerCase()] = string(indexes[at + 1]);
  }
  return attributes;
}

/** The strings of a computed `content`; attributes and counters are resolved by the browser already, pictures are none. */
function contentOf(content: string | undefined): string {
  const strings = content?.match(/"(?:[^"\\]|\\.)*"/g) ?? [];
  return strings.map((quoted) => quoted.slice(1, -1).replace(/\\(.)/g, '$1')).join('');
}
