import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import type { CliProcess } from './process.ts';

/** Longest line that is read, in UTF-16 units. */
const longestLine = 64 * 1024;

/** The bytes of a file; of what is piped in, where it is `-` or not named. Throws as Node does where a file cannot be read. */
export function inputOf(file: string | null, io: CliProcess): AsyncIterable<Uint8Array> {
  return file === null || file === '-'
    ? io.stdin()
    : createReadStream(resolve(io.cwd, file), { signal: io.interrupted });
}

/**
 * The lines of a text as they come, as many at once as there are, without their ends (`\n`, `\r\n`).
 * Null for a line that is too long. Ends early, without an error, once the signal is aborted.
 */
export async function* linesOf(
  bytes: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): AsyncIterable<readonly (string | null)[]> {
  const decoder = new TextDecoder();
  let rest = '';
  let isTooLong = false;
  for await (const chunk of untilAborted(bytes, signal)) {
    const [first = '', ...others] = decoder.decode(chunk, { stream: true }).split('\n');
    const pieces = [rest + first, ...others];
    rest = pieces.pop() ?? '';
    const lines = pieces.map((line, index) => (index === 0 && isTooLong ? null : bounded(line)));
    if (lines.length > 0) isTooLong = false;
    if (rest.length > longestLine) {
      isTooLong = true;
      rest = '';
    }
    if (lines.length > 0) yield lines;
  }
  rest += decoder.decode();
  if (isTooLong) yield [null];
  else if (rest !== '') yield [bounded(rest)];
}

function bounded(line: string): string | null {
  return line.length > longestLine ? null : line.replace(/\r$/, '');
}

/** A reader that waits for the next bytes is not told of a signal; so each wait ends with either. */
async function* untilAborted(
  bytes: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): AsyncIterable<Uint8Array> {
  const { promise: aborted, resolve: abort } = Promise.withResolvers<null>();
  const onAbort = () => abort(null);
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) abort(null);
  const iterator = bytes[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await Promise.race([iterator.next(), aborted]);
      if (next === null || next.done) return;
      yield next.value;
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
