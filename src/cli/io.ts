/** What a command may touch of the terminal and the process. */
export interface CliIo {
  stdout(text: string): void;
  stderr(text: string): void;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Width of the terminal. */
  readonly columns: number;
  readonly stdoutIsTty: boolean;
  readonly stderrIsTty: boolean;
}
