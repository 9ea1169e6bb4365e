/** A status code such as `204`, or a range such as `200-299`. */
export type StatusRange = number | string;

/** First and last code of a range, or null where the text is none. */
export function parseStatusRange(range: StatusRange): readonly [number, number] | null {
  const match = /^([1-9]\d{2})(?:-([1-9]\d{2}))?$/.exec(String(range));
  if (!match?.[1]) return null;
  const first = Number(match[1]);
  const last = Number(match[2] ?? match[1]);
  return first <= last ? [first, last] : null;
}

/** Whether any of the ranges holds the status. Ranges that make no sense hold nothing. */
export function statusExpected(status: number, ranges: readonly StatusRange[]): boolean {
  return ranges.some((range) => {
    const bounds = parseStatusRange(range);
    return bounds !== null && status >= bounds[0] && status <= bounds[1];
  });
}
