/**
 * Receives one line for each step and decision of a run, for `--debug`. `step` is a short word
 * such as `dns` or `decision`; `text` may hold text from the site and has to be encoded where shown.
 */
export type Trace = (step: string, text: string) => void;

/** A trace that nobody reads. */
export const noTrace: Trace = () => {};
