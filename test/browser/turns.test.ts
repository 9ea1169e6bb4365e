import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oneAtATime } from '../../src/browser/host/turns.ts';

const never = new AbortController().signal;

describe('turns', () => {
  it('are taken one at a time and in order, whatever fails', async () => {
    const works = fc.array(fc.record({ ms: fc.nat(2), fails: fc.boolean() }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(works, async (all) => {
        const turns = oneAtATime();
        const seen: string[] = [];
        const taken = all.map(({ ms, fails }, index) =>
          turns.take(async () => {
            seen.push(`${index} starts`);
            await pause(ms);
            seen.push(`${index} ends`);
            if (fails) throw new Error('failed');
          }, never),
        );
        await Promise.allSettled(taken);
        await turns.over();
        expect(seen).toEqual(all.flatMap((_work, index) => [`${index} starts`, `${index} ends`]));
      }),
    );
  });

  it('are given up at once by who is stopped while waiting', async () => {
    const turns = oneAtATime();
    const stop = new AbortController();
    const { promise: isOpen, resolve: open } = Promise.withResolvers<void>();
    const seen: string[] = [];
    const first = turns.take(() => isOpen, never);
    const second = turns.take(async () => seen.push('second'), stop.signal);
    const third = turns.take(async () => seen.push('third'), never);
    stop.abort(new Error('enough'));
    await expect(second).rejects.toThrow('enough');
    open();
    await Promise.all([first, third]);
    expect(seen).toEqual(['third']);
  });

  it('are not taken by who was stopped before', async () => {
    await expect(oneAtATime().take(async () => 'done', AbortSignal.abort())).rejects.toThrow();
  });
});
