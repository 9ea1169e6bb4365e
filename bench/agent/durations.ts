/**
 * How long each part of an agent's life in the bench lasts, ms. What is measured is an agent that has
 * run for days, so it first runs as often as config allows, until its hot code is compiled: that takes
 * 500 calls of each function, and figures stand still after some 5,000 checks.
 */
export const durations = {
  warmUp: 50_000,
  /** At the pace of the load, so that the change of config is not measured. */
  beforeLoad: 12_000,
  load: 40_000,
  /** Until the memory that the load left behind is collected. */
  beforeIdle: 40_000,
  idle: 60_000,
} as const;
