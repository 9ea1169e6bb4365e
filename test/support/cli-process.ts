import type { CliProcess } from '../../src/cli/process.ts';

/** A terminal that remembers what was printed. */
export interface RecordedProcess extends CliProcess {
  /** What went to stdout so far. */
  readonly out: () => string;
  /** What went to stderr so far. */
  readonly err: () => string;
}

/** A process with nobody at the terminal; whatever matters to a test is overridden. */
export function recordedProcess(overrides: Partial<CliProcess> = {}): RecordedProcess {
  let [out, err] = ['', ''];
  return {
    out: () => out,
    err: () => err,
    stdout: (text) => {
      out += text;
    },
    stderr: (text) => {
      err += text;
    },
    env: {},
    cwd: '/nowhere',
    columns: 80,
    stdoutIsTty: false,
    stderrIsTty: false,
    interrupted: new AbortController().signal,
    onHangup: () => {},
    exit: () => {},
    ...overrides,
  };
}
