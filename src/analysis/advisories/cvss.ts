import calculator from 'ae-cvss-calculator';

/** A vector of CVSS 4.0 with every metric that exists has about 250 characters. */
const longestVector = 400;

/** Base metrics of a CVSS vector, such as `AV` → `N`. */
export type CvssMetrics = ReadonlyMap<string, string>;

/**
 * The base score of a CVSS vector (versions 2.0, 3.0, 3.1 and 4.0, first.org/cvss), 0-10; null where
 * the text is none or leaves out a base metric.
 */
export function cvssScore(vector: string): number | null {
  if (cvssMetrics(vector) === null) return null;
  const score = baseScore(vector.trim());
  return typeof score === 'number' && score >= 0 && score <= 10 ? score : null;
}

/** What the library makes of it; it throws for values that no version of the standard has. */
function baseScore(vector: string): unknown {
  try {
    const read: Scored | null = calculator.fromVector(vector) ?? null;
    return read?.isBaseFullyDefined() ? read.calculateScores().base : null;
  } catch {
    return null;
  }
}

/** As much of the library's classes, one a version of the standard, as is used here. */
interface Scored {
  isBaseFullyDefined(): boolean;
  calculateScores(): { readonly base?: unknown };
}

/** The metrics of a vector by their names, whatever the version; null where the text is no vector. */
export function cvssMetrics(vector: string): CvssMetrics | null {
  const text = vector.trim();
  if (text.length > longestVector) return null;
  const [, metrics] =
    /^(?:CVSS:(?:3\.[01]|4\.0)\/)?([^/]{3,10}(?:\/[^/]{3,10}){2,40})\/?$/.exec(text) ?? [];
  const pairs = metrics?.split('/').map((pair) => /^([A-Za-z]{1,3}):([A-Za-z]{1,6})$/.exec(pair));
  if (pairs === undefined || pairs.includes(null)) return null;
  return new Map(pairs.map((pair) => [pair?.[1] ?? '', pair?.[2] ?? '']));
}
