import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readCapped } from '../../../src/gather/http/body.ts';

it('reads the beginning of a body, however it is cut into chunks', async () => {
  const chunk = fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes));
  await fc.assert(
    fc.asyncProperty(fc.array(chunk), fc.nat(100), async (chunks, maxBytes) => {
      const whole = Buffer.concat(chunks);
      const { bytes, capped } = await readCapped(stream(chunks), maxBytes);
      expect(bytes.equals(whole.subarray(0, maxBytes))).toBe(true);
      expect(capped).toBe(whole.length > maxBytes);
    }),
  );
});

it('reads no further than the chunk that exceeds the cap', async () => {
  let read = 0;
  const endless = async function* () {
    for (;;) {
      read += 1;
      yield Buffer.alloc(10);
    }
  };
  expect(await readCapped(endless(), 35)).toMatchObject({ capped: true });
  expect(read).toBe(4);
});

it('refuses a body that comes a byte at a time for ever', async () => {
  const crumbs = async function* () {
    for (;;) yield Buffer.alloc(1);
  };
  await expect(readCapped(crumbs(), 1024 * 1024)).rejects.toThrow('crumbs');
});

async function* stream(chunks: readonly Buffer[]) {
  yield* chunks;
}
