/** A place in a config file; lines and columns count from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One mistake in the config: where it is, what it is, and what to do about it. */
export interface Problem {
  readonly file: string;
  /** Null where the whole file or folder is meant. */
  readonly line: number | null;
  readonly column: number | null;
  readonly message: string;
  readonly remedy: string;
}

/** A mistake at a place in a file. */
export function problemAt(position: Position, message: string, remedy: string): Problem {
  const { file, line, column } = position;
  return { file, line, column, message, remedy };
}

/** A mistake of a whole file or folder. */
export function problemOf(file: string, message: string, remedy: string): Problem {
  return { file, line: null, column: null, message, remedy };
}

/** `config/sites/acme.yaml:12:3`, or the file alone. */
export function renderPlace(place: Pick<Problem, 'file' | 'line' | 'column'>): string {
  return place.line === null ? place.file : `${place.file}:${place.line}:${place.column}`;
}

/** One line: place, message, remedy. */
export function renderProblem(problem: Problem): string {
  const message = /[.?!]$/.test(problem.message) ? problem.message : `${problem.message}.`;
  return `${renderPlace(problem)}  ${message} ${problem.remedy}`.trimEnd();
}

/** Each mistake once: folders and the practice before sites, then file by file, top down. */
export function inOrder(problems: readonly Problem[]): readonly Problem[] {
  const unique = new Map(
    problems.map((problem) => [`${renderPlace(problem)} ${problem.message}`, problem]),
  );
  return [...unique.values()].toSorted(
    (a, b) =>
      a.file.split('/').length - b.file.split('/').length ||
      (a.file === b.file ? 0 : a.file < b.file ? -1 : 1) ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0),
  );
}
