import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonEntries } from '../../../src/feeds/reading/json-entries.ts';

/** A text in pieces of so many bytes. */
async function* pieces(text: string, size: number): AsyncIterable<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let start = 0; start < bytes.length; start += size)
    yield bytes.subarray(start, start + size);
}

const entriesOf = (text: string, size = 7) => Array.fromAsync(jsonEntries(pieces(text, size)));

describe('the entries of a JSON object', () => {
  it('are those of JSON.parse, however the bytes are cut', async () => {
    const object = fc.dictionary(fc.string(), fc.jsonValue());
    await fc.assert(
      fc.asyncProperty(object, fc.integer({ min: 1, max: 50 }), async (value, size) => {
        const text = JSON.stringify(value);
        const parsed: object = JSON.parse(text);
        expect(await entriesOf(text, size)).toEqual(Object.entries(parsed));
      }),
    );
  });

  it('come with names of prototypes like any others', async () => {
    expect(await entriesOf('{"__proto__":{"a":1},"constructor":2}')).toEqual([
      ['__proto__', { a: 1 }],
      ['constructor', 2],
    ]);
  });

  it.each(['', '[]', 'null', '{"a":1', '{"a":1}}', '{"a":tru}', '<html>', "{'a':1}"])(
    'are none of “%s”',
    async (text) => {
      await expect(entriesOf(text)).rejects.toThrow('the answer is no JSON object, or was cut off');
    },
  );

  it('come as they are read, not all at once', async () => {
    let sent = 0;
    async function* endless() {
      yield Buffer.from('{"first":1');
      for (;;) {
        sent += 1;
        yield Buffer.from(`,"entry ${sent}":${' '.repeat(1000)}1`);
      }
    }
    for await (const [key] of jsonEntries(endless())) if (key === 'entry 100') break;
    expect(sent).toBeLessThan(1000);
  });

  it.each([
    ['long', '"', 'x'],
    ['deep', '', '['],
    ['wide', '[0', ',0'],
  ])('are given up where one is too %s', async (_how, begin, more) => {
    async function* endless() {
      yield Buffer.from(`{"a":${begin}`);
      for (;;) yield Buffer.from(more.repeat(64 * 1024));
    }
    await expect(Array.fromAsync(jsonEntries(endless()))).rejects.toThrow('more than 2 MiB');
  });

  it('end with what ends the bytes', async () => {
    async function* broken() {
      yield Buffer.from('{"a":1,');
      throw new RangeError('the line is dead');
    }
    await expect(Array.fromAsync(jsonEntries(broken()))).rejects.toThrow(RangeError);
  });
});
