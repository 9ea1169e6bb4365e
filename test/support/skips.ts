/** What a run did, as far as skipped tests are concerned. Tests are named `file > suite > test`. */
export interface SkipFacts {
  /** Reason by test, from test/allowed-skips.json. */
  readonly allowed: Readonly<Record<string, string>>;
  /** Every test of the run. */
  readonly tests: readonly string[];
  /** Those that were skipped or are only planned. */
  readonly skipped: readonly string[];
  /** The files of the run; it may have been a part of them all. */
  readonly ran: readonly string[];
  readonly exists: (file: string) => boolean;
}

/** What is wrong with the skips of a run: one line for each that is not allowed, or allowed in vain. */
export function skipMistakes(facts: SkipFacts): readonly string[] {
  const { allowed, tests, skipped, ran, exists } = facts;
  const list = 'test/allowed-skips.json';
  const forbidden = skipped
    .filter((test) => !allowed[test]?.trim())
    .map((test) => `Skipped: ${test}. Make it run, or name it in ${list} with the reason.`);
  const stale = Object.keys(allowed)
    .filter((test) => {
      const file = test.split(' > ')[0] ?? '';
      return ran.includes(file) ? !tests.includes(test) : !exists(file);
    })
    .map((test) => `No such test: ${test}. Take it out of ${list}.`);
  return [...forbidden, ...stale];
}
