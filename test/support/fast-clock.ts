import type { Clock } from '../../src/core/clock.ts';
import type { Timer } from '../../src/engine/worker.ts';

/** A clock and its timers that go as fast as the test says. */
export class FastClock implements Clock {
  #wall: number;
  #monotonic = 0;
  readonly #timers = new Set<{ readonly at: number; readonly wake: () => void }>();
  /** The longest time that any timer was set for, in milliseconds. */
  longestTimer = 0;

  constructor(start: string) {
    this.#wall = Temporal.Instant.from(start).epochMilliseconds;
  }

  now(): number {
    return this.#wall;
  }

  monotonic(): number {
    return this.#monotonic;
  }

  readonly timer: Timer = (ms, wake) => {
    const timer = { at: this.#monotonic + ms, wake };
    this.#timers.add(timer);
    this.longestTimer = Math.max(this.longestTimer, ms);
    return () => this.#timers.delete(timer);
  };

  /** Lets time pass; everything that is due in it happens, each at its time. */
  async pass(ms: number): Promise<void> {
    const end = this.#monotonic + ms;
    await settled();
    for (;;) {
      const next = [...this.#timers].sort((a, b) => a.at - b.at)[0];
      if (!next || next.at > end) break;
      this.#timers.delete(next);
      this.#move(Math.max(0, next.at - this.#monotonic));
      next.wake();
      await settled();
    }
    this.#move(end - this.#monotonic);
    await settled();
  }

  /** The event loop is blocked: time passes, and timers come late. */
  block(ms: number): void {
    this.#move(ms);
  }

  /** Somebody sets the wall clock, or the machine was asleep: timers and monotonic time know nothing of it. */
  set(ms: number): void {
    this.#wall += ms;
  }

  #move(ms: number): void {
    this.#monotonic += ms;
    this.#wall += ms;
  }
}

/** After every promise that can be settled now. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
