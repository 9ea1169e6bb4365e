/** How patiently and how politely services are asked. Times are in ms. */
export interface FeedLimits {
  /** Most requests to one service that run at once, and most that begin within a second. */
  readonly atOnce: number;
  readonly perSecond: number;
  /** Until an answer begins, and between two pieces of it. */
  readonly answerMs: number;
  /** Until a document, and a document that is read as a stream, is complete. */
  readonly documentMs: number;
  readonly dumpMs: number;
  /** A service that asks for so much rest and no more (Retry-After) is waited for. */
  readonly longestWaitMs: number;
}

/** What services that are free of charge may expect of a program. */
export const feedLimits: FeedLimits = {
  atOnce: 2,
  perSecond: 4,
  answerMs: 20_000,
  documentMs: 60_000,
  dumpMs: 600_000,
  longestWaitMs: 10_000,
};
