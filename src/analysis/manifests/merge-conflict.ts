/** The number of the first line that git left behind when a merge failed; null where there is none. */
export function conflictLine(text: string): number | null {
  const mark = /^<{7} /m.exec(text);
  return mark ? text.slice(0, mark.index).split('\n').length : null;
}
