import { type Node, nodeAt, type Path, renderPath, type Scalar } from './node.ts';
import { type Problem, problemAt } from './problem.ts';

/** A text value of a tree that may be judged, with the means to complain about it. */
export interface TextAt {
  readonly value: string;
  /** True where it must not be printed. */
  readonly secret: boolean;
  readonly problem: (message: string, remedy: string) => Problem;
}

/** The text at the end of a path; null where there is none, or none that stands in a file. */
export function textAt(root: Node, path: Path): TextAt | null {
  const node = nodeAt(root, path);
  if (node?.kind !== 'scalar' || typeof node.value !== 'string' || node.secret?.missing)
    return null;
  const { at } = node;
  if (at === null) return null;
  return {
    value: node.value,
    secret: node.secret !== undefined,
    problem: (message, remedy) => problemAt(at, message, remedy),
  };
}

/** Complains of a secret that stands in the config file, be it as a default. */
export function openSecretProblems(path: Path, scalar: Scalar): readonly Problem[] {
  if (typeof scalar.value !== 'string' || scalar.at === null) return [];
  if (scalar.secret && !scalar.secret.hasDefault) return [];
  const what = scalar.secret ? 'has a default that stands in the file' : 'stands in the file';
  const remedy = 'Write `${NAME}` and set the variable, or `file:/path/of/the/secret`.';
  return [problemAt(scalar.at, `the secret \`${renderPath(path)}\` ${what}`, remedy)];
}
