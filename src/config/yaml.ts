import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  parseDocument,
  type YAMLMap,
  type Node as YamlNode,
} from 'yaml';
import type { Entry, Mapping, Node } from './node.ts';
import { type Position, type Problem, problemAt, problemOf } from './problem.ts';

/** Most tokens of one file, counted before anything is built in memory. */
const maxTokens = 40_000;
/** Most values of one file, counted after aliases have been followed. */
const maxValues = 10_000;
/** Deepest nesting of one file. */
const maxDepth = 32;

/** What a YAML text holds; `node` is null where it could not be read at all. */
export interface ParsedYaml {
  readonly node: Node | null;
  readonly problems: readonly Problem[];
}

/** YAML 1.2 (core schema, no tags) as a tree with places. Text from anybody is safe: all is bounded. */
export function parseYaml(file: string, text: string): ParsedYaml {
  const excess = excessOf(text);
  if (excess !== null) return refused(file, excess, splitRemedy);
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: false,
  });
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const syntax = syntaxProblems(document, at);
  if (syntax.length > 0) return { node: null, problems: syntax };
  if (document.contents === null) {
    return refused(file, 'the file is empty', 'Fill it in; config/examples has one per platform.');
  }
  return new TreeBuilder(at).build(document.contents);
}

const splitRemedy = 'Config files are short: remove what is repeated.';

function refused(file: string, message: string, remedy: string): ParsedYaml {
  return { node: null, problems: [problemOf(file, message, remedy)] };
}

/** What makes a text too big to be parsed, seen token by token. */
function excessOf(text: string): string | null {
  let tokens = 0;
  let depth = 0;
  for (const token of new Lexer().lex(text)) {
    tokens += 1;
    if (token === '[' || token === '{') depth += 1;
    else if (token === ']' || token === '}') depth -= 1;
    if (tokens > maxTokens) return 'too many values';
    if (depth > maxDepth) return 'nested too deeply';
  }
  return null;
}

function syntaxProblems(document: Document, at: (offset: number) => Position): Problem[] {
  const faults = [...document.errors, ...document.warnings];
  const exhausted = faults.find((fault) => fault.code === 'RESOURCE_EXHAUSTION');
  if (exhausted) return [problemAt(at(exhausted.pos[0]), 'nested too deeply', splitRemedy)];
  return faults.slice(0, 10).map((fault) => {
    const message = fault.message.split('\n')[0] ?? '';
    if (fault.code === 'MULTIPLE_DOCS') {
      return problemAt(at(fault.pos[0]), 'a second document starts here', 'Remove the line `---`.');
    }
    return problemAt(
      at(fault.pos[0]),
      `not valid YAML: ${message}`,
      'Check indentation, quotes and colons on this line and the one above.',
    );
  });
}

/** Walks the syntax tree once, in the order of the text, so that an anchor is known before its alias. */
class TreeBuilder {
  readonly #at: (offset: number) => Position;
  readonly #anchors = new Map<string, YamlNode>();
  readonly #problems: Problem[] = [];
  #values = 0;

  constructor(at: (offset: number) => Position) {
    this.#at = at;
  }

  build(contents: YamlNode): ParsedYaml {
    const node = this.#node(contents, this.#at(contents.range?.[0] ?? 0), 0);
    return { node: this.#tooBig ? null : node, problems: this.#problems };
  }

  get #tooBig(): boolean {
    return this.#values > maxValues;
  }

  #node(node: YamlNode | null, fallback: Position, depth: number): Node {
    const at = node?.range ? this.#at(node.range[0]) : fallback;
    const nothing: Node = { kind: 'scalar', value: null, at };
    if (node === null || this.#refuses(at, depth)) return nothing;
    if (isAlias(node)) return this.#alias(node.source, at, depth);
    if ('anchor' in node && node.anchor) this.#anchors.set(node.anchor, node);
    if (isMap(node)) return this.#mapping(node, at, depth);
    if (isSeq(node)) {
      const items = node.items.map((item) => this.#node(item as YamlNode, at, depth + 1));
      return { kind: 'list', items, at };
    }
    return isScalar(node) ? { kind: 'scalar', value: scalarValue(node.value), at } : nothing;
  }

  #refuses(at: Position, depth: number): boolean {
    if (this.#tooBig) return true;
    this.#values += 1;
    if (this.#tooBig) {
      this.#problems.push(problemAt(at, 'too many values, aliases followed', splitRemedy));
    } else if (depth > maxDepth) {
      this.#values = maxValues + 1;
      this.#problems.push(problemAt(at, 'nested too deeply', splitRemedy));
    }
    return this.#tooBig;
  }

  #alias(name: string, at: Position, depth: number): Node {
    const target = this.#anchors.get(name);
    if (target) return this.#node(target, at, depth);
    this.#problems.push(
      problemAt(at, `no anchor \`&${name}\` above this alias`, 'Write the value out.'),
    );
    return { kind: 'scalar', value: null, at };
  }

  #mapping(map: YAMLMap, at: Position, depth: number): Mapping {
    const entries = new Map<string, Entry>();
    for (const pair of map.items) {
      const keyNode = pair.key as YamlNode | null;
      const key = keyNode?.range ? this.#at(keyNode.range[0]) : at;
      const name = isScalar(keyNode) ? keyName(keyNode.value, keyNode.source) : null;
      const value = this.#node(pair.value as YamlNode | null, key, depth + 1);
      const before = name === null ? undefined : entries.get(name);
      if (name === null || name === '__proto__') {
        this.#problems.push(problemAt(key, 'this cannot be a key', 'Write a plain word.'));
      } else if (before) {
        this.#problems.push(
          problemAt(
            key,
            `\`${name}\` is written twice, first on line ${before.key?.line}`,
            'Keep one of the two.',
          ),
        );
      } else entries.set(name, { key, value });
    }
    return { kind: 'mapping', entries, at };
  }
}

/** The key as it is written, so that `007` stays `007`; null for an empty key. */
function keyName(value: unknown, source: string | undefined): string | null {
  return typeof value === 'string' ? value : value === null ? null : (source ?? String(value));
}

function scalarValue(value: unknown): string | number | boolean | null {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : null;
}
