import { type Node, nodeAt, type Path, renderPath } from './node.ts';
import { renderPlace } from './problem.ts';

/** One value that is in force, and where it was decided. */
export interface EffectiveValue {
  /** `checks.uptime.conditions[0]`. */
  readonly path: string;
  readonly steps: Path;
  /** A scalar, or an empty list or mapping; `***` where it is secret. */
  readonly value: unknown;
  /** `config/sites/acme.yaml:3:6`, with `(defaults)` or `from ${NAME}` behind it, or `built-in default`. */
  readonly origin: string;
}

/** Every value of validated data, with the place in the tree that it came from. `file` is the one whose values need no remark. */
export function effectiveValues(
  data: unknown,
  tree: Node,
  file: string,
): readonly EffectiveValue[] {
  const values: EffectiveValue[] = [];
  const visit = (value: unknown, steps: Path): void => {
    const children = childrenOf(value);
    if (children.length > 0) {
      for (const [step, inner] of children) visit(inner, [...steps, step]);
    } else if (value !== undefined) {
      const node = nodeAt(tree, steps);
      const secret = node?.kind === 'scalar' && node.secret !== undefined;
      const origin = originOf(node, file);
      values.push({ path: renderPath(steps), steps, value: secret ? '***' : value, origin });
    }
  };
  visit(data, []);
  return values;
}

function childrenOf(value: unknown): readonly (readonly [string | number, unknown])[] {
  if (Array.isArray(value)) return [...value.entries()];
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function originOf(node: Node | null, file: string): string {
  if (!node?.at) return 'built-in default';
  const place = renderPlace(node.at);
  const layer = node.at.file === file ? '' : ' (defaults)';
  const source = node.kind === 'scalar' && node.secret ? `, from ${node.secret.text}` : '';
  return `${place}${layer}${source}`;
}
