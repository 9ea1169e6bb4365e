import { describe, expect, it } from 'vitest';
import { Stepper } from '../../src/engine/stepper.ts';
import { FastClock } from '../support/fast-clock.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** A stepper over a list of due times; each is gone when it is taken. */
function setUp() {
  const clock = new FastClock('2026-11-23T12:00:00Z');
  const start = clock.now();
  const steps: number[] = [];
  const taken: number[] = [];
  const faults: unknown[] = [];
  let broken: Error | null = null;
  let looks = 0;
  const stepper = new Stepper({
    clock,
    after: clock.timer,
    nextStepAt: async () => {
      looks += 1;
      return steps.length === 0 ? null : Math.min(...steps);
    },
    takeDueSteps: async () => {
      if (broken) throw broken;
      const due = steps.filter((at) => at <= clock.now());
      for (const at of due) steps.splice(steps.indexOf(at), 1);
      taken.push(...due.map(() => clock.now() - start));
    },
    onFault: (error) => faults.push(error),
  });
  const breaks = (error: Error | null) => {
    broken = error;
  };
  return { clock, start, steps, taken, faults, stepper, breaks, looks: () => looks };
}

describe('escalation steps', () => {
  it('are taken when they fall due, one after the other', async () => {
    const { clock, start, steps, taken, stepper } = setUp();
    steps.push(start + 30 * second, start + 15 * minute);
    stepper.wake();
    await clock.pass(hour);
    expect(taken).toEqual([30 * second, 15 * minute]);
  });

  it('that are overdue at the start are taken at once', async () => {
    const { clock, start, steps, taken, stepper } = setUp();
    steps.push(start - hour);
    stepper.wake();
    await clock.pass(0);
    expect(taken).toEqual([0]);
  });

  it('that another process has put in are seen within 15 s', async () => {
    const { clock, start, steps, taken, stepper } = setUp();
    stepper.wake();
    await clock.pass(20 * second);
    steps.push(start + 20 * second);
    await clock.pass(15 * second);
    expect(taken).toHaveLength(1);
  });

  it('are seen at once by whoever put them in and says so, even in the middle of a look', async () => {
    const { clock, start, steps, taken, stepper } = setUp();
    stepper.wake();
    steps.push(start);
    stepper.wake();
    await clock.pass(0);
    expect(taken).toEqual([0]);
  });

  it('that cannot be taken are reported and tried again, without a storm', async () => {
    const { clock, start, steps, taken, faults, stepper, breaks } = setUp();
    steps.push(start);
    breaks(new Error('no'));
    stepper.wake();
    await clock.pass(10 * second);
    expect(faults.length).toBeGreaterThan(1);
    expect(faults.length).toBeLessThanOrEqual(101);
    breaks(null);
    await clock.pass(second);
    expect(taken).toHaveLength(1);
  });

  it('cost four looks a minute where there are none', async () => {
    const { clock, stepper, looks } = setUp();
    stepper.wake();
    await clock.pass(hour);
    expect(looks()).toBeLessThanOrEqual(2 * 4 * 60 + 2);
  });

  it('are left alone by one that is stopped', async () => {
    const { clock, start, steps, taken, stepper } = setUp();
    steps.push(start + second);
    stepper.wake();
    await stepper.stop();
    stepper.wake();
    await clock.pass(hour);
    expect(taken).toEqual([]);
  });
});
