import type { Json } from '../../core/json.ts';
import { type FigureName, type Figures, figureNames } from './figures.ts';

/** Values of each figure, the oldest first, by what was measured (page and device). */
export type History = Readonly<Record<string, Readonly<Record<FigureName, readonly Entry[]>>>>;

/** When, epoch ms, and what. */
type Entry = readonly [at: number, value: number];

/** Runs that are kept: three weeks at one run a night. */
const mostRuns = 20;

const none: History[string] = {
  score: [],
  lcpMs: [],
  cls: [],
  tbtMs: [],
  fcpMs: [],
  speedIndexMs: [],
  bytes: [],
};

/** Reads what the last run left; whatever is not in its shape counts as not known. */
export function readHistory(state: Json | null): History {
  return Object.fromEntries(
    Object.entries(recordOf(recordOf(state).measured)).map(([key, figures]) => [
      key,
      withEach((name) => entriesOf(recordOf(figures)[name])),
    ]),
  );
}

/** Earlier values of a figure, the oldest first. */
export function earlierValues(
  history: History,
  key: string,
  figure: FigureName,
): readonly number[] {
  return (
    (Object.hasOwn(history, key) ? history[key] : none)?.[figure].map(([, value]) => value) ?? []
  );
}

/**
 * What is kept for the next run: of what is still measured, the last 20 runs with this one. What was
 * measured but not now (`null`) keeps its history.
 */
export function nextHistory(
  history: History,
  measured: ReadonlyMap<string, Figures | null>,
  now: number,
): Json {
  const next = [...measured].map(([key, figures]) => {
    const before = (Object.hasOwn(history, key) ? history[key] : none) ?? none;
    if (figures === null) return [key, before];
    return [
      key,
      withEach((name) => [...before[name], [now, figures[name]] as const].slice(-mostRuns)),
    ];
  });
  return { measured: Object.fromEntries(next) };
}

function withEach(entries: (name: FigureName) => readonly Entry[]): History[string] {
  return Object.fromEntries(
    figureNames.map((name) => [name, entries(name)]),
  ) as unknown as History[string];
}

function entriesOf(value: unknown): readonly Entry[] {
  if (!Array.isArray(value)) return [];
  return value.slice(-mostRuns).flatMap((entry): Entry[] => {
    const [at, figure]: unknown[] = Array.isArray(entry) ? entry : [];
    return isNumber(at) && isNumber(figure) ? [[at, figure]] : [];
  });
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}
