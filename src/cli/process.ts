import type { CliIo } from './io.ts';

/** The process as the command line sees it: text goes out, an interrupt comes in. */
export interface CliProcess extends CliIo {
  /** Aborted by the first Ctrl-C or SIGTERM. */
  readonly interrupted: AbortSignal;
  /** Ends the process once everything printed has left it. */
  exit(code: number): void;
}

/** Exit code after Ctrl-C: 128 + SIGINT, as shells count. */
export const exitInterrupted = 130;

/** Wraps the real process. A reader that goes away (`| head -1`) ends the program quietly. */
export function createProcess(host: NodeJS.Process): CliProcess {
  const controller = new AbortController();
  const interrupt = () => {
    if (controller.signal.aborted) host.exit(exitInterrupted);
    controller.abort();
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
    columns: host.stdout.columns ?? 100,
    stdoutIsTty: host.stdout.isTTY === true,
    stderrIsTty: host.stderr.isTTY === true,
    interrupted: controller.signal,
    exit: (code) => {
      host.stdout.write('', () => host.exit(code));
    },
  };
}
