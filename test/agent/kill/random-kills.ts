import type { Kill } from './survival.ts';

/** An agent needs about this to start, ms; a kill before it would find nothing to interrupt. */
const startMs = 250;
const livesMs = 1000;

/** So many kills, each at a random moment of an agent's life. */
export function randomKills(count: number): readonly Kill[] {
  return Array.from({ length: count }, () => ({ afterMs: startMs + Math.random() * livesMs }));
}
