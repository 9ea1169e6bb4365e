import type { CliIo } from './io.ts';

/** The process as the command line sees it: text goes out, an interrupt comes in. */
export interface CliProcess extends CliIo {
  /** Aborted by the first Ctrl-C or SIGTERM. */
  readonly interrupted: AbortSignal;
  /** What is piped in. Read by nobody who does not ask. */
  stdin(): AsyncIterable<Uint8Array>;
  /** Calls back at each SIGHUP, which ends the process where nobody asks for it. */
  onHangup(listener: () => void): void;
  /** Ends the process once everything printed has left it. */
  exit(code: number): void;
}

/** Exit codes after a signal: 128 and its number, as shells count. */
const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const;

/** The exit code of a process that was told to stop. */
export function exitCodeAfter({ reason }: AbortSignal): number {
  const signal = reason instanceof DOMException ? reason.message : '';
  return signal === 'SIGTERM' ? exitCodes.SIGTERM : exitCodes.SIGINT;
}

/** Wraps the real process. A reader that goes away (`| head -1`) ends the program quietly. */
export function createProcess(host: NodeJS.Process): CliProcess {
  const controller = new AbortController();
  /** Once: stop in good order. Twice: at once. */
  const interrupt = (signal: keyof typeof exitCodes) => {
    if (controller.signal.aborted) host.exit(exitCodes[signal]);
    controller.abort(new DOMException(signal, 'AbortError'));
  };
  host.on('SIGINT', interrupt);
  host.on('SIGTERM', interrupt);
  host.stdout.on('error', (error: NodeJS.ErrnoException) => {
    host.exit(error.code === 'EPIPE' ? 0 : 3);
  });
  host.stderr.on('error', () => {});
  return {
    stdout: (text) => {
      host.stdout.write(text);
    },
    stderr: (text) => {
      host.stderr.write(text);
    },
    env: host.env,
    cwd: host.cwd(),
    // A terminal that does not know its width says 0.
    columns: host.stdout.columns || 100,
    stdoutIsTty: host.stdout.isTTY === true,
    stderrIsTty: host.stderr.isTTY === true,
    interrupted: controller.signal,
    stdin: () => host.stdin,
    onHangup: (listener) => {
      host.on('SIGHUP', listener);
    },
    exit: (code) => {
      host.stdout.write('', () => host.exit(code));
    },
  };
}
