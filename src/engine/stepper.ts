import type { Clock } from '../core/clock.ts';

/** What a stepper is handed. */
export interface StepperPorts {
  readonly clock: Pick<Clock, 'now'>;
  readonly after: (ms: number, act: () => void) => () => void;
  /** When the next step falls due, epoch ms; null where none will. */
  readonly nextStepAt: () => Promise<number | null>;
  readonly takeDueSteps: () => Promise<void>;
  readonly onFault: (error: unknown) => void;
}

/** Longest sleep: a step that another process has changed is seen after this. */
const longestSleepMs = 15_000;

/** Waits for the escalation steps, which are rows of the store: what it forgets in a crash, they know. */
export class Stepper {
  readonly #ports: StepperPorts;
  #callOff: () => void = () => {};
  #looking: Promise<void> | null = null;
  #again = false;
  #stopped = false;

  constructor(ports: StepperPorts) {
    this.#ports = ports;
  }

  /** Looks at once what is due; to be called after each change. */
  wake(): void {
    this.#again = true;
    if (this.#stopped || this.#looking) return;
    this.#looking = this.#look().finally(() => {
      this.#looking = null;
      if (this.#again) this.wake();
    });
  }

  /** Resolves when what it was about is kept. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#callOff();
    await this.#looking;
  }

  async #look(): Promise<void> {
    this.#again = false;
    this.#callOff();
    const { clock, after, nextStepAt, takeDueSteps, onFault } = this.#ports;
    try {
      const due = await nextStepAt();
      if (due !== null && due <= clock.now()) await takeDueSteps();
    } catch (error) {
      onFault(error);
    }
    const next = await nextStepAt().catch(() => null);
    const wait = next === null ? longestSleepMs : next - clock.now();
    if (this.#stopped) return;
    // At least a moment, or a step that cannot be taken would be tried without pause.
    const ms = Math.min(Math.max(wait, 100), longestSleepMs);
    this.#callOff = after(ms, () => this.wake());
  }
}
