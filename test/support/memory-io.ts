import type { CliIo } from '../../src/cli/io.ts';

/** A terminal, or none, that remembers what was printed. */
export interface MemoryIo extends CliIo {
  readonly out: () => string;
  readonly err: () => string;
}

export function memoryIo(overrides: Partial<CliIo> = {}): MemoryIo {
  let [out, err] = ['', ''];
  return {
    stdout: (text) => {
      out += text;
    },
    stderr: (text) => {
      err += text;
    },
    env: {},
    cwd: '/',
    columns: 80,
    stdoutIsTty: false,
    stderrIsTty: false,
    ...overrides,
    out: () => out,
    err: () => err,
  };
}
