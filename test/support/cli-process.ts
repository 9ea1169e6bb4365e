import type { CliProcess } from '../../src/cli/process.ts';
import { type MemoryIo, memoryIo } from './memory-io.ts';

/** A process that remembers what was printed, with nobody at the terminal unless told otherwise. */
export function memoryProcess(overrides: Partial<CliProcess> = {}): CliProcess & MemoryIo {
  return {
    interrupted: new AbortController().signal,
    stdin: async function* () {},
    onHangup: () => {},
    exit: () => {},
    ...memoryIo(overrides),
  };
}
