import { XMLParser } from 'fast-xml-parser';

/** An element of an XML document. */
export interface XmlElement {
  /** Without its namespace’s prefix. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Its own text, trimmed. */
  readonly text: string;
}

/** The root of a document, or why there is none. */
export type XmlReading =
  | { readonly ok: true; readonly root: XmlElement }
  | { readonly ok: false; readonly reason: string };

const maxDepth = 40;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
});

/**
 * Reads XML that came from outside. A document type is refused: no file of a project needs one, and
 * its entities can be made to grow without end (CWE-776) or to name files (CWE-611).
 */
export function readXml(text: string): XmlReading {
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) {
    return { ok: false, reason: 'declares a DOCTYPE and was not read' };
  }
  try {
    const nodes: unknown = parser.parse(text);
    const root = elementsOf(nodes, 0)[0];
    return root ? { ok: true, root } : { ok: false, reason: 'is no XML' };
  } catch {
    return { ok: false, reason: 'is no well-formed XML' };
  }
}

/** Every element of that name at most so many levels below, in the order of the document; names without regard to case. */
export function childrenOf(element: XmlElement, name: string): readonly XmlElement[] {
  const wanted = name.toLowerCase();
  return element.children.filter((child) => child.name.toLowerCase() === wanted);
}

/** An attribute, or a child element of that name, as MSBuild takes either for metadata; null without one. */
export function metadataOf(element: XmlElement, name: string): string | null {
  const wanted = name.toLowerCase();
  for (const [key, value] of element.attributes) {
    if (key.toLowerCase() === wanted && value.trim() !== '') return value.trim();
  }
  return childrenOf(element, name)[0]?.text || null;
}

function elementsOf(nodes: unknown, depth: number): readonly XmlElement[] {
  if (!Array.isArray(nodes) || depth > maxDepth) return [];
  return nodes.flatMap((node: unknown) => {
    if (typeof node !== 'object' || node === null) return [];
    const entries = Object.entries(node);
    const [name, content] = entries.find(([key]) => key !== ':@') ?? [];
    if (name === undefined || name.startsWith('#') || name.startsWith('?')) return [];
    const attributes: unknown = entries.find(([key]) => key === ':@')?.[1];
    return {
      name,
      attributes: new Map(
        typeof attributes === 'object' && attributes !== null
          ? Object.entries(attributes).map(([key, value]) => [key, String(value)] as const)
          : [],
      ),
      children: elementsOf(content, depth + 1),
      text: textOf(content),
    };
  });
}

function textOf(content: unknown): string {
  if (!Array.isArray(content)) return '';
  return content
    .map((node: unknown) =>
      typeof node === 'object' && node !== null && '#text' in node ? String(node['#text']) : '',
    )
    .join('')
    .trim();
}
